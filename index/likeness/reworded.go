package likeness

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed inverting.txt
var invertingList string

// Set by hand, as are the thresholds of catalog/copies.go.
const (
	sameParagraph = 0.75 // least share of an edited paragraph's shingles that the original has, too
	minEdited     = 8    // shingles; a shorter text must be identical
)

// IsEdited reports whether a text is another one, or a part of it, with a few words
// changed and the same meaning: no number differs, and none of the changed words
// contains a character of inverting.
func IsEdited(text, other string) bool {
	a, b := Bare(text), Bare(other)
	if slices.Equal(a, b) {
		return true
	}
	x, y := shinglesOf(a), shinglesOf(b)
	if len(x) < minEdited || float64(len(x)-beyond(x, y)) < sameParagraph*float64(len(x)) {
		return false
	}
	n, ok := numbersOf(a)
	m, also := numbersOf(b)
	if !ok || !also || !NumbersAgree(n, m) || beyond(valuesOf(n), valuesOf(m)) > 0 {
		return false
	}
	isPart := len(a)*5 < len(b)*4
	return !inverts(a, y) && (isPart || !inverts(b, x))
}

// inverting are the characters that can invert the meaning of a sentence or change
// how certain it is, from inverting.txt.
var inverting = sync.OnceValue(func() map[rune]bool {
	out := map[rune]bool{}
	for line := range strings.Lines(invertingList) {
		line, _, _ = strings.Cut(line, "#")
		for _, word := range strings.Fields(line) {
			for _, r := range word {
				out[r] = true
			}
		}
	}
	return out
})

// inverts reports whether a character of inverting is in the part of a text that
// none of the given shingles covers.
func inverts(text []rune, shingles map[uint64]bool) bool {
	covered := 0 // the runes before it are
	inverting := inverting()
	for i, r := range text {
		if i+shingle <= len(text) && shingles[hashOf(text[i:i+shingle])] {
			covered = i + shingle
		}
		if i >= covered && inverting[r] {
			return true
		}
	}
	return false
}
