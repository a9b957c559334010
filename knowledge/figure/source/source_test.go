package source

import (
	"testing"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

func TestNew(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, want string
		unclear    bool
	}{
		{"总 投\n资４.４億元", "总投资4.4亿元", false},
		{"GDP 5 亿\n\n\n\n元", "gdp 5亿\n元", false},
		{"用地12 800平方米", "用地12800平方米", false},
		{"第12 300条", "第12\uFFFD300条", true},
		{"12。8亿元", "12\uFFFD8亿元", true},
		{"□3个", "\n3个", false},
	} {
		src := New(tt.text)
		if string(src.Text) != tt.want || src.Unclear != tt.unclear {
			t.Errorf("New(%q) = %q, %v; want %q, %v", tt.text, src.Text, src.Unclear, tt.want, tt.unclear)
		}
		src.Free()
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	text := Text("超3亿元 gb2024")
	i := len("超")
	if text.At(i) != '3' || text.Before(i) != '超' || text.At(len(text)) != 0 || text.Before(0) != 0 {
		t.Error("the characters around 3 are wrong")
	}
	if text.Word(i+1, "元", "亿") != i+1+len("亿") || text.Word(i, "亿") != 0 || !text.Ends(i, "约", "超") {
		t.Error("the words around 3 are wrong")
	}
	if n := len(text) - len("2024"); !text.InLatin(n) || !text.InName(n) || text.InName(i) {
		t.Error("2024 is in a name, 3 is not")
	}
}

func FuzzSpaced(f *testing.F) {
	for _, s := range []string{"用地12 800平方米", "1 234 567.8 万元", "12 30", "0 300", " 1 000", "1\u00a0000\t300人", "1 000 000 000 000 000 000 000", "1,000 300.5 人"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := zhtext.Fold(text)
		for i := 1; i < len(folded.Text); i++ {
			if folded.Text[i] != ' ' || !utf8.RuneStart(folded.Text[i-1]) {
				continue
			}
			if _, end := spaced(folded, text, i); end < i || end > len(folded.Text) {
				t.Fatalf("%q: the number around %d ends at %d", text, i, end)
			}
		}
		src := New(text)
		defer src.Free()
		for i := range src.Text {
			if span := src.Span(i, len(src.Text)); span.Start < 0 || span.End > len(text) || span.Start > span.End {
				t.Fatalf("%q: the prepared text from %d on is at %v", text, i, span)
			}
		}
	})
}
