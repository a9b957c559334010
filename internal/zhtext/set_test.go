package zhtext

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSet(t *testing.T) {
	sets := []string{"，。；", "年月日", ",;。!?:、，\n()“”", "", "abc", "〇𠮷龥"}
	texts := []string{"", "abc", "全长12公里，设5站", "去年", "\xe4\xb8", "\xe4，", "\xe4\xb8，", "\xe9\xe9\xe9。", "\uFFFD", "龥", "䷀䷿，", "𠮷，", "a\xff\xfe，b", "“好”"}
	for _, chars := range sets {
		s := NewSet(chars)
		basic := strings.ReplaceAll(chars, "𠮷", "")
		for _, text := range texts {
			if got, want := s.Index(text), strings.IndexAny(text, basic); got != want {
				t.Errorf("NewSet(%q).Index(%q) = %d, want %d", chars, text, got, want)
			}
			if got, want := s.LastIndex(text), strings.LastIndexAny(text, basic); got != want {
				t.Errorf("NewSet(%q).LastIndex(%q) = %d, want %d", chars, text, got, want)
			}
			if got, want := s.TrimRight(text), strings.TrimRight(text, basic); got != want {
				t.Errorf("NewSet(%q).TrimRight(%q) = %q, want %q", chars, text, got, want)
			}
		}
		for r := rune(-1); r <= utf8.MaxRune; r++ {
			if got, want := s.Has(r), r != utf8.RuneError && strings.ContainsRune(basic, r) && utf8.ValidRune(r); got != want {
				t.Fatalf("NewSet(%q).Has(%U) = %v, want %v", chars, r, got, want)
			}
		}
	}
}

func FuzzSet(f *testing.F) {
	f.Add("，。；", "全长12公里，设5站")
	f.Add("年", "\xe4\xb8，")
	f.Fuzz(func(t *testing.T, chars, text string) {
		basic := strings.Map(func(r rune) rune {
			if r > 0xFFFF || r == utf8.RuneError {
				return -1
			}
			return r
		}, chars)
		if got, want := NewSet(chars).Index(text), strings.IndexAny(text, basic); got != want {
			t.Errorf("NewSet(%q).Index(%q) = %d, want %d", chars, text, got, want)
		}
	})
}
