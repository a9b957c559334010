package press

import (
	_ "embed"
	"math/rand/v2"
	"strings"
)

//go:embed data/words.txt
var wordList string

//go:embed data/patterns.txt
var patternList string

// zipfS and zipfV are parameters of the distribution of words. The most frequent noun
// is in about half of all paragraphs, like the most frequent words of real releases.
const (
	zipfS = 1.05
	zipfV = 5
)

// words holds the words of one kind, the most frequent first.
type words struct {
	list []string
	rank *rand.Zipf
}

func (w words) draw() string { return w.list[w.rank.Uint64()] }

// eachLine calls f with the first word of each line of a list and the rest of the line.
func eachLine(list string, f func(name, rest string)) {
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, _ := strings.Cut(line, " ")
		f(name, rest)
	}
}

// loadWords reads the word list, to be drawn with rng.
func loadWords(rng *rand.Rand) map[string]words {
	out := map[string]words{}
	eachLine(wordList, func(kind, rest string) {
		w := out[kind]
		w.list = append(w.list, strings.Fields(rest)...)
		out[kind] = w
	})
	for kind, w := range out {
		w.rank = rand.NewZipf(rng, zipfS, zipfV, uint64(len(w.list)-1))
		out[kind] = w
	}
	return out
}

// pattern is a sentence in parts. The parts at odd indexes are names to draw.
type pattern []string

func loadPatterns() map[string][]pattern {
	out := map[string][]pattern{}
	eachLine(patternList, func(kind, rest string) {
		out[kind] = append(out[kind], strings.FieldsFunc(strings.ReplaceAll(" "+rest, "{", " {"), func(r rune) bool { return r == '{' || r == '}' }))
	})
	return out
}
