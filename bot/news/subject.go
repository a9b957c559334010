package news

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge/ledger"
)

// everythingNames are how the bot names the subscription to all figures.
var everythingNames = []string{message.WordsOf(false).News.Everything, message.WordsOf(true).News.Everything}

// isEverything reports whether a subject is how the bot names all figures.
func isEverything(subject string) bool {
	return slices.Contains(everythingNames, strings.ToLower(zhtext.FoldString(subject)))
}

// isAll reports whether a subject is a word for everything.
func isAll(subject string) bool { return said.IsAll(zhtext.FoldString(subject)) }

// maxSubject bounds a subject, in characters.
const maxSubject = 40

// tidySubject cleans what a person wants to subscribe to: no control characters,
// no quotation marks around it. It reports false where it names nothing.
func tidySubject(text string) (string, bool) {
	s := strings.Trim(oneText(strings.ToValidUTF8(text, "")), "“”\"'‘’「」《》 ")
	if s == "" {
		return "", strings.TrimSpace(text) == ""
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			letters++
		}
	}
	return s, letters >= leastName && utf8.RuneCountInString(s) <= maxSubject
}

// resolve returns a subject as the releases write it, and how many figures they have of
// it; none if it is unknown. A name in another script, or written with other characters
// that sound alike, is read as in a question.
func (d *Desk) resolve(ctx context.Context, subject string) (name string, figures int, err error) {
	entries, err := d.Library.Figures(ctx, subject)
	if err != nil || len(entries) > 0 || subject == "" {
		return subject, len(entries), err
	}
	a, err := d.Answerer.Follow(ctx, subject, nil)
	if err != nil || len(a.Corrected) == 0 {
		return subject, 0, err
	}
	name, ok := tidySubject(strings.TrimSuffix(a.Topic, "多少"))
	if !ok || name == "" {
		return subject, 0, nil
	}
	if entries, err = d.Library.Figures(ctx, name); err != nil || len(entries) == 0 {
		return subject, 0, err
	}
	return name, len(entries), nil
}

// namesOf returns the names of a subject that mean the same, folded: what it is called
// itself, a metric by its first name, and what people have written that a thing is
// called.
func (d *Desk) namesOf(ctx context.Context, subject string) []string {
	name := words.Squeeze(subject)
	out := []string{name}
	if c := words.Canon(name); c != name {
		out = append(out, c)
	}
	entries, err := d.Library.Figures(ctx, subject)
	if err != nil {
		d.Log.Error("cannot read the figures", "err", err)
		return out
	}
	for _, e := range entries {
		if t := e.Rows[0].Figure.Binding.Thing; t != nil && t.Has(name) {
			return append(out, t.Names...)
		}
	}
	return out
}

// find returns which of the subscriptions of a channel is the one to a subject, by any
// of its names, or -1.
func (d *Desk) find(ctx context.Context, here []subscription, subject string) int {
	is := func(name string) func(subscription) bool {
		return func(s subscription) bool { return words.Squeeze(s.Subject) == words.Squeeze(name) }
	}
	if i := slices.IndexFunc(here, is(subject)); i >= 0 || subject == "" {
		return i
	}
	if name, n, err := d.resolve(ctx, subject); err != nil {
		d.Log.Error("cannot find out what a subject is", "err", err)
	} else if n > 0 && name != subject {
		if i := slices.IndexFunc(here, is(name)); i >= 0 {
			return i
		}
		subject = name
	}
	names := d.namesOf(ctx, subject)
	shared := func(s subscription) bool {
		return s.Subject != "" && slices.ContainsFunc(d.namesOf(ctx, s.Subject), func(n string) bool { return slices.Contains(names, n) })
	}
	return slices.IndexFunc(here, shared)
}

// findLoosely is find for what is to be ended: also the only one to a thing that can
// have that name, as a shorter or a longer one of it.
func (d *Desk) findLoosely(ctx context.Context, here []subscription, subject string) int {
	if i := d.find(ctx, here, subject); i >= 0 {
		return i
	}
	only := -1
	for i, s := range here {
		if s.Subject == "" || !ledger.SameThing(words.Squeeze(s.Subject), words.Squeeze(subject)) {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	return only
}
