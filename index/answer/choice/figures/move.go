package figures

import (
	"regexp"
	"unicode/utf8"

	"beilun/knowledge"
)

// Move is what a figure is in a change of a value, which releases give with the
// old figure before the new one: 由4.2亿元调整为5亿元.
type Move int

// The moves.
const (
	Alone Move = iota
	Replaced
	Replacing
	Outdated // another passage replaces a figure of the same value
	NumMoves
)

// movePattern is the text between the old figure and the new one.
var movePattern = regexp.MustCompile(`^[^，。；、,;]{0,7}[至到为成]$`)

// MoveOf returns what f is in a change. others are figures of its passage, in
// order; text is the passage's.
func MoveOf(text string, others []knowledge.Figure, f *knowledge.Figure) Move {
	if f.Binding.State == knowledge.Former {
		return Replaced
	}
	out := Alone
	for i := range others {
		switch o := &others[i]; {
		case becomes(text, f.Quote.End, o.Quote.Start) && ClassOf(o) == ClassOf(f):
			return Replaced
		case becomes(text, o.Quote.End, f.Quote.Start) && ClassOf(o) == ClassOf(f):
			out = Replacing
		}
	}
	return out
}

// becomes reports whether the text between two figures makes the second the
// successor of the first.
func becomes(text string, from, to int) bool {
	const longest = 10 * utf8.UTFMax
	return from < to && to-from <= longest && movePattern.MatchString(text[from:to])
}
