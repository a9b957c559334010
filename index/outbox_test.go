package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/store"
	"beilun/index/words"
	"beilun/internal/needs"

	"github.com/google/go-cmp/cmp"
)

func openAt(t *testing.T, dir string, lex *words.Lexicon) *Index {
	t.Helper()
	x, err := Open(dir, Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func syncFiles(t *testing.T, x *Index, files ...File) *Changes {
	t.Helper()
	c, err := x.Sync(t.Context(), corpusOf(files...))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// waiting returns the news that wait, as lines, and their number.
func waiting(t *testing.T, x *Index) ([]string, uint64) {
	t.Helper()
	news, upTo, err := x.News(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return newsLines(news), upTo
}

// manyFiles are so many passages that they make a new generation.
func manyFiles() []File {
	texts := make([]string, maxInPlace+1)
	for i := range texts {
		texts[i] = fmt.Sprintf("第%d号地块挂牌。", i)
	}
	return []File{textFile("many", "2020-01-01", "", texts...)}
}

// TestOutbox keeps news through a restart, a new generation and the change of
// the releases, until they are told, and never gives a number twice.
func TestOutbox(t *testing.T) {
	t.Parallel()
	dir, lex := t.TempDir(), testLexicon()
	x := openAt(t, dir, lex)
	a := textFile("a", "2024-01-10", "", "临湖软件园入驻企业60家。")
	b := textFile("b", "2024-06-10", "", "今天阳光很好。临湖软件园入驻企业75家。园区很美。")
	c := textFile("c", "2024-11-10", "", "临湖软件园入驻企业94家。")
	syncFiles(t, x, a)
	syncFiles(t, x, a, b)
	const first, second = "= replaces 75家 b <- 60家 a", "= replaces 94家 c <- 75家 b"
	lines, one := waiting(t, x)
	if diff := cmp.Diff([]string{first}, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	x.Close()

	x = openAt(t, dir, lex)
	syncFiles(t, x, a, b, c)
	before := x.live.current.Name
	syncFiles(t, x, append(manyFiles(), c)...) // a and b are gone
	if x.live.current.Name == before {
		t.Fatal("no new generation")
	}
	lines, two := waiting(t, x)
	if diff := cmp.Diff([]string{first, second}, lines); diff != "" || two <= one {
		t.Errorf("number %d after %d (-want +got):\n%s", two, one, diff)
	}
	news, _, err := x.News(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if news[0].At.IsZero() {
		t.Error("nobody knows when the news came")
	}
	if got := news[0].Row.Passage.Text; got != "临湖软件园入驻企业75家。" || news[0].Row.Sentence().Of(got) != got {
		t.Errorf("the news say %q", got)
	}
	for _, upTo := range []uint64{0, one, one} {
		if err := x.Told(t.Context(), upTo); err != nil {
			t.Fatal(err)
		}
	}
	x.Close()

	x = openAt(t, dir, lex)
	if lines, upTo := waiting(t, x); len(lines) != 1 || lines[0] != second || upTo != two {
		t.Errorf("after one was told: %v, %d", lines, upTo)
	}
	if err := x.Told(t.Context(), two+5); err != nil {
		t.Fatal(err)
	}
	if lines, upTo := waiting(t, x); len(lines) != 0 || upTo != 0 {
		t.Errorf("after all were told: %v, %d", lines, upTo)
	}
	syncFiles(t, x, append(manyFiles(), c, textFile("d", "2025-02-10", "", "临湖软件园入驻企业99家。"))...)
	if lines, upTo := waiting(t, x); len(lines) != 1 || upTo != two+1 {
		t.Errorf("news after all were told: %v, %d", lines, upTo)
	}
	x.Close()
	if _, _, err := x.News(t.Context()); err == nil {
		t.Error("a closed index has news")
	}
	if err := x.Told(t.Context(), two); err == nil {
		t.Error("a closed index takes news out")
	}

	if err := os.WriteFile(filepath.Join(dir, store.CurrentFile), []byte("gone"), 0o644); err != nil {
		t.Fatal(err)
	}
	x = openAt(t, dir, lex)
	defer x.Close()
	if c := syncFiles(t, x, a, b); len(c.News) != 0 || len(c.New) != 2 {
		t.Errorf("built again after damage: %+v", c)
	}
	syncFiles(t, x, a, b, c)
	if lines, upTo := waiting(t, x); len(lines) != 1 || upTo <= two+1 {
		t.Errorf("after damage: %v, %d after %d", lines, upTo, two+1)
	}
}

// TestUnreadableNews leaves out news that cannot be read, and lets them be taken out.
func TestUnreadableNews(t *testing.T) {
	t.Parallel()
	x := withFiles(t)
	o := facts.NewOutbox()
	o.News, o.Next = make([]json.RawMessage, 3), o.Next+3
	putOutbox(t, x, &o)
	news, upTo, err := x.News(t.Context())
	if err != nil || len(news) != 0 || upTo != o.Next-1 {
		t.Errorf("%v up to %d, %v", news, upTo, err)
	}
}

// putOutbox writes an outbox to an index.
func putOutbox(t *testing.T, x *Index, o *facts.Outbox) {
	t.Helper()
	if err := errors.Join(x.live.current.WriteOutbox(o), x.live.current.Pin()); err != nil {
		t.Fatal(err)
	}
}

// TestRootStaysSmall lets the most news wait while releases come in one by one:
// bleve's file of states may not outgrow what is read when an index is opened.
func TestRootStaysSmall(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := openAt(t, dir, testLexicon())
	var files []File
	sync := func(n int) {
		text := strings.Repeat("临湖软件园", 20)
		files = append(files, textFile(fmt.Sprintf("%03d", n), fmt.Sprintf("20%02d-01-01", n), "", fmt.Sprintf("%s入驻企业%d家。", text, 50+n)))
		syncFiles(t, x, files...)
	}
	sync(0)
	row := passage.Row{Passage: passage.Passage{ID: "a#1", Text: strings.Repeat("临湖软件园入驻企业10家，", 20)}}
	o := facts.NewOutbox()
	if _, err := o.Add(slices.Repeat([]facts.News{{Kind: facts.Fresh, Row: row, Before: &row}}, facts.MaxOutbox)); err != nil {
		t.Fatal(err)
	}
	putOutbox(t, x, &o)
	for n := range needs.Some(t, 30, 12) {
		sync(n + 1)
	}
	o, err := x.live.current.Outbox()
	if err != nil || len(o.News) != facts.MaxOutbox {
		t.Errorf("%d news wait, %v", len(o.News), err)
	}
	root := filepath.Join(x.live.current.Path, store.StoreDir, store.RootFile)
	x.Close()
	info, err := os.Stat(root)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > store.MaxRoot/16 {
		t.Errorf("root.bolt has %d bytes", info.Size())
	}
	x = openAt(t, dir, testLexicon())
	defer x.Close()
	if x.Rebuild() != "" {
		t.Errorf("dropped: %s", x.Rebuild())
	}
}

// TestToldWhileSyncing tells news while others arrive: each is told once.
func TestToldWhileSyncing(t *testing.T) {
	t.Parallel()
	x := openAt(t, t.TempDir(), testLexicon())
	defer x.Close()
	files := []File{textFile("00", "2020-01-01", "", "临湖软件园入驻企业10家。")}
	syncFiles(t, x, files...)
	ctx, stop := context.WithCancel(t.Context())
	told := map[string]int{}
	tell := func() {
		news, upTo, err := x.News(t.Context())
		if err == nil {
			err = x.Told(t.Context(), upTo)
		}
		if err != nil {
			t.Error(err)
		}
		for _, l := range newsLines(news) {
			told[l]++
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for !errors.Is(ctx.Err(), context.Canceled) {
			tell()
		}
	})
	const rounds = 12
	for i := range rounds {
		files = append(files, textFile(fmt.Sprintf("%02d", i+1), fmt.Sprintf("2021-%02d-01", i+1), "", fmt.Sprintf("临湖软件园入驻企业%d家。", 50+i)))
		if i == rounds/2 { // by a new generation
			files = append(files, manyFiles()...)
		}
		syncFiles(t, x, files...)
	}
	stop()
	wg.Wait()
	tell()
	n := 0
	for line, times := range told {
		if times != 1 {
			t.Errorf("%s: told %d times", line, times)
		}
		n++
	}
	if n < rounds {
		t.Errorf("%d news of %d", n, rounds)
	}
}

// TestCopiesBringNoNews adds a release in copies, one sync after the other and
// at once.
func TestCopiesBringNoNews(t *testing.T) {
	t.Parallel()
	files, _ := copyFiles(t)
	old := textFile("old", "2024-01-10", "", "星河软件园入驻企业120家。")
	x := withFiles(t, old)
	first := syncFiles(t, x, old, files["park.html"])
	if len(first.News) == 0 {
		t.Error("the first copy brings no news")
	}
	if c := syncFiles(t, x, old, files["park.html"], files["park.pdf"], files["park-reprint.md"], files["park-edited.md"]); len(c.News) != 0 {
		t.Errorf("copies bring %v", newsLines(c.News))
	}
	x = withFiles(t, old)
	if c := syncFiles(t, x, old, files["park.pdf"], files["park.html"], files["park-reprint.md"]); len(c.News) != len(first.News) {
		t.Errorf("at once they bring %v, want what one brings: %v", newsLines(c.News), newsLines(first.News))
	}
	if c := syncFiles(t, x, old, files["park.pdf"], files["park.html"], files["park-other-figure.md"]); len(c.News) != 1 || c.News[0].Kind != facts.Contradicts {
		t.Errorf("another figure brings %v", newsLines(c.News))
	}
}

// TestOutboxIsDurable looks at the files as they are when Sync and Told return,
// as after a kill.
func TestOutboxIsDurable(t *testing.T) {
	t.Parallel()
	dir, lex := t.TempDir(), testLexicon()
	x := openAt(t, dir, lex)
	defer x.Close()
	found := func() int {
		for range 20 { // bleve tidies up behind a sync: a file may go while it is copied
			to := t.TempDir()
			if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
				continue
			}
			y := openAt(t, to, lex)
			defer y.Close()
			if y.Rebuild() == "" {
				lines, _ := waiting(t, y)
				return len(lines)
			}
		}
		t.Fatal("the files cannot be opened")
		return 0
	}
	files := []File{textFile("a", "2024-01-10", "", "临湖软件园入驻企业60家。")}
	syncFiles(t, x, files...)
	for i := range 3 {
		files = append(files, textFile(fmt.Sprint("b", i), fmt.Sprintf("2024-%02d-10", 3+2*i), "", fmt.Sprintf("临湖软件园入驻企业%d家。", 70+i)))
		syncFiles(t, x, files...)
		if n := found(); n != 1 {
			t.Errorf("after sync %d: %d news", i, n)
		}
		_, upTo := waiting(t, x)
		if err := x.Told(t.Context(), upTo); err != nil {
			t.Fatal(err)
		}
		if n := found(); n != 0 {
			t.Errorf("after telling %d: %d news", i, n)
		}
	}
}
