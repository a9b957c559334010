//go:build ignore

// Command gen_words writes data/words.txt, the word list that the segmenter
// loads: the words of gse's simplified dictionary that are frequent enough to
// be worth their load time. Run it with "go generate ./index/words" when gse or the
// limits change; the index notices by the list's hash and rebuilds itself.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"
)

// minFreq drops rarer words: they cost load time in every start, and the
// character bigrams find what they would have found.
const minFreq = 100

func main() {
	min := float64(minFreq)
	if len(os.Args) > 1 {
		v, err := strconv.Atoi(os.Args[1])
		if err != nil {
			log.Fatal(err)
		}
		min = float64(v)
	}
	seg := gse.Segmenter{SkipLog: true, NotLoadHMM: true, MinTokenFreq: min}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		log.Fatal(err)
	}
	var lines []string
	for _, t := range seg.Dict.Tokens {
		w := t.Text()
		if n := utf8.RuneCountInString(w); n < 2 || n > 8 || !isHan(w) || t.Freq() < min {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %d %s", w, int(t.Freq()), t.Pos()))
	}
	slices.Sort(lines) // byte order makes the trie's insertions local and the load faster
	f, err := os.Create("data/words.txt")
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for _, l := range lines {
		fmt.Fprintln(w, l)
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

func isHan(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return true
}
