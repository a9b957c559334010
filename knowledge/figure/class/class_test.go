package class

import "testing"

func TestAt(t *testing.T) {
	t.Parallel()
	table := New("两")
	for _, tt := range []struct {
		text string
		want Class
		w    int
	}{
		{"两个", Numeral | Name, 3},
		{"9", Numeral, 1},
		{"a", Latin, 1},
		{"年", Timed | Dated, 3},
		{"零下", Numeral | Signed, 3},
		{"元", 0, 3},
		{"𠮷", 0, 4},
		{"\xff", 0, 1},
		{"", 0, 0},
	} {
		if c, _, w := table.At(tt.text); c != tt.want || w != tt.w {
			t.Errorf("At(%q) = %b, %d; want %b, %d", tt.text, c, w, tt.want, tt.w)
		}
	}
}
