package figure

import (
	"testing"
	"unicode/utf8"
)

func TestNotes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"年产值30²亿元", "年产值30亿元"},
		{"投资17.3¹,²亿元²，用地8.6万m²", "投资17.3亿元，用地8.6万m²"},
		{"面积12.8[1]万平方米，用工30①人", "面积12.8万平方米，用工30人"},
		{"面积12.8［注］万平方米，投资5万*元", "面积12.8万平方米，投资5万元"},
		{"投资30（注1）亿元", "投资30亿元"},
		{"生产总值²1349亿元，常住人口[3]5万人", "生产总值1349亿元，常住人口5万人"},
		{"增长5%¹。", "增长5%。"},
		{"1,234.5*", "1,234.5"}, // the cells of a table
		{"-30[1]", "-30"},
		{"30²", "30"},
		// no notes
		{"共有30*", "共有30*"},
		{"减排3.5×10⁴吨", "减排3.5×10⁴吨"},
		{"有10²家", "有10²家"},
		{"共3000米²，5公里²，流量3米³/秒", "共3000米²，5公里²，流量3米³/秒"},
		{"政发[2024]12号，[图1]，①项目30个，30（15）人", "政发[2024]12号，[图1]，①项目30个，30（15）人"},
		{"规格3*5米，x²+y²", "规格3*5米，x²+y²"},
		{"[1]说明", "[1]说明"},
	} {
		got, from := "", 0
		for _, s := range Notes(tt.text) {
			got += tt.text[from:s.Start]
			from = s.End
		}
		if got += tt.text[from:]; got != tt.want {
			t.Errorf("%s without notes is %s, want %s", tt.text, got, tt.want)
		}
	}
}

func FuzzNotes(f *testing.F) {
	for _, s := range []string{"30²亿元", "12[1]万", "（注", "[", "10⁴吨", "\xff²", "30①②人*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range Notes(text) {
			if s.Start < last || s.Len() <= 0 || s.End > len(text) || utf8.ValidString(text) && !utf8.ValidString(s.Of(text)) {
				t.Fatalf("%q: note at %v after %d", text, s, last)
			}
			last = s.End
		}
	})
}
