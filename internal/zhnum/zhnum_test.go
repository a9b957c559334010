package zhnum

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, value, hi, rest string
	}{
		{"21个", "21", "", "个"},
		{"4.4亿元", "440000000", "", "元"},
		{"13,666平方米", "13666", "", "平方米"},
		{"1,3-丙二醇", "1", "", ",3-丙二醇"},
		{"1.2万亿", "1200000000000", "", ""},
		{"五千八百亿", "580000000000", "", ""},
		{"三亿五千万", "350000000", "", ""},
		{"一百零五", "105", "", ""},
		{"两千三", "2300", "", ""},
		{"十五", "15", "", ""},
		{"二〇二四年", "2024", "", "年"},
		{"五六个", "5", "6", "个"},
		{"三四十家", "30", "40", "家"},
		{"十七八个", "17", "18", "个"},
		{"三点五", "7/2", "", ""},
		{"12千米", "12", "", "千米"},
		{"20余个", "20", "", "余个"},
	} {
		n, ok := Parse(tt.in)
		if !ok {
			t.Errorf("Parse(%q): no number", tt.in)
			continue
		}
		hi := ""
		if n.Hi != nil {
			hi = n.Hi.RatString()
		}
		if n.Value.RatString() != tt.value || hi != tt.hi || tt.in[n.Len:] != tt.rest {
			t.Errorf("Parse(%q) = %s hi %q rest %q, want %s %q %q", tt.in, n.Value.RatString(), hi, tt.in[n.Len:], tt.value, tt.hi, tt.rest)
		}
	}
	for _, in := range []string{"", "个", strings.Repeat("9", 1<<20), "点五", "万"} {
		if n, ok := Parse(in); ok {
			t.Errorf("Parse(%.20q) = %v, want none", in, n)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1,234.5万亿", "三亿五千万", "十七八", "二〇二四", "九九九九九九九九九九九九九九九九九九九九"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := Parse(s)
		if ok && (n.Len <= 0 || n.Len > len(s) || n.Value == nil || n.Hi != nil && n.Hi.Cmp(n.Value) < 0) {
			t.Fatalf("Parse(%q) = %+v", s, n)
		}
	})
}
