package unit

import (
	"slices"
	"testing"

	"beilun/knowledge"
)

func TestDefault(t *testing.T) {
	t.Parallel()
	d := Default()
	for _, tt := range []struct {
		text, name string
		length     int
	}{
		{"标准箱，同比", "标箱", len("标准箱")},
		{"平方米", "平方米", len("平方米")},
		{"gw以上", "吉瓦", len("gw")},
		{"家庭", "", 0}, // another word
		{"kwx", "", 0},
		{"", "", 0},
	} {
		if u, n := d.At(tt.text); u.Name != tt.name || n != tt.length {
			t.Errorf("At(%q) = %q, %d; want %q, %d", tt.text, u.Name, n, tt.name, tt.length)
		}
	}
	if c := d.CurrencyAt("us$50"); c == nil || c.Unit != "美元" || !c.Sign {
		t.Errorf("CurrencyAt(us$50) = %v", c)
	}
	if h, ok := d.HalfAt("年多"); !ok || h.Word != "年多" || h.Value.RatString() != "6" || !h.More {
		t.Errorf("HalfAt(年多) = %v", h)
	}
	if words := d.Words(knowledge.Money); !slices.Contains(words, "港币") || slices.Contains(words, "吨") {
		t.Errorf("Words(money) = %q", words)
	}
	for _, class := range aliasClasses {
		if len(d.Aliases(class)) == 0 {
			t.Errorf("units.txt has no line of class %s", class)
		}
	}
	for _, class := range listClasses {
		if len(d.List(class)) == 0 {
			t.Errorf("units.txt has no line of class %s", class)
		}
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"count\n", "weight 吨\n", "weight 吨 t\n", "count ~庭\n", "half x 分钟 小时\n", "half 30 分钟\n", "currency 元\n", "sign 元\n"} {
		if _, err := Parse("x.txt", bad); err == nil {
			t.Errorf("parsing %q returns no error", bad)
		}
	}
}
