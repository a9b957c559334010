package talk

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestNumbers cuts a text at numbers that count from one.
func TestNumbers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, head string
		want       []string
	}{
		{"1、甲 2、乙", "", []string{"甲 ", "乙"}},
		{"请答：(1)甲；(2)乙；(3)丙", "请答：", []string{"甲；", "乙；", "丙"}},
		{"①甲②乙", "", []string{"甲", "乙"}},
		{"① 甲 ② 乙", "", []string{" 甲 ", " 乙"}},
		{"一、甲\n二、乙", "", []string{"甲\n", "乙"}},
		{"1.5亿元和 2.5亿元", "", nil},
		{"1、甲", "", nil},
		{"2、甲 3、乙", "", nil},
		{"1、甲 3、乙", "", nil},
		{"2025、2026", "", nil},
	} {
		head, items := cutNumbers(tt.text)
		if head != tt.head || !slices.Equal(items, tt.want) {
			t.Errorf("%s: %q behind %q, want %q", tt.text, items, head, tt.want)
		}
	}
}

// FuzzItems cuts any message: what it asks is in it, and no question is empty.
func FuzzItems(f *testing.F) {
	for _, s := range []string{"1、总投资；2、面积", "【转发】甲：总投资多少？谢谢", "> 总投资\n> 面积", "①②③", "(1)(2)", "】【", "：：多少", "多少 多少 多少", "１．甲多少２．乙"} {
		f.Add(s)
	}
	g := grammar(f)
	f.Fuzz(func(t *testing.T, s string) {
		const most = 300 // characters
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > most {
			return
		}
		items := g.Items(s)
		for _, q := range items.Asked {
			if strings.TrimSpace(q) == "" && strings.TrimSpace(s) != "" {
				t.Errorf("%q has an empty question: %q", s, items.Asked)
			}
			if !strings.Contains(strings.Map(halfWidth, s), q) && !strings.Contains(s, "【") && len(items.Asked) > 0 && !strings.Contains(s, q) {
				t.Errorf("%q became %q", s, q)
			}
		}
	})
}
