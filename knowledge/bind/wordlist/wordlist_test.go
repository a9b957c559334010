package wordlist

import "testing"

func TestNilListHasNoWords(t *testing.T) {
	var l *List
	if l.Begins("甲") || l.Ends("甲") || l.In("甲") || l.Has("甲") || l.Size('甲', "甲") > 0 {
		t.Error("a class without a line has words")
	}
}

func TestLastRunes(t *testing.T) {
	for _, tt := range []struct {
		s    string
		n    int
		want string
	}{
		{"", 3, ""},
		{"年产值", 0, ""},
		{"年产值", 2, "产值"},
		{"年产值", 9, "年产值"},
		{"a3地块", 3, "3地块"},
		{"𠮷野", 2, "𠮷野"},
	} {
		if got := LastRunes(tt.s, tt.n); got != tt.want {
			t.Errorf("lastRunes(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}
