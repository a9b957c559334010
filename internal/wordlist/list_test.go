package wordlist

import (
	"testing"
	"unicode/utf8"
)

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
			t.Errorf("LastRunes(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}

func TestList(t *testing.T) {
	var l List
	l.Add("项目", "产业园", "园")
	for _, tt := range []struct {
		s                     string
		begins, ends, in, has bool
		ended, cut            string
		size, longest         int
	}{
		{"项目", true, true, true, true, "项目", "项目", 6, 6},
		{"青湖产业园", false, true, true, false, "产业园", "青湖", 0, 0},
		{"园区项目表", true, false, true, false, "", "园区项目表", 3, 3},
		{"3号泊位", false, false, false, false, "", "3号泊位", 0, 0},
		{"", false, false, false, false, "", "", 0, 0},
	} {
		r, _ := utf8.DecodeRuneInString(tt.s)
		if l.Begins(tt.s) != tt.begins || l.Ends(tt.s) != tt.ends || l.In(tt.s) != tt.in || l.Has(tt.s) != tt.has {
			t.Errorf("%s: begins %v, ends %v, in %v, has %v", tt.s, l.Begins(tt.s), l.Ends(tt.s), l.In(tt.s), l.Has(tt.s))
		}
		if l.Ended(tt.s) != tt.ended || l.CutFrom(tt.s, 1) != tt.cut || l.Size(r, tt.s) != tt.size || Longest(tt.s, l.Words) != tt.longest {
			t.Errorf("%s: ended %q, cut %q, size %d, longest %d", tt.s, l.Ended(tt.s), l.CutFrom(tt.s, 1), l.Size(r, tt.s), Longest(tt.s, l.Words))
		}
	}
	if LowFirst("aé") != 'a' || LowLast("aé") != 'é' || !HasPrefix("青湖", "红", "青") || !HasSuffix("青湖", "湖") || !ContainsAny("青湖", "湖") {
		t.Error("characters of one or two bytes, or words, are not found")
	}
}

func TestLongest(t *testing.T) {
	t.Parallel()
	var share List
	share.Add("率", "比重", "增长率", "增长")
	if got := share.Longest()[0]; got != "增长率" {
		t.Errorf("Longest begins with %s", got)
	}
	if share.Ended("投资增长率") != "增长率" || share.Ended("") != "" || share.Started("增长率高") != "增长率" || share.Started("高增长") != "" {
		t.Error("the longest word at an end is not found")
	}
	if got := share.Remove("投资增长率和比重"); got != "投资和" {
		t.Errorf("Remove: %q", got)
	}
	if got := share.Remove("投资"); got != "投资" {
		t.Errorf("Remove: %q", got)
	}
	hidden := share.Hide("投资增长率")
	if hidden == "投资增长率" || share.In(hidden) || share.Show(hidden) != "投资增长率" {
		t.Errorf("Hide: %q", hidden)
	}
	share.Add("市场占有率")
	if got := share.Longest()[0]; got != "市场占有率" {
		t.Errorf("Longest after Add begins with %s", got)
	}
}
