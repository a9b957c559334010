package words

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Limits of the look for a name in passages by its reading.
const (
	maxSyllables = 5
	maxSplits    = 4      // ways to cut letters into syllables
	maxLooked    = 20_000 // pairs of characters that are looked at for one name
)

// bySyllable are the characters that are read as a syllable.
var bySyllable = sync.OnceValue(func() map[string][]rune {
	out := map[string][]rune{}
	for _, list := range []string{pinyinList, heteronymList} {
		for line := range strings.Lines(list) {
			syllable, chars, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			out[typed(syllable)] = append(out[typed(syllable)], []rune(chars)...)
		}
	}
	return out
})

// maxSyllable is the number of letters of the longest syllable: zhuang.
const maxSyllable = 6

// syllables returns the ways to cut letters into syllables, those of fewer first.
func syllables(letters string) [][]string {
	known := bySyllable()
	var out [][]string
	var cut func(rest string, before []string)
	cut = func(rest string, before []string) {
		if rest == "" {
			out = append(out, slices.Clone(before))
			return
		}
		if len(before) == maxSyllables {
			return
		}
		for n := min(maxSyllable, len(rest)); n > 0 && len(out) < maxSplits; n-- {
			if len(known[rest[:n]]) > 0 {
				cut(rest[n:], append(before, rest[:n]))
			}
		}
	}
	cut(letters, nil)
	slices.SortStableFunc(out, func(a, b []string) int { return len(a) - len(b) })
	return out
}

// Syllables returns the ways to read letters as two syllables or more.
func Syllables(letters string) [][]string {
	var ways [][]string
	for _, w := range syllables(typed(letters)) {
		if len(w) > 1 {
			ways = append(ways, w)
		}
	}
	return ways
}

// Pairs finds runs of characters in texts by their readings, pair by pair. It looks
// at a bounded number of pairs.
type Pairs struct {
	// Behind calls yield with each pair that a character begins, without the character,
	// until yield returns false.
	Behind func(char string, yield func(rest string) bool) error

	looked int
}

// Runs returns what is read as the syllables.
func (p *Pairs) Runs(syllables []string) ([]string, error) {
	found := make([]string, 0, len(bySyllable()[syllables[0]]))
	for _, r := range bySyllable()[syllables[0]] {
		found = append(found, string(r))
	}
	for _, s := range syllables[1:] {
		var next []string
		for _, head := range found {
			_, n := utf8.DecodeLastRuneInString(head)
			ends, err := p.behind(head[len(head)-n:], s)
			if err != nil {
				return nil, err
			}
			for _, e := range ends {
				next = append(next, head+e)
			}
		}
		found = next
	}
	return found, nil
}

// behind returns the characters behind another that are read as a syllable.
func (p *Pairs) behind(char, syllable string) (out []string, err error) {
	err = p.Behind(char, func(rest string) bool {
		if p.looked++; p.looked > maxLooked {
			return false
		}
		if r, n := utf8.DecodeRuneInString(rest); n == len(rest) && n > 0 && slices.Contains(bySyllable()[syllable], r) && !slices.Contains(out, rest) {
			out = append(out, rest)
		}
		return true
	})
	return out, err
}
