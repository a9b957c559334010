package zhtext

import (
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"plain ascii 12.5", "plain ascii 12.5"},
		{"Mixed CASE", "mixed case"},
		{"寧波市北侖區", "宁波市北仑区"},
		{"１２．５億元，達９０％", "12.5亿元,达90%"},
		{"乾隆年間的餅乾", "乾隆年间的饼干"},
		{"「一廊雙核」⋯⋯", "“一廊双核”……"},
		{"2024　年", "2024 年"},
		{"12\u202f800 平方米", "12 800 平方米"},
		{"⼈民汽⻋⼀⻓⻔", "人民汽车一长门"},
		{"車\uF902", "车车"}, // a compatibility ideograph
		{"㎡与①", "㎡与①"},    // no single character is the same as these
		{"a\xffb", "a\uFFFDb"},
	} {
		if got := Fold(tt.in).Text; got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"寧波１２．５億元", "a\xff乾隆", "İstanbul ﹪", "⋯㎡\t\u3000", "⼈⻋\uF902\U0002F800⺀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g := Fold(s)
		if got, want := utf8.RuneCountInString(g.Text), utf8.RuneCountInString(s); got != want {
			t.Fatalf("%q folds to %q: %d characters, want %d", s, g.Text, got, want)
		}
		if !utf8.ValidString(g.Text) {
			t.Fatalf("%q folds to invalid UTF-8 %q", s, g.Text)
		}
		if start, end := g.Source(0, len(g.Text)); start != 0 || end != len(s) {
			t.Fatalf("%q: the whole maps to %d:%d", s, start, end)
		}
		last := -1
		for i := range g.Text {
			start, _ := g.Source(i, len(g.Text))
			if start <= last || start > len(s) {
				t.Fatalf("%q: offset %d of %q maps to %d after %d", s, i, g.Text, start, last)
			}
			last = start
		}
	})
}
