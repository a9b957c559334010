package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/go-ego/gse"
)

// ownWords stand before the list: new ones, ones in it, one of one character and
// of a pair that many words begin with, and lines that are none.
const ownWords = "环洋碳三 20000 nu\n中国 20000 nu\n梯 20000 nu\n中国 3 x\ngdp总量 20000 nu\n中国人\n中国心 0 n\n𠮷野家 500\n𠮷𠮷 70 n\n"

// gseWith returns gse with the words of lines.
func gseWith(t testing.TB, lines string) *gse.Segmenter {
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictStr(lines); err != nil {
		t.Fatal(err)
	}
	return seg
}

// shownByGSE writes what gse cuts run into as shown does.
func shownByGSE(seg *gse.Segmenter, run string) string {
	var b strings.Builder
	var inside func(t *gse.Token, at int)
	inside = func(t *gse.Token, at int) {
		for _, s := range t.Segments() {
			fmt.Fprintf(&b, "[%d-%d]", at+s.Start(), at+s.End())
			inside(s.Token(), at+s.Start())
		}
	}
	for _, s := range seg.Segment([]byte(run)) {
		fmt.Fprintf(&b, " %d-%d/%s", s.Start(), s.End(), s.Token().Pos())
		inside(s.Token(), s.Start())
	}
	return b.String()
}

// TestAsGSE holds a dictionary against gse, whose list it is of: each word of the
// list, each run of the built-in releases, and words and characters at random.
func TestAsGSE(t *testing.T) {
	t.Parallel()
	d, seg := newDictionary(ownWords+wordList), gseWith(t, ownWords+wordList)
	if got, want := len(d.words), seg.Dict.NumTokens(); got != want {
		t.Errorf("%d words, want %d", got, want)
	}
	check := func(run string) {
		if got, want := shown(d, run), shownByGSE(seg, run); got != want {
			t.Errorf("%s is cut into%s, want%s", run, got, want)
		}
	}
	var words []string
	for line := range strings.Lines(ownWords + wordList) {
		word := strings.Fields(line)[0]
		words = append(words, word)
		if hanRuns(word) != nil && hanRuns(word)[0] == word {
			check(word)
		}
	}
	var runs []string
	for _, text := range builtin(t) {
		runs = append(runs, hanRuns(text)...)
	}
	for _, run := range runs {
		check(run)
	}
	random := rand.New(rand.NewPCG(1, 2))
	part := func(list []string) string {
		rs := []rune(list[random.IntN(len(list))])
		from := random.IntN(len(rs))
		return string(rs[from : from+1+random.IntN(len(rs)-from)])
	}
	for range 3000 {
		var b strings.Builder
		for range 1 + random.IntN(30) {
			b.WriteString(part([][]string{words, runs}[random.IntN(2)]))
		}
		for _, run := range hanRuns(b.String()) {
			check(run)
		}
	}
}

// TestDistances holds the lengths of the words against the frequencies in gse.
func TestDistances(t *testing.T) {
	t.Parallel()
	d, seg := newDictionary(ownWords+wordList), gseWith(t, ownWords+wordList)
	all := float32(math.Log2(seg.Dict.TotalFreq()))
	for i := range d.words {
		w := &d.words[i]
		freq, tag, ok := seg.Dict.Find([]byte(w.text))
		if want := all - float32(math.Log2(freq)); !ok || tag != w.tag || w.distance != want {
			t.Errorf("%s is %s, %v long, want %s, %v", w.text, w.tag, w.distance, tag, want)
		}
	}
}

func FuzzCut(f *testing.F) {
	d, seg := newDictionary(ownWords+wordList), gseWith(f, ownWords+wordList)
	for _, s := range []string{"中国人民共和国", "梯田梯", "𠮷野家𠮷𠮷𠮷", strings.Repeat("中华人民", 40), "々〇"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, run := range hanRuns(s) {
			if got, want := shown(d, run), shownByGSE(seg, run); got != want {
				t.Errorf("%s is cut into%s, want%s", run, got, want)
			}
			pieces := d.cut(nil, run, false)
			if !slices.IsSortedFunc(pieces, func(a, b piece) int { return a.end - b.start }) || pieces[len(pieces)-1].end != len(run) {
				t.Errorf("%s is cut into %v", run, pieces)
			}
		}
	})
}
