package index

import (
	"context"
	"errors"
	"strings"
	"testing"

	"beilun/knowledge"
)

func TestLexiconFor(t *testing.T) {
	t.Parallel()
	const text = "甬江科创区北仑片区新开工项目21个。"
	parses := 0
	counted := textFile("a", "2024-03-11", "甬江科创区", text)
	article := counted.Article
	counted.Article = func() (*knowledge.Article, error) { parses++; return article() }
	bad := File{ID: "bad", Digest: "1", Article: func() (*knowledge.Article, error) { panic("no release") }}
	gone := File{ID: "gone", Err: errors.New("vanished")}
	long := textFile("long", "2024-03-11", "", strings.Repeat(text, maxKnownText/len(text)+1))
	stop := errors.New("stop")
	broken := func(context.Context, func(File) error) error { return stop }
	for _, tt := range []struct {
		name    string
		words   string
		corpus  Corpus
		part    bool // only a part of the words is loaded
		wantErr bool
		refused int
		syncErr error
	}{
		{name: "files", corpus: corpusOf(counted, bad, gone), part: true, refused: 2},
		{name: "much", corpus: corpusOf(counted, long)},
		{name: "broken", corpus: broken, syncErr: stop},
		{name: "words", words: strings.Repeat("长", 31), corpus: corpusOf(counted), wantErr: true},
	} {
		parses = 0
		l, corpus, err := LexiconFor(t.Context(), tt.words, tt.corpus, "几个项目")
		if (err != nil) != tt.wantErr {
			t.Errorf("%s: %v", tt.name, err)
		}
		if err != nil {
			continue
		}
		if part := l.IsPartial(); part != tt.part {
			t.Errorf("%s: a part of the words: %t, want %t", tt.name, part, tt.part)
		}
		if !tt.part && tt.syncErr == nil {
			continue // to index much takes long
		}
		x, err := InMemory(Options{Lexicon: l})
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		changes, err := x.Sync(t.Context(), corpus)
		if !errors.Is(err, tt.syncErr) {
			t.Errorf("%s: sync: %v, want %v", tt.name, err, tt.syncErr)
		}
		if err == nil && (len(changes.Refused) != tt.refused || parses != 1) {
			t.Errorf("%s: refused %v; parsed %d times", tt.name, changes.Refused, parses)
		}
	}
}

// TestLexiconForChanged changes a file after it was parsed, and syncs twice.
func TestLexiconForChanged(t *testing.T) {
	t.Parallel()
	file := textFile("a", "2024-03-11", "", "项目21个。")
	l, corpus, err := LexiconFor(t.Context(), "", func(_ context.Context, yield func(File) error) error { return yield(file) })
	if err != nil {
		t.Fatal(err)
	}
	file = textFile("a", "2024-03-11", "", "阿尔巴尼亚的项目22个。")
	x, err := InMemory(Options{Lexicon: l})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for _, want := range []int{1, 0} {
		if c := syncTest(t, x, corpus); len(c.New) != want {
			t.Errorf("%d new, want %d", len(c.New), want)
		}
	}
	if p, ok := x.First("a"); !ok || !strings.Contains(p.Text, "22") {
		t.Errorf("the first passage is %q", p.Text)
	}
}
