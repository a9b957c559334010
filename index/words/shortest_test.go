package words

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-ego/gse"
)

// TestShortest cuts runs of the releases, and made-up ones, as gse does, several at once.
func TestShortest(t *testing.T) {
	t.Parallel()
	const own = "环洋碳三 20000 nu\n中国 20000 nu\n梯 20000 nu\na1区 20000 nu\n"
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictStr(own + wordList); err != nil {
		t.Fatal(err)
	}
	ours := newShortest(seg)
	runs := []string{"", "区", "〇", "\U00020000\U00020001区", strings.Repeat("中国", 2000)}
	var chars []rune
	for _, text := range builtin(t) {
		for _, run := range hanRuns(text) {
			runs = append(runs, run)
			chars = append(chars, []rune(run)...)
		}
	}
	listed := slices.Collect(strings.Lines(wordList))
	random := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		var b strings.Builder
		for range 1 + random.IntN(5) {
			word, _, _ := strings.Cut(listed[random.IntN(len(listed))], " ")
			if !AllHan(word) {
				word = "区"
			}
			b.WriteString(word)
			b.WriteRune(chars[random.IntN(len(chars))])
		}
		runs = append(runs, b.String())
	}
	var wg sync.WaitGroup
	for k := range 4 {
		wg.Go(func() {
			for i := k; i < len(runs); i += 3 {
				var want strings.Builder
				for _, s := range seg.Segment([]byte(runs[i])) {
					fmt.Fprintf(&want, " %d-%d/%s", s.Start(), s.End(), s.Token().Pos())
					eachSubWord(s.Token(), s.Start(), func(start, end int, _ bool) { fmt.Fprintf(&want, "[%d-%d]", start, end) })
				}
				if got := shown(ours.cut(runs[i])); got != want.String() {
					t.Errorf("%.100s is cut into%.300s, gse cuts it into%.300s", runs[i], got, want.String())
				}
			}
		})
	}
	wg.Wait()
}
