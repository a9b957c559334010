package answer

import (
	"slices"
	"testing"

	"beilun/index"
)

// TestMerged keeps all that was found by the words of releases, the best first.
func TestMerged(t *testing.T) {
	t.Parallel()
	hit := func(id string, score float64) index.Hit {
		return index.Hit{Passage: index.Passage{ID: id}, Score: score}
	}
	var hits []index.Hit
	for i := range searched {
		hits = append(hits, hit(string(rune('a'+i)), float64(30-i)))
	}
	got := merged(hits, []index.Hit{hit("b", 20), hit("new", 1)})
	if n := len(got); n != searched || got[n-1].Passage.ID != "new" || got[0].Passage.ID != "a" {
		t.Errorf("%d passages, %q first and %q last", n, got[0].Passage.ID, got[n-1].Passage.ID)
	}
	same := func(h index.Hit) bool { return h.Passage.ID == "b" }
	if i := slices.IndexFunc(got, same); slices.ContainsFunc(got[i+1:], same) {
		t.Error("a passage is there twice")
	}
}

func TestAreIn(t *testing.T) {
	t.Parallel()
	hits := func(texts ...string) (out []index.Hit) {
		for _, s := range texts {
			out = append(out, index.Hit{Passage: index.Passage{Text: s}})
		}
		return out
	}
	words := []string{"地区生产总值", "生产总值"}
	if !areIn(words, hits("全年地区生产总值5亿元", "生产总值增长", "预计生产总值", "其他")) {
		t.Error("three passages have the words")
	}
	if areIn(words, hits("全年GDP", "工业总产值5亿元", "生产总值增长")) {
		t.Error("one passage has the words")
	}
}
