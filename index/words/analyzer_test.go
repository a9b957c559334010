package words

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"beilun/internal/zhtext"
)

var testLexicon = sync.OnceValue(func() *Lexicon {
	l, err := NewLexicon("# names\n环洋碳三 100 nz\n")
	if err != nil {
		panic(err)
	}
	return l
})

func TestTerms(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, words, grams string }{
		{"", "", ""},
		{"投资 25.1 亿元", "投资 25.1 亿元", "投资 25.1 亿元"},
		{"環洋碳三項目", "环洋碳三 项目", "环洋 洋碳 碳三 三项 项目"},
		{"Ｃ９１９，5G", "c919 5g", "c919 5g"},
		{"港", "港", "港"},
		{"的", "", "的"},
	} {
		text := zhtext.FoldString(tt.text)
		if got := strings.Join(testLexicon().WordTerms(text), " "); got != tt.words {
			t.Errorf("words of %q: %s, want %s", tt.text, got, tt.words)
		}
		if got := strings.Join(GramTerms(text), " "); got != tt.grams {
			t.Errorf("grams of %q: %s, want %s", tt.text, got, tt.grams)
		}
	}
}

func TestSubWords(t *testing.T) {
	t.Parallel()
	got := testLexicon().WordTerms("中华人民共和国")
	for _, want := range []string{"中华人民共和国", "中华", "人民", "共和国"} {
		if !slices.Contains(got, want) {
			t.Errorf("terms %s lack %s", got, want)
		}
	}
	for _, term := range got {
		if len(term) < len("中华") {
			t.Errorf("a single character of a longer word is a term: %s", got)
		}
	}
}

func FuzzTerms(f *testing.F) {
	f.Add("投資25.1億元，C919\xff")
	f.Fuzz(func(t *testing.T, s string) {
		text := zhtext.FoldString(s)
		for _, term := range append(testLexicon().WordTerms(text), GramTerms(text)...) {
			if term == "" || !strings.Contains(text, term) {
				t.Fatalf("%q: term %q", s, term)
			}
		}
	})
}

func TestUserWords(t *testing.T) {
	t.Parallel()
	if _, err := NewLexicon(strings.Repeat("长", 31)); err == nil {
		t.Error("a word of 31 characters is taken")
	}
	plain, err := NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	if plain.Hash() == testLexicon().Hash() {
		t.Error("lexicons of different words have one hash")
	}
}
