package measure

import (
	"testing"

	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

func TestWords(t *testing.T) {
	t.Parallel()
	if unused := guardWords.Unused(); len(unused) > 0 {
		t.Errorf("nothing asks for the classes %q of guards.txt", unused)
	}
}

// TestMeasured reads the number behind |.
func TestMeasured(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ before, text, value, unit string }{
		{"投资", "4.4亿元", "440000000", "元"},
		{"", "us$50万", "500000", "美元"},
		{"", "3万元欧元", "30000", "欧元"},
		{"", "5元3角", "53/10", "元"},
		{"", "10-50万元", "", "元"}, // a range has no value
		{"", "一个半小时", "3/2", "小时"},
		{"同比提高", "3.6个和1.2个百分点", "18/5", "个百分点"},
		{"", "1500千瓦/小时", "1500", "千瓦/小时"},
		{"", "四个", "4", "个"},
		// words and names
		{"碳", "四项目", "", ""},
		{"", "150万大军", "", ""},
		{"", "三次全会", "", ""},
		{"", "3幢201室", "", ""},
		{"", "七场四胜", "", ""},
		{"北纬", "30度", "", ""},
		{"前", "三名", "", ""},
		{"这", "两个", "", ""},
		{"乾隆", "五年", "", ""},
		{"", "三年规划", "", ""},
		{"", "版本1.2.3个", "", ""},
	} {
		text := source.Text(tt.before + tt.text)
		src := source.New(string(text))
		var numbers number.Reader
		words := word.Context{Words: word.Default(), Text: text}
		numbers.Reset(text, number.Press)
		r := New(unit.Default(), &numbers, &words)
		r.Reset(src)
		f, ok := r.Measured(len(tt.before))
		value := ""
		if f.Value != nil {
			value = f.Value.RatString()
		}
		if ok != (tt.unit != "") || ok && (value != tt.value || f.Unit != tt.unit) {
			t.Errorf("Measured(%q) = %s %s, %v; want %s %s", tt.text, value, f.Unit, ok, tt.value, tt.unit)
		}
		src.Free()
	}
}
