package figure

import (
	"strings"
	"testing"

	"beilun/knowledge"
)

func TestUnread(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, want string
		at         int // characters that cannot be read
	}{
		{"总投资\ue8f1.\ue5c4亿元，占地\ue2a3\ue8f10亩", "", 3},
		{"总投资\ue8f1.5亿元，占地1\ue8f1亩，用工3\ufffd0人", "", 3},
		{"总投资三\ue000五亿元，另5亿\ue000", "", 2},
		{"投资5〓3亿元，1?8亿元，1□8亩", "", 3},
		{"\uf0b7 3个项目", "3个", 0},     // the mark of an item
		{"□3个项目\n■5家企业", "3个 5家", 0}, // the same
		{"哪一年？3亿元", "3亿元", 0},
		{"□是 □否 共3亿元", "3亿元", 0},
		{"\ue000区投资3亿元", "3亿元", 1},
	} {
		var got []string
		for _, f := range Scan(tt.text, knowledge.Date{}) {
			got = append(got, f.Text)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("Scan(%q) finds %q, want %q", tt.text, got, tt.want)
		}
		if spans := Unreadable(tt.text); len(spans) != tt.at {
			t.Errorf("Unreadable(%q) = %v, want %d", tt.text, spans, tt.at)
		}
	}
}

// TestSpaces reads one number with each kind of space.
func TestSpaces(t *testing.T) {
	t.Parallel()
	for _, space := range []string{" ", "\u00a0", "\u2009", "\u202f", "\u2007", "\u3000"} {
		got := Scan("用地12"+space+"800平方米，绿化5"+space+"300"+space+"000.5平方米", knowledge.Date{})
		if len(got) != 2 || got[0].Value.RatString() != "12800" || got[1].Value.RatString() != "10600001/2" {
			t.Errorf("space %q: %+v", space, got)
		}
	}
}
