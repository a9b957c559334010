//go:build ignore

// Command gen_pinyin writes data/pinyin.txt: how each Han character is read,
// after go-pinyin. Run it with "go generate ./index/words" when go-pinyin changes.
package main

import (
	"bufio"
	"fmt"
	"log"
	"maps"
	"os"
	"slices"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

func main() {
	bySyllable := map[string][]rune{}
	for c := range pinyin.PinyinDict {
		r := rune(c)
		if s := pinyin.LazyPinyin(string(r), pinyin.NewArgs()); len(s) > 0 && unicode.Is(unicode.Han, r) {
			bySyllable[s[0]] = append(bySyllable[s[0]], r)
		}
	}
	f, err := os.Create("data/pinyin.txt")
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for _, s := range slices.Sorted(maps.Keys(bySyllable)) {
		slices.Sort(bySyllable[s])
		fmt.Fprintf(w, "%s %s\n", s, string(bySyllable[s]))
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}
