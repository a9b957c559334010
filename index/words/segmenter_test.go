package words

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"beilun/internal/zhtext"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"

	"github.com/go-ego/gse"
)

// builtin returns the texts of the built-in releases.
func builtin(t *testing.T) []string {
	t.Helper()
	var texts []string
	err := corpus.FromFS(releases.FS()).Each(t.Context(), func(f corpus.File) error {
		a, err := f.Article()
		if err != nil {
			return err
		}
		for _, p := range a.Paragraphs() {
			texts = append(texts, p.Text)
		}
		return nil
	})
	if err != nil || len(texts) < 20 {
		t.Fatalf("%d texts, %v", len(texts), err)
	}
	return texts
}

// shown writes segments with their tags and the words within them.
func shown(segments []gse.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		fmt.Fprintf(&b, " %d-%d/%s", s.Start(), s.End(), s.Token().Pos())
		eachSubWord(s.Token(), s.Start(), func(start, end int, _ bool) { fmt.Fprintf(&b, "[%d-%d]", start, end) })
	}
	return b.String()
}

func hanRuns(text string) []string {
	var out []string
	text = zhtext.FoldString(text)
	EachRun(text, func(r Run) {
		if r.Script == Han {
			out = append(out, text[r.Start:r.End])
		}
	})
	return out
}

// TestPart holds a segmenter with a part of the words against the whole one:
// it has to find the same in what it says that it can cut.
func TestPart(t *testing.T) {
	t.Parallel()
	texts := builtin(t)
	// The user's words are new, in the list and in a text, and in the list alone.
	own := "环洋碳三 20000 nu\n中国 20000 nu\n梯 20000 nu\n阿尔巴尼亚 20000 nu\n"
	if !strings.Contains(wordList, "\n阿尔巴尼亚 ") {
		t.Fatal("the list has no such word to be hidden")
	}
	whole := newSegmenter(own)
	words := slices.Collect(strings.Lines(wordList))
	for _, tt := range []struct {
		name  string
		texts []string
	}{{"all", texts}, {"some", texts[:len(texts)/3]}, {"one", texts[:1]}, {"none", nil}} {
		part := newSegmenterFor(own, tt.texts)
		cut := 0
		check := func(text string, must bool) {
			for _, run := range hanRuns(text) {
				if !part.knows(run) && part.lacks(run) {
					if must {
						t.Errorf("%s: %s is in the texts and cannot be cut", tt.name, run)
					}
					continue
				}
				cut++
				if got, want := shown(part.part([]byte(run))), shown(whole.cut(run)); got != want {
					t.Errorf("%s: %s is cut into%s, want%s", tt.name, run, got, want)
				}
			}
		}
		for i, text := range texts {
			check(text, i < len(tt.texts))
		}
		random := rand.New(rand.NewPCG(1, uint64(len(tt.texts))))
		for range 500 {
			var b strings.Builder
			for range 1 + random.IntN(4) {
				rs := []rune(texts[random.IntN(len(texts))])
				from := random.IntN(len(rs))
				b.WriteString(string(rs[from:min(len(rs), from+1+random.IntN(12))]))
				if random.IntN(20) == 0 {
					word, _, _ := strings.Cut(words[random.IntN(len(words))], " ")
					b.WriteString(word)
				}
			}
			check(b.String(), false)
		}
		if len(tt.texts) > 0 && cut < 300 {
			t.Errorf("%s: only %d runs could be cut", tt.name, cut)
		}
	}
}

// TestFirstMiss cuts what the part lacks from several goroutines at once.
func TestFirstMiss(t *testing.T) {
	t.Parallel()
	l, err := NewLexiconFor("环洋碳三\n", "滨江装备创业园入驻企业94家")
	if err != nil {
		t.Fatal(err)
	}
	if l.Hash() != testLexicon().Hash() {
		t.Error("the same words have another hash")
	}
	const text = "滨江装备创业园里有阿尔巴尼亚的环洋碳三"
	want := fmt.Sprint(testLexicon().Cut(text))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, s := range []string{"滨江装备创业园", text} {
				if got := fmt.Sprint(l.Cut(s)); s == text && got != want {
					t.Errorf("%s is cut into %s, want %s", s, got, want)
				}
			}
		})
	}
	wg.Wait()
}

func TestWordsFrom(t *testing.T) {
	t.Parallel()
	lines := slices.Collect(strings.Lines(wordList))
	if !slices.IsSorted(lines) {
		t.Fatal("the words are not in order")
	}
	for _, tt := range []struct{ word, want string }{
		{"", lines[0]},
		{"一", lines[0]},
		{"阿尔巴尼亚", "阿尔巴尼亚 "},
		{strings.Fields(lines[len(lines)-1])[0], lines[len(lines)-1]},
		{"\U0010ffff", ""},
	} {
		if got := wordList[wordsFrom(tt.word):]; !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("the words from %q begin with %.20q, want %q", tt.word, got, tt.want)
		}
	}
}
