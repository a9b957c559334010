package bot

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/index"
	"beilun/index/words"

	"github.com/slack-go/slack"
)

// subcommand is what the first word of a command may name. Any other text is a
// question.
type subcommand struct {
	name  string // its class in said/words.txt
	admin bool   // only for those in BEILUN_ADMINS
	rest  bool   // takes the text behind it
	slow  bool   // reads the releases anew
	run   func(ctx context.Context, c slack.SlashCommand, rest string, english bool) (message.Message, error)
}

// commands distinguishes what calls a sub-command from questions. Nothing in it changes.
type commands struct {
	all     []subcommand
	library interface {
		Releases() []index.Release
		Figures(ctx context.Context, of string) ([]index.Entry, error)
	}
	log *slog.Logger
}

// names returns the names of the sub-commands, without those for admins unless admins is
// true.
func (cs *commands) names(admins bool) (names []string) {
	for _, s := range cs.all {
		if admins || !s.admin {
			names = append(names, s.name)
		}
	}
	return names
}

// named returns the sub-command of a name that names returns.
func (cs *commands) named(name string) subcommand {
	return cs.all[slices.IndexFunc(cs.all, func(s subcommand) bool { return s.name == name })]
}

// called returns the sub-command that is the first word behind /beilun.
func (cs *commands) called(text string) (s subcommand, rest string, ok bool) {
	verb, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	for _, s := range cs.all {
		if said.IsCommand(s.name, verb) && (rest == "" || s.rest) {
			return s, rest, true
		}
	}
	return subcommand{}, "", false
}

// typed returns the sub-command that a message calls.
func (cs *commands) typed(ctx context.Context, text string) (s subcommand, rest string, ok bool) {
	c, ok := said.CommandIn(text, cs.names(true))
	if !ok {
		return subcommand{}, "", false
	}
	s = cs.named(c.Name)
	return s, c.Rest, c.Rest == "" || s.rest && cs.isFor(ctx, c)
}

// isFor reports whether the text behind the word of a sub-command is what that may be
// for: something that the releases know, or that no question has there.
func (cs *commands) isFor(ctx context.Context, c said.Call) bool {
	if said.Asks(c.Rest) {
		return false
	}
	switch c.Name {
	case "notices":
		return said.IsOn(c.Rest) || said.IsOff(c.Rest)
	case "subscribe", "unsubscribe":
		return c.Apart || said.IsAll(c.Rest) || !said.GoesOn(c.Rest) && cs.knows(ctx, c.Rest)
	case "figures":
		return (c.Apart || !said.GoesOn(c.Rest)) && cs.knows(ctx, c.Rest)
	case "add":
		return strings.Contains(c.Rest, "://")
	case "remove":
		title := words.Squeeze(c.Rest)
		return c.Apart && len(title) >= leastTitle && slices.ContainsFunc(cs.library.Releases(), func(r index.Release) bool {
			return strings.Contains(words.Squeeze(r.Title), title) || strings.Contains(words.Squeeze(r.ID), title)
		})
	case "reindex":
		return said.IsConfirm(c.Rest)
	case "correct":
		verb, _, _ := strings.Cut(c.Rest, " ")
		return said.IsUndo(verb) || strings.ContainsAny(c.Rest, "=＝≠：:")
	}
	return false
}

// leastTitle is how many bytes a part of a title has at least: two characters.
const leastTitle = 6

// knows reports whether the releases have figures of a thing or metric.
func (cs *commands) knows(ctx context.Context, name string) bool {
	entries, err := cs.library.Figures(ctx, name)
	if err != nil {
		cs.log.Error("cannot read the figures", "err", err)
	}
	return len(entries) > 0
}

// mistyped returns the sub-command that a text nearly calls, with what it is for. One for
// admins is never offered.
func (cs *commands) mistyped(ctx context.Context, text string) (c said.Call, ok bool) {
	c, ok = said.Mistyped(text, cs.names(false), words.SoundAlike)
	if !ok || !strings.Contains(strings.TrimSpace(text), " ") && cs.knows(ctx, text) {
		return said.Call{}, false
	}
	return c, c.Rest == "" || cs.named(c.Name).rest && !said.Asks(c.Rest) && (cs.knows(ctx, c.Rest) || cs.isFor(ctx, c))
}
