package figure

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"beilun/knowledge"
)

// TestWhole checks on all parts of some texts that Whole returns what Scan finds if that
// is all of the part, and nothing else.
func TestWhole(t *testing.T) {
	texts := []string{
		"12规模以上工业增加值", "12亿元（含）以上", "约12.5万人次", "最高不超过50万元/亩", "12个百分点", "1-10月份12分之5",
		"同比下降3.2%左右", "12~15万平方米", "１２　０００元", "2024年9月29日投资3.6亿元", "第12届", "US$50万", "12户共30人", "十余万辆",
		"12³万元", "3 541.07万元", "12。8亿元", "-5℃至3℃", "12成以上", "每平方米12元", "12台（套）", "二十多个", "\n12米\n",
	}
	for _, text := range texts {
		for i := range text {
			for j := len(text); j > i; {
				part := text[i:j]
				fs := Scan(part, knowledge.Date{})
				want := len(fs) == 1 && fs[0].Quote.Len() == len(part)
				f, ok := Whole(part)
				if ok != want || ok && !reflect.DeepEqual(f, fs[0]) {
					t.Errorf("Whole(%q) = %v, %v; Scan found %v", part, f, ok, fs)
				}
				_, w := utf8.DecodeLastRuneInString(part)
				j -= w
			}
		}
	}
}
