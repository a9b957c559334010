package when

import (
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/figure/class"
	"beilun/knowledge/figure/source"
)

func TestWords(t *testing.T) {
	t.Parallel()
	if unused := words.Unused(); len(unused) > 0 {
		t.Errorf("nothing asks for the classes %q of when.txt", unused)
	}
}

func TestTime(t *testing.T) {
	t.Parallel()
	r := New(class.New(""))
	for _, tt := range []struct{ before, text, want string }{
		{"", "2024年9月29日开工", "2024-09-29"},
		{"", "年底前", "../2024-12-31"},
		{"", "21个项目", ""},
		{"生", "前五个月", ""},
		{"gb", "2024年", ""},
		{"第", "2年", ""},
	} {
		r.Reset(source.Text(tt.before+tt.text), knowledge.Date{Year: 2024, Month: 12, Day: 20})
		got := ""
		if f, ok := r.Time(len(tt.before)); ok {
			got = f.Time
		}
		if got != tt.want {
			t.Errorf("Time of %s|%s = %q, want %q", tt.before, tt.text, got, tt.want)
		}
	}
}
