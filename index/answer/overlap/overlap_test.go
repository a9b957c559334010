package overlap

import (
	"math"
	"testing"
)

// TestOrder finds the question's characters in a text in their order, whatever
// is between them.
func TestOrder(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question, text string
		want           float64
	}{
		{"装电梯", "业主可以申请加装一部电梯", 1},
		{"骗补", "弄虚作假骗取补贴的，追回资金", 1},
		{"骗补", "补贴资金专款专用", 0.5},
		{"  骗补", "骗取补贴", 1},   // marks and blanks do not count
		{"电梯加装", "加装电梯", 0.5}, // in another order
		{"骗补", "全年绿化两万亩", 0},
		{"", "全年绿化两万亩", 0},
	} {
		o := NewOrder(tt.question)
		if got := o.Share(tt.text); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%q in %q: %v, want %v", tt.question, tt.text, got, tt.want)
		}
		if got := InOrder(tt.question, tt.text); tt.question != "" && tt.question[0] != ' ' && got != (tt.want == 1) {
			t.Errorf("%q in %q is in order: %v", tt.question, tt.text, got)
		}
	}
}

// TestIndex weighs what few texts have more than what all have.
func TestIndex(t *testing.T) {
	t.Parallel()
	x := NewPairs("农村居民收入")
	texts := []Set{x.In("城镇居民收入5万元"), x.In("农村居民收入3万元")}
	x.Weigh(texts)
	if a, b := x.Share(texts[0]), x.Share(texts[1]); a > 0.8 || b != 1 {
		t.Errorf("shares are %v and %v", a, b)
	}
	if got := x.Reweighed(nil).Share(texts[1]); got != 0 {
		t.Errorf("the share of what nothing weighs is %v", got)
	}
	if n := texts[1].Minus(texts[0]); n != 2 { // 农村, 村居
		t.Errorf("%d pairs distinguish the texts", n)
	}
	if got := x.InLetters(AppendLetters(nil, "农村居民收入3万元")); got != texts[1] {
		t.Errorf("the pairs of its letters are %v and not %v", got, texts[1])
	}
	if got := x.Numbers("农村居民"); len(got) != 3 || texts[1].Count(got) != 3 || texts[0].Count(got) != 1 {
		t.Errorf("the pairs of a word have the numbers %v", got)
	}
	if got := x.Numbers("农村人"); got != nil {
		t.Errorf("a word with another pair has the numbers %v", got)
	}
	if texts[0].Or(texts[1]) != x.In("农村居民收入") {
		t.Error("together they do not have all pairs")
	}
}

// TestChars counts Han characters only in the share of a text.
func TestChars(t *testing.T) {
	t.Parallel()
	x := NewChars("债务余额98")
	in, share := x.Chars("债务，98亿")
	if share != 2.0/3 || in.Minus(Set{}) != 2 {
		t.Errorf("%d characters, share %v", in.Minus(Set{}), share)
	}
	if _, share := x.Chars("98"); share != 0 {
		t.Errorf("the share of no Han character is %v", share)
	}
	if got := x.Only("债务余额", func(c rune) bool { return c != '债' }).Minus(Set{}); got != 3 {
		t.Errorf("%d characters are kept", got)
	}
}

func TestPart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		word, text string
		want       float64
	}{
		{"望湖大桥", "望湖大桥", 1},
		{"望湖大桥", "望湖路大桥", 4.0 / 9},
		{"大桥", "大桥", 0}, // too short to have a part
		{"大", "大", 0},
	} {
		if got := Part(tt.word, tt.text); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%s in %s: %v, want %v", tt.word, tt.text, got, tt.want)
		}
	}
	if got := Pairs("大", "大"); got != 0 {
		t.Errorf("a word without a pair has the share %v", got)
	}
	if a, b := FirstRunes("望湖大桥", 2), FirstRunes("桥", 2); a != "望湖" || b != "桥" {
		t.Errorf("the first characters are %s and %s", a, b)
	}
}
