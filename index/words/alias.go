package words

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// maxAliases bounds the other words of a user's file: each is looked for in
// every question.
const maxAliases = 10_000

// alias is another word for a name or a metric that a user's file gives: a
// question with other is read as one with name.
type alias struct {
	other, name string // folded
}

// readAlias reads a line "NAME = OTHER = OTHER": NAME is what the releases
// say, the others are what people ask with.
func readAlias(line string) ([]alias, error) {
	parts := strings.Split(line, "=")
	for i, p := range parts {
		parts[i] = zhtext.FoldString(strings.Join(strings.Fields(p), " "))
		if n := utf8.RuneCountInString(parts[i]); n < 2 || n > maxUserWordLen {
			return nil, fmt.Errorf("read word file: %q: both sides of = take 2 to %d characters", strings.TrimSpace(line), maxUserWordLen)
		}
	}
	var out []alias
	for _, other := range parts[1:] {
		if other != parts[0] {
			out = append(out, alias{other, parts[0]})
		}
	}
	return out, nil
}

// sortAliases puts longer words first, for the longest at a place wins.
func sortAliases(as []alias) {
	slices.SortStableFunc(as, func(a, b alias) int { return cmp.Compare(len(b.other), len(a.other)) })
}

// unalias puts the names of the user's file in the place of other words for
// them in a folded question. A name that is there already stays: 吉利 for
// 吉利总部 changes nothing in 吉利总部.
func (l *Lexicon) unalias(text string) (string, []Correction) {
	var cs []Correction
	for _, a := range l.aliases {
		if !strings.Contains(text, a.other) {
			continue
		}
		var b strings.Builder
		changed := false
		for rest := text; rest != ""; {
			_, size := utf8.DecodeRuneInString(rest)
			from := len(text) - len(rest)
			switch {
			case strings.HasPrefix(rest, a.name):
				size = len(a.name)
				b.WriteString(a.name)
			case strings.HasPrefix(rest, a.other) && wordAt(text, from, from+len(a.other)):
				size = len(a.other)
				b.WriteString(a.name)
				changed = true
			default:
				b.WriteString(rest[:size])
			}
			rest = rest[size:]
		}
		if changed {
			text = b.String()
			cs = append(cs, Correction{a.other, a.name})
		}
	}
	return text, cs
}

// wordAt reports whether text[from:to] is no part of a longer word in letters
// or of a longer number.
func wordAt(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	return (from == 0 || !GoOn(before, first)) && (to == len(text) || !GoOn(last, FirstRune(text[to:])))
}

// AliasOf returns the name that the user's file gives for a phrase.
func (l *Lexicon) AliasOf(phrase string) (string, bool) {
	for _, a := range l.aliases {
		if a.other == phrase {
			return a.name, true
		}
	}
	return "", false
}
