package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge"
	"beilun/knowledge/read"
)

// stuck is a file whose reader does not come back before free is closed, and
// does not look at its context.
func stuck(id, digest string, free <-chan struct{}) File {
	return File{ID: id, Digest: digest, Article: func() (*knowledge.Article, error) {
		<-free
		return nil, errors.New("freed")
	}}
}

// TestSlowFileIsSetAside gives an index a file that is never read between two
// that are: they come in, it is named, and it is left alone until it changes.
func TestSlowFileIsSetAside(t *testing.T) {
	t.Parallel()
	x, err := InMemory(Options{Lexicon: testLexicon(), Reading: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	free := make(chan struct{})
	defer close(free)
	x.lex.Cut("园区") // its words are loaded by now
	var opened atomic.Int64
	slow := func(digest string) File {
		f := stuck("slow.txt", digest, free)
		read := f.Article
		f.Article = func() (*knowledge.Article, error) { opened.Add(1); return read() }
		return f
	}
	a, b := textFile("a.txt", "2025-01-02", "", "甲园总投资3亿元。"), textFile("b.txt", "2025-01-03", "", "乙园总投资4亿元。")
	for _, step := range []struct {
		digest string
		opened int64 // afterwards
	}{{"1", 1}, {"1", 1}, {"2", 2}} {
		c, err := x.Sync(t.Context(), corpusOf(a, slow(step.digest), b))
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Refused) != 1 || c.Refused[0].ID != "slow.txt" || !errors.Is(c.Refused[0].Err, ErrSlow) {
			t.Errorf("refused: %v, want slow.txt for ErrSlow", c.Refused)
		}
		if n, times := len(x.Releases()), opened.Load(); n != 2 || times != step.opened {
			t.Errorf("%d releases, the slow one opened %d times; want 2 and %d", n, times, step.opened)
		}
		if p := x.Problems(); len(p) != 1 || !strings.HasPrefix(p[0].Err.Error(), ErrSlow.Error()) {
			t.Errorf("problems: %v", p)
		}
	}
	c, err := x.Sync(t.Context(), corpusOf(a, textFile("slow.txt", "2025-01-04", "", "丙园总投资5亿元。"), b))
	if err != nil || !slices.Equal(c.New, []string{"slow.txt"}) {
		t.Errorf("changed, it is not taken: %+v, %v", c, err)
	}
}

// TestSyncEndsWithContext ends the context of a sync whose file does not come
// back.
func TestSyncEndsWithContext(t *testing.T) {
	t.Parallel()
	x, err := InMemory(Options{Lexicon: testLexicon()})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	free := make(chan struct{})
	defer close(free)
	ctx, cancel := context.WithCancel(t.Context())
	f := stuck("a.txt", "1", free)
	read := f.Article
	f.Article = func() (*knowledge.Article, error) { cancel(); return read() }
	if _, err := x.Sync(ctx, corpusOf(f)); !errors.Is(err, context.Canceled) {
		t.Errorf("sync: %v, want the context's error", err)
	}
}

// TestLongReleaseByParts puts a release that is longer than what is held of one,
// and one of which a paragraph in the middle cannot be read.
func TestLongReleaseByParts(t *testing.T) {
	t.Parallel()
	needs.Long(t, "ten seconds")
	para := strings.Repeat("甲园总投资3亿元，占地4万平方米。", 100) + "\n\n"
	n := 3*maxHeld/len(para) + 1
	long := func(digest string, broken int) File {
		return File{ID: "long.txt", Digest: digest, Size: 1, Open: func(ctx context.Context) (*knowledge.Article, func(*knowledge.Paragraph), error) {
			a, err := read.Outline(ctx, "long.txt", []byte("标题\n\n"+strings.Repeat(para, n)))
			filled := 0
			return a, func(p *knowledge.Paragraph) {
				if filled++; filled == broken {
					panic("no paragraph")
				}
				read.Fill(a, p)
			}, err
		}}
	}
	x, err := Open(t.TempDir(), Options{Lexicon: testLexicon()})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	other := textFile("z.txt", "2025-01-02", "", "乙园总投资3亿元。")
	if _, err := x.Sync(t.Context(), corpusOf(long("1", n-1), other)); err != nil || len(x.Releases()) != 1 || x.Passages() != 1 {
		t.Fatalf("broken in the middle: %d releases, %d passages, %v; want the other one", len(x.Releases()), x.Passages(), err)
	}
	whole := File{ID: "long.txt", Digest: "2", Article: func() (*knowledge.Article, error) {
		return read.File("long.txt", []byte("标题\n\n"+strings.Repeat(para, n)))
	}}
	if _, err := x.Sync(t.Context(), corpusOf(whole, other)); err != nil {
		t.Fatal(err)
	}
	before := x.Passages()
	p, ok := x.First("long.txt")
	if !ok || before < n || len(p.Figures) == 0 || p.Figures[0].Binding.Subject != "甲园" && p.Figures[0].Binding.Metric == "" {
		t.Errorf("the long release: %d passages, the first %+v", before, p)
	}
	for _, digest := range []string{"3", "4"} {
		broken := map[string]int{"3": n - 1}[digest]
		if _, err := x.Sync(t.Context(), corpusOf(long(digest, broken), other)); err != nil || x.Passages() != before {
			t.Errorf("changed, broken at %d: %d passages, %v; want %d", broken, x.Passages(), err, before)
		}
	}
}

// TestReadBeforeItsTurn takes a file that was read in time and then had to wait
// for others.
func TestReadBeforeItsTurn(t *testing.T) {
	t.Parallel()
	for range 50 {
		o := &opening{file: textFile("a.txt", "2025-01-02", "", "甲园总投资3亿元。"), budget: time.Hour}
		o.start(t.Context())
		<-o.done
		o.budget = 0
		if err := o.finish(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadBesideEachOther makes the same index of files that are read beside each other and
// of files that are read one after the other, because they are said to be large: the
// district, by which figures without a subject are bound, becomes clear only on the way.
func TestReadBesideEachOther(t *testing.T) {
	t.Parallel()
	var small, large []File
	for i := range 60 {
		f := textFile(fmt.Sprintf("r%02d.md", i), fmt.Sprintf("2025-01-%02d", i%28+1), "上半年经济运行情况", fmt.Sprintf("地区生产总值%d亿元，常住人口%d万人。", 100+i, 20+i))
		if i%2 == 0 {
			f = textFile(f.ID, "2025-02-01", "安枰区经济运行情况", "会议在安枰区召开。")
		}
		f.Size = 1
		small = append(small, f)
		f.Size = maxAhead + 1
		large = append(large, f)
	}
	want := contents(t, memoryOf(t, corpusOf(large...)))
	for range 4 {
		equalContents(t, "beside each other", want, contents(t, memoryOf(t, corpusOf(small...))))
	}
}
