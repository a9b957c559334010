package words

import (
	_ "embed"
	"strings"
	"sync"
)

// heteronymList holds the further readings of characters that have several, of
// CC-CEDICT (CC BY-SA 4.0, english/data/LICENSE-cc-cedict): a line for each
// syllable, with the characters behind it. english/gen.go makes it.
//
//go:embed data/heteronyms.txt
var heteronymList string

// furtherReadings are the readings of a character but the first.
var furtherReadings = sync.OnceValue(func() map[rune][]string {
	out := map[rune][]string{}
	for line := range strings.Lines(heteronymList) {
		syllable, chars, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		for _, r := range chars {
			out[r] = append(out[r], syllable)
		}
	}
	return out
})

// maxReadings bounds the ways in which one name is read.
const maxReadings = 8

// spellings returns the ways in which s may be spelled, the first as spell has it;
// ü is u in them, as it is on most keyboards.
func (rs *readings) spellings(s string) []string {
	out := []string{""}
	further := furtherReadings()
	for _, r := range s {
		n := len(out)
		for _, o := range further[r] {
			for _, head := range out[:n] {
				if len(out) < maxReadings {
					out = append(out, head+o)
				}
			}
		}
		for i := range n {
			out[i] += rs.syllables[rs.of(r)]
		}
	}
	for i := range out {
		out[i] = typed(out[i])
	}
	return out
}

// typed returns letters without the difference of u and ü, which is written v.
func typed(letters string) string { return strings.ReplaceAll(letters, "v", "u") }
