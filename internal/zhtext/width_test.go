package zhtext

import "testing"

func TestWidth(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want int
	}{
		{"", 0}, {"abc 1", 5}, {"产值", 4}, {"（％）", 6}, {"ｱｲ", 2}, {"e\u0301", 1}, {"“a”…", 4},
		{"\x1b\t\n", 0}, {"a\u200bb", 2}, {"\xff", 1}, {"㎡", 2}, {"🎉", 2}, {"\U00020000", 2},
	} {
		if got := Width(tt.in); got != tt.want {
			t.Errorf("Width(%q) = %d, want %d", tt.in, got, tt.want)
		}
	}
}

func TestPadTruncate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in            string
		columns       int
		pad, truncate string
	}{
		{"产值", 6, "产值  ", "产值"},
		{"产值", 4, "产值", "产值"},
		{"产值", 3, "产值", "产…"},
		{"产值", 2, "产值", "…"},
		{"产值", 0, "产值", ""},
		{"产值", -1, "产值", ""},
		{"a产值", 4, "a产值", "a产…"},
		{"e\u0301xy", 2, "e\u0301xy", "e\u0301…"},
		{"", 2, "  ", ""},
	} {
		if got := Pad(tt.in, tt.columns); got != tt.pad {
			t.Errorf("Pad(%q, %d) = %q, want %q", tt.in, tt.columns, got, tt.pad)
		}
		if got := Truncate(tt.in, tt.columns); got != tt.truncate {
			t.Errorf("Truncate(%q, %d) = %q, want %q", tt.in, tt.columns, got, tt.truncate)
		}
	}
}
