package figure

import (
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

// TestNewUnit adds units as a person would: with a line of the data file.
func TestNewUnit(t *testing.T) {
	t.Parallel()
	units, err := unit.Parse("test", `
# all that is known are these
money 元
dimension 太瓦时 twh
count 箩? 竹箩
count 摞!~子
`)
	if err != nil {
		t.Fatal(err)
	}
	s := newScanner(units, word.Default(), classes())
	for _, tt := range []struct{ text, want string }{
		{"年发电约3.2太瓦时", "约3.2太瓦时 dimension 16/5 太瓦时 约"},
		{"年发电3.2 TWh", "3.2TWh dimension 16/5 太瓦时"},
		{"采茶20箩", "20箩 count 20 箩"},
		{"采茶三箩", ""}, // a small number in front of a weak unit is no count
		{"采茶三竹箩", "三竹箩 count 3 箩"},
		{"文件5摞", ""}, // 摞! needs a word in front
		{"文件共5摞", "5摞 count 5 摞"},
		{"共5摞子", ""},
		{"新增94家", ""}, // not in the file
	} {
		got := ""
		if fs := s.scan(tt.text, knowledge.Date{}); len(fs) > 0 {
			got = show(fs[0])
		}
		if got != tt.want {
			t.Errorf("scan(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
	if fs := Scan("年发电3.2太瓦时", knowledge.Date{}); len(fs) > 0 {
		t.Errorf("the units of the test are known elsewhere: %v", fs)
	}
}
