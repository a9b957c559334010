package concept

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFindAllWords checks that each word of the lexicon is found, be it alone or
// within a text, and no shorter one in its place.
func TestFindAllWords(t *testing.T) {
	l := Default()
	for w := range l.bySaid {
		w = strings.ToLower(w)
		if len([]rune(w)) < 2 {
			continue
		}
		for _, text := range []string{w, "、" + w + "，", "a" + w, "\xe4" + w} {
			ms := l.Find(text)
			if !slices.ContainsFunc(ms, func(m Match) bool {
				return strings.HasPrefix(text[m.Start:], w) && m.End-m.Start >= len(w) || m.Start < strings.Index(text, w)
			}) {
				t.Errorf("Find(%q) has no %s: %v", text, w, ms)
			}
		}
	}
}

func TestFindSaysTheMetric(t *testing.T) {
	for _, m := range Default().Find("学校占地面积30亩，总投资2亿元") {
		i := slices.IndexFunc(m.Concepts, func(c *Concept) bool { return c.Kind == Metric })
		if i < 0 && m.Metric != nil || i >= 0 && m.Metric != m.Concepts[i] {
			t.Errorf("metric of %v: %v", m, m.Metric)
		}
	}
}

func TestSaidKnowsAllWords(t *testing.T) {
	l := Default()
	for w, cs := range l.bySaid {
		if got := l.Said(w); !slices.Equal(got, cs) {
			t.Errorf("Said(%q) = %v, want %v", w, got, cs)
		}
	}
	if got := l.Said("甲乙丙"); got != nil {
		t.Errorf("Said(甲乙丙) = %v", got)
	}
}

func TestReadTooMany(t *testing.T) {
	var b strings.Builder
	for i := range 1 << 16 {
		if i%256 == 0 {
			fmt.Fprintf(&b, "\n乙%d class=count said:", i)
		}
		fmt.Fprintf(&b, " 甲%d", i)
	}
	_, err := Read(fstest.MapFS{"a.txt": {Data: []byte(b.String())}})
	if err == nil || !strings.Contains(err.Error(), "too many") {
		t.Errorf("a lexicon of 65,792 words: %v", err)
	}
}
