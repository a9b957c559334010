package index

import (
	"beilun/index/catalog"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/store"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// testLexicon returns the built-in words and a name.
var testLexicon = sync.OnceValue(func() *words.Lexicon {
	l, err := words.NewLexicon("# names\n环洋碳三 100 nz\n")
	if err != nil {
		panic(err)
	}
	return l
})

// article makes a release of one paragraph a line of text.
func article(id string, texts ...string) *knowledge.Article {
	var ps []knowledge.Paragraph
	for _, text := range texts {
		p := knowledge.Paragraph{Text: text}
		for _, s := range zhtext.Sentences(text) {
			p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
		}
		ps = append(ps, p)
	}
	return &knowledge.Article{ID: id, Sections: []knowledge.Section{{Paragraphs: ps}}}
}

// files is a corpus of texts by ID; the text is its own digest.
func files(texts map[string]string) Corpus {
	return func(_ context.Context, yield func(File) error) error {
		for _, id := range slices.Sorted(maps.Keys(texts)) {
			f := File{ID: id, Digest: texts[id], Article: func() (*knowledge.Article, error) {
				switch texts[id] {
				case "bad":
					return nil, errors.New("cannot be parsed")
				case "panic":
					panic("a reader's mistake")
				}
				return article(id, texts[id]), nil
			}}
			if err := yield(f); err != nil {
				return err
			}
		}
		return nil
	}
}

func memory(t *testing.T, texts map[string]string) *Index {
	t.Helper()
	x, err := InMemory(Options{Lexicon: testLexicon()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	syncTexts(t, x, texts)
	return x
}

func syncTexts(t *testing.T, x *Index, texts map[string]string) *Changes {
	t.Helper()
	c, err := x.Sync(t.Context(), files(texts))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ids(t *testing.T, x *Index, question string) []string {
	t.Helper()
	hits, err := x.Search(t.Context(), query.Parse(x.Lexicon(), question, knowledge.Date{}), 10)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, h := range hits {
		out = append(out, h.Passage.ID)
	}
	return out
}

// TestIndex runs one story over an index in memory and one on disk.
func TestIndex(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func() (*Index, error){
		"memory": func() (*Index, error) { return InMemory(Options{Lexicon: testLexicon()}) },
		"disk":   func() (*Index, error) { return Open(t.TempDir(), Options{Lexicon: testLexicon()}) },
	} {
		x, err := open()
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		texts := map[string]string{"a": "临湖软件园入驻企业60家。", "b": "东湖量子園明年投產。", "c": "bad"}
		if c := syncTexts(t, x, texts); len(c.New) != 2 || len(c.Refused) != 1 || x.Passages() != 2 {
			t.Errorf("%s: first sync %+v", name, c)
		}
		if c := syncTexts(t, x, texts); len(c.Same) != 2 || len(c.New)+len(c.Changed)+len(c.Gone) != 0 {
			t.Errorf("%s: second sync %+v", name, c)
		}
		if got := ids(t, x, "东湖量子园"); len(got) == 0 || got[0] != "b#1" {
			t.Errorf("%s: traditional text found as %v", name, got)
		}
		texts["a"] = "临湖软件园出租率九成。"
		delete(texts, "b")
		if c := syncTexts(t, x, texts); len(c.Changed) != 1 || len(c.Gone) != 1 || x.Passages() != 1 {
			t.Errorf("%s: third sync %+v", name, c)
		}
		if got := ids(t, x, "东湖量子园投产"); len(got) != 0 {
			t.Errorf("%s: a removed release is found as %v", name, got)
		}
		texts["a"] = "bad"
		if c := syncTexts(t, x, texts); len(c.Refused) != 2 || len(ids(t, x, "临湖软件园")) != 1 {
			t.Errorf("%s: a release that can no longer be read is gone: %+v", name, c)
		}
		stop := errors.New("stop")
		if _, err := x.Sync(t.Context(), func(context.Context, func(File) error) error { return stop }); !errors.Is(err, stop) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSyncEqualsRebuild compares an index that followed changes step by step
// with one built at once.
func TestSyncEqualsRebuild(t *testing.T) {
	t.Parallel()
	followed := memory(t, map[string]string{"a": "甲园投资3亿元。", "b": "乙园投资4亿元。"})
	syncTexts(t, followed, map[string]string{"a": "甲园投资5亿元。", "c": "丙园总投资6亿元，甲园相邻。"})
	last := map[string]string{"a": "甲园投资5亿元。", "b": "乙园投产。", "c": "丙园总投资6亿元，甲园相邻。"}
	syncTexts(t, followed, last)
	built := memory(t, last)
	stored := cmp.Transformer("stored", func(r catalog.Record) string {
		raw, err := catalog.EncodeRecord(&r)
		if err != nil {
			t.Error(err)
		}
		return string(raw)
	})
	if diff := cmp.Diff(built.live.current.Catalog, followed.live.current.Catalog, stored); diff != "" {
		t.Errorf("catalog (-built +followed):\n%s", diff)
	}
	for _, q := range []string{"甲园投资多少", "乙园", "6亿元", "总投资"} {
		if diff := cmp.Diff(ids(t, built, q), ids(t, followed, q)); diff != "" {
			t.Errorf("%s (-built +followed):\n%s", q, diff)
		}
	}
}

func TestOpen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open := func() *Index {
		x, err := Open(dir, Options{Lexicon: testLexicon()})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	texts := map[string]string{"a": "临湖软件园入驻企业60家。"}
	x := open()
	if x.Rebuild() == "" {
		t.Error("a new index says nothing of being built")
	}
	syncTexts(t, x, texts)
	if _, err := Open(dir, Options{Lexicon: testLexicon()}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("opened twice: %v", err)
	}
	generation := filepath.Join(dir, x.live.current.Name)
	x.Close()

	x = open()
	if x.Rebuild() != "" || len(ids(t, x, "软件园")) != 1 {
		t.Errorf("reopened: %q, %v", x.Rebuild(), ids(t, x, "软件园"))
	}
	x.Close()

	other, err := words.NewLexicon("软件园入驻")
	if err != nil {
		t.Fatal(err)
	}
	x, err = Open(dir, Options{Lexicon: other})
	if err != nil || x.Rebuild() != store.ErrStale.Error() {
		t.Errorf("with other words: %q, %v", x.Rebuild(), err)
	}
	syncTexts(t, x, texts)
	x.Close()

	for _, damage := range []func() error{
		func() error { return os.WriteFile(filepath.Join(dir, store.CurrentFile), []byte("../x"), 0o644) },
		func() error { return os.RemoveAll(generation) },
		func() error { return os.Truncate(filepath.Join(generation, "index_meta.json"), 3) },
		func() error { return os.Truncate(filepath.Join(generation, "store", "root.bolt"), 0) },
		func() error { return os.WriteFile(filepath.Join(dir, "lock"), []byte("x"), 0o644) },
	} {
		x := open()
		syncTexts(t, x, texts)
		generation = filepath.Join(dir, x.live.current.Name)
		x.Close()
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		x = open()
		syncTexts(t, x, texts)
		if got := ids(t, x, "软件园"); len(got) != 1 {
			t.Errorf("after damage: %v", got)
		}
		x.Close()
	}
}

// TestSearchWhileSyncing looks whether a search ever sees a part of a sync.
func TestSearchWhileSyncing(t *testing.T) {
	t.Parallel()
	x := memory(t, map[string]string{"a": "青山园入驻企业0家。", "b": "青山园入驻企业0家。"})
	q := query.Parse(x.Lexicon(), "青山园入驻企业", knowledge.Date{})
	var wg sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				hits, err := x.Search(t.Context(), q, 10)
				if err != nil || len(hits) != 2 || hits[0].Passage.Text != hits[1].Passage.Text {
					t.Errorf("%d hits, %v", len(hits), err)
					return
				}
			}
		})
	}
	for i := range 20 {
		text := fmt.Sprintf("青山园入驻企业%d家。", i)
		syncTexts(t, x, map[string]string{"a": text, "b": text})
	}
	close(done)
	wg.Wait()
}

func TestLongParagraph(t *testing.T) {
	t.Parallel()
	text := ""
	for i := range 500 {
		text += fmt.Sprintf("第%d号地块位于临湖新城。", i)
	}
	a := article("long", text)
	joined := ""
	for _, p := range passage.Of(a) {
		if len(p.Text) > passage.MaxBytes {
			t.Errorf("passage of %d bytes", len(p.Text))
		}
		for _, s := range p.Sentences {
			joined += s.Of(p.Text)
		}
	}
	if joined != text {
		t.Error("sentences were lost")
	}
}
