package ledger

import (
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// TestFar compares the short way to see that two figures differ with the long one.
func TestFar(t *testing.T) {
	t.Parallel()
	far := 0
	var all []knowledge.Figure
	for _, text := range []string{
		"0.05亿元", "0.5亿元", "1亿元", "1.4亿元", "2亿元", "3亿元", "4亿元", "9亿元", "10亿元", "1000万元", "0元", "99.9亿元", "约1亿元", "超1亿元", "不足4亿元", "5万元",
		"1平方公里", "4.1平方公里", "400公顷", "1亩", "5亩", "三十余家", "6万家", "5家", "1家", "3%", "20%", "-20%",
	} {
		all = append(all, figure.Scan(text, knowledge.Date{})...)
	}
	for i := range all {
		for k := range all {
			a, b := &all[i], &all[k]
			if !comparable(a, b) || Dimension(a) != Dimension(b) {
				continue
			}
			if got, want := Consistent(a, b), spanOf(a, b).meets(spanOf(b, a)); got != want {
				t.Errorf("%s and %s: %v, want %v", a.Text, b.Text, got, want)
			}
			if firmnessOf(a) == "" && firmnessOf(b) == "" && areFar(a, b) {
				far++
			}
		}
	}
	if far < 50 {
		t.Errorf("only %d pairs are far from each other", far)
	}
}
