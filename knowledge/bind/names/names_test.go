package names

import "testing"

func TestTablesKnowAllWords(t *testing.T) {
	tables := Load()
	for w, kinds := range tables.kinds {
		if !tables.Is(kinds, w) || tables.Is(kinds, w+"甲乙丙丁戊") {
			t.Errorf("is %q: not of its kinds, or with more behind it", w)
		}
	}
	for w, classes := range thingTable().kinds {
		if !IsThing(classes, w) {
			t.Errorf("isThing %q: false", w)
		}
	}
	for w, sort := range thingTable().ends {
		if ThingEnd(w) != sort {
			t.Errorf("thingEnd %q: %d, want %d", w, ThingEnd(w), sort)
		}
		if len(w) <= maxThingEnd && SortOf("甲乙"+w+"》") == 0 {
			t.Errorf("sortOf 甲乙%s》: none", w)
		}
	}
}

func TestIsComplete(t *testing.T) {
	for name, want := range map[string]bool{"3号泊位": true, "a3地块": true, "第三小学": true, "青湖": false, "3号": false, "青湖创业园3号楼": true} {
		if got := IsComplete(name); got != want {
			t.Errorf("IsComplete(%s) = %t", name, got)
		}
	}
}
