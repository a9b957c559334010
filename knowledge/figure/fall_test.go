package figure

import (
	"slices"
	"strings"
	"testing"

	"beilun/knowledge"
)

// TestFalls quotes how much something fell with the word for the fall.
func TestFalls(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want []string // the qualifier in brackets where it is no part of the quotation
	}{
		{"进口56.7亿元，下降3.2%", []string{"56.7亿元", "下降3.2%"}},
		{"比上年减少了0.7万人", []string{"上年", "减少了0.7万人"}},
		{"增速回落0.3个百分点", []string{"回落0.3个百分点"}},
		{"同比下降约6%", []string{"下降约6%"}},
		{"降幅为9.5%", []string{"降幅为9.5%"}},
		{"分别下降5.1%、3.2%和2%", []string{"下降5.1%", "3.2%[下降]", "2%[下降]"}},
		{"分别增长8.1%和下降2.3%", []string{"8.1%", "下降2.3%"}},
		{"通关时间压缩3.2小时", []string{"压缩3.2小时"}},
		// false friends: the new level, a fall of something else, a growth beside it
		{"由22天压缩到6天", []string{"22天", "6天"}},
		{"下降至3.2%", []string{"3.2%"}},
		{"下降5%，占3%", []string{"下降5%", "3%"}},
		{"下降5%、增长3%", []string{"下降5%", "3%"}},
		{"年降水量1500毫米", []string{"1500毫米"}},
	} {
		var got []string
		for _, f := range Scan(tt.text, knowledge.Date{}) {
			line := f.Text
			if !strings.Contains(line, f.Qualifier) {
				line += "[" + f.Qualifier + "]"
			}
			got = append(got, line)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("Scan(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
