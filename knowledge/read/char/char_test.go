package char

import "testing"

func TestKinds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		is   func(rune) bool
		yes  string
		no   string
	}{
		{"IsSpace", IsSpace, " \t\n\u00a0\u3000", "a一，。"},
		{"IsHan", IsHan, "一龥〇あ㐀", "a1，。“ "},
		{"IsMark", IsMark, "，。“”…—（）《》", "一a1,.("},
		{"IsAlnum", IsAlnum, "azAZ09%‰℃", "一１é，"},
		{"IsDigit", IsDigit, "0９", "一a"},
		{"IsLetter", IsLetter, "aé", "一1，"},
		{"IsLineEnd", IsLineEnd, "\n\r\u2028", " \t"},
		{"IsInvisible", IsInvisible, "\u200b\u00ad\ufeff\u202a", "a一 "},
		{"IsControl", IsControl, "\x00\x1b\x7f", "\ta一"},
	} {
		for _, r := range tt.yes {
			if !tt.is(r) {
				t.Errorf("%s(%q) is false", tt.name, r)
			}
		}
		for _, r := range tt.no {
			if tt.is(r) {
				t.Errorf("%s(%q) is true", tt.name, r)
			}
		}
	}
}

func TestEntity(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		s    string
		n    int
		text string
	}{
		{"&amp;b", 5, "&"}, {"&#26757;山", 8, "梅"}, {"&#x6885;", 8, "梅"}, {"&nbsp;x", 6, "\u00a0"}, {"&无;", 0, ""}, {"", 0, ""},
	} {
		if n, text := Entity(tt.s); n != tt.n || text != tt.text {
			t.Errorf("Entity(%q) = %d, %q", tt.s, n, text)
		}
	}
}

func TestRaise(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{"2": "²", "-6": "⁻⁶", "[1]": "[¹]", "": "", "亿元": "", "123456": "", "注": ""} {
		if got, ok := Raise(s); ok != (want != "") || ok && got != want {
			t.Errorf("Raise(%q) = %q, %v", s, got, ok)
		}
	}
}

func TestSeen(t *testing.T) {
	t.Parallel()
	if got := Seen("投\u200b资3\u00ad亿\ufeff"); got != "投资3亿" {
		t.Errorf("Seen: %q", got)
	}
}
