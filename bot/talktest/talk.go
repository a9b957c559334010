// Package talktest reads conversations that must work and checks what was posted in
// them. A file has one conversation a line, as JSON.
package talktest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Talk is a conversation.
type Talk struct {
	ID    string
	Place Place
	Turns []Turn
}

// Place is where a conversation is held.
type Place string

// The places.
const (
	Channel Place = "channel" // in one thread, which the first turn opens
	Direct  Place = "dm"
	Slash   Place = "slash"
)

// Turn is what one person writes. A text that begins with /beilun is the command;
// Share presses the button of the last private answer. @beilun is the bot's mention,
// @U1 a person's.
type Turn struct {
	User string
	Text string
	Kind Kind
	Want []string // each of which is posted
	Not  []string // none of which is posted
}

// Share is the text of a turn that shares the last private answer.
const Share = "[share]"

// Kind is the kind of reply that a turn must get.
type Kind string

// The kinds.
const (
	Answer        Kind = "answer"   // with its source
	Short         Kind = "short"    // a line or two, without feedback buttons
	AskBack       Kind = "ask_back" // asks which thing is meant, with buttons
	Silent        Kind = "silent"   // nothing
	ShortOrSilent Kind = "short_or_silent"
	Decline       Kind = "decline"
)

var (
	places = []Place{Channel, Direct, Slash}
	kinds  = []Kind{Answer, Short, AskBack, Silent, ShortOrSilent, Decline}
)

// Read reads conversations. A conversation or turn that cannot be held is an error, so
// that no typing error in a file passes for a reply that is right.
func Read(r io.Reader) ([]Talk, error) {
	var out []Talk
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var t Talk
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&t); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if err := t.check(); err != nil {
			return nil, fmt.Errorf("line %d: %s: %w", n, t.ID, err)
		}
		out = append(out, t)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read conversations: %w", err)
	}
	if len(out) == 0 {
		return nil, errors.New("no conversations")
	}
	return out, nil
}

func (t Talk) check() error {
	switch {
	case t.ID == "":
		return errors.New("no id")
	case !slices.Contains(places, t.Place):
		return fmt.Errorf("unknown place %q", t.Place)
	case len(t.Turns) == 0:
		return errors.New("no turns")
	}
	for i, turn := range t.Turns {
		switch {
		case turn.User == "" || strings.TrimSpace(turn.Text) == "":
			return fmt.Errorf("turn %d: nobody, or nothing said", i+1)
		case !slices.Contains(kinds, turn.Kind):
			return fmt.Errorf("turn %d: unknown kind %q", i+1, turn.Kind)
		case slices.Contains(turn.Want, "") || slices.Contains(turn.Not, ""):
			return fmt.Errorf("turn %d: an empty string is always there", i+1)
		}
	}
	return nil
}
