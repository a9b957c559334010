package ledger

import (
	_ "embed"
	"strings"
	"testing"

	"beilun/knowledge"
)

//go:embed testdata/things.txt
var thingPairs string

func TestSameThing(t *testing.T) {
	for line := range strings.Lines(thingPairs) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, p := range [][2]string{{f[0], f[1]}, {f[1], f[0]}} {
			got := "other"
			switch {
			case SameThing(p[0], p[1]):
				got = "same"
			case Apart(p[0], p[1]):
				got = "apart"
			}
			if got != f[2] {
				t.Errorf("%s and %s are %s, want %s", p[0], p[1], got, f[2])
			}
		}
	}
	if SameThing("", "") {
		t.Error("no name is the same thing as no name")
	}
}

// TestTails compares the ends of all names in things.txt: Entries never compares figures
// of things whose tails differ.
func TestTails(t *testing.T) {
	var names []string
	for line := range strings.Lines(thingPairs) {
		if f := strings.Split(strings.TrimSpace(line), " | "); !strings.HasPrefix(line, "#") {
			names = append(names, f[0], f[1])
		}
	}
	with := 0
	for _, a := range names {
		x := tailOf(&knowledge.Binding{Subject: a})
		if x != "" {
			with++
		}
		for _, b := range names {
			if y := tailOf(&knowledge.Binding{Subject: b}); x != "" && y != "" && x != y && SameThing(a, b) {
				t.Errorf("%s (…%s) and %s (…%s) are the same thing", a, x, b, y)
			}
		}
	}
	if with < len(names)/2 {
		t.Errorf("%d of %d names have a tail", with, len(names))
	}
	if given := tailOf(&knowledge.Binding{Subject: "青湖创业园", Thing: &knowledge.Thing{}}); given != "" {
		t.Errorf("a thing that people have written about has the tail %q", given)
	}
}

func TestKey(t *testing.T) {
	for name, want := range map[string]string{
		"三江口": "三江口", "五一广场": "五一广场", "第一百零五中学": "105中学", "二十三号泊位": "23号泊位",
		"一二三号楼": "123号楼", "十号桥": "10号桥", "百十号": "百十号", "ⅲ期": "3期", "iv期": "4期", "xi区": "xi区", "一百二十期": "120期",
		"第": "第", "十十号": "20号", "一二百号": "一二百号", "首届": "首届", "青湖三中": "青湖3中", "三中全会": "三中全会",
	} {
		if got := Key(name); got != want {
			t.Errorf("Key(%s) = %s, want %s", name, got, want)
		}
	}
}

func TestMeans(t *testing.T) {
	for _, c := range []struct {
		name, full string
		whole      bool
		want       bool
	}{
		{"吉瑞总部", "吉瑞新能源汽车总部", true, true},
		{"吉瑞", "吉瑞新能源汽车总部", false, true},
		{"吉瑞项目", "吉瑞新能源汽车总部", false, true},
		{"甲山区", "甲山区文化中心", true, false},
		{"第三中学", "第二中学", true, false},
		{"第三中学", "甲山区第3中学", true, true},
		{"3号楼", "青湖创业园3号楼", true, true},
		{"3号楼", "青湖创业园13号楼", true, false},
		{"青湖创业园", "青湖创业园3号楼", true, false},
		{"青湖3号楼", "青湖创业园3号楼", true, true},
		{"甲甲甲广场", "辰甲甲广场", true, false},
		{"欢欢乐园", "狂欢乐园", true, false},
		{"", "青湖", false, false},
		{"青湖", "", false, false},
		{"湖", "青湖公园", false, true},
	} {
		if got := Means(c.name, c.full, c.whole); got != c.want {
			t.Errorf("Means(%s, %s, %t) = %t", c.name, c.full, c.whole, got)
		}
	}
}

func TestHolds(t *testing.T) {
	for _, c := range []struct {
		name, part string
		want       bool
	}{
		{"吉瑞新能源汽车总部", "吉瑞", true},
		{"13号泊位", "3号泊位", false},
		{"十三号泊位", "3号泊位", false},
		{"梅港三号泊位", "3号泊位", true},
		{"bl3-11地块", "bl3-1", false},
		{"bl3-1地块", "bl3", false},
		{"bl3-1地块", "bl3-1", true},
		{"ab3-1地块", "3-1地块", false},
		{"b-3地块", "3地块", false},
		{"甲山区", "甲山区统计局", true},
		{"甲山区", "", false},
		{"3号楼、13号楼", "13号楼", true},
	} {
		if got := Holds(c.name, c.part); got != c.want {
			t.Errorf("Holds(%s, %s) = %t", c.name, c.part, got)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	for _, c := range []struct {
		name   string
		longer []string
		want   bool
	}{
		{"第三中学", []string{"甲山区第三中学"}, false},
		{"第三中学", []string{"甲山区第三中学", "乙山区第三中学"}, true},
		{"第三中学", []string{"甲山区第三中学", "海州市甲山区第三中学"}, false},
		{"第三中学", []string{"甲山区第三中学", "海州市第三中学"}, false},
		{"3号楼", []string{"青湖园3号楼", "红湖园3号楼"}, true},
		{"3号楼", []string{"青湖园3号楼", "3号楼"}, false},
		{"量子科技园", []string{"青湖量子科技园", "海州量子科技园"}, false},
	} {
		if got := Ambiguous(c.name, c.longer); got != c.want {
			t.Errorf("Ambiguous(%s, %v) = %t", c.name, c.longer, got)
		}
	}
}

func FuzzSameThing(f *testing.F) {
	for _, s := range []string{"三号桥", "甲山区统计局", "第一百零五中学", "bl3-1地块", "\xff第", "项目项目", "ⅻ期", "首期"} {
		f.Add(s, "3号泊位")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if SameThing(a, b) != SameThing(b, a) {
			t.Errorf("SameThing(%q, %q) depends on the order", a, b)
		}
		if a != "" && !SameThing(a, a) {
			t.Errorf("%q is not itself", a)
		}
		if Apart(a, b) && SameThing(a, b) && Key(a) != Key(b) {
			t.Errorf("%q and %q are one and apart", a, b)
		}
		Means(a, b, true)
		Holds(a, b)
		Ambiguous(a, []string{b, b + a})
	})
}
