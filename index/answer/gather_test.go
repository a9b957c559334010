package answer

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/layout"
	shelf "beilun/index/library"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

// TestSearch reads all rows of a table where things are compared, and only what is found
// for any other question.
func TestSearch(t *testing.T) {
	t.Parallel()
	const rows = 26
	text := "---\ntitle: 各街道情况\ndate: 2025-03-01\n---\n各街道的老年食堂见下表。\n\n| 街道 | 老年食堂 |\n|---|---|\n"
	for i := range rows {
		text += fmt.Sprintf("| %c街道 | %d家 |\n", '甲'+rune(i), i+3)
	}
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if _, err := x.Sync(t.Context(), shelf.Source(corpus.FromFS(fstest.MapFS{"a.md": {Data: []byte(text)}}).Each)); err != nil {
		t.Fatal(err)
	}
	a := New(x, Options{})
	for question, most := range map[string]int{"哪个街道老年食堂最多": 0, "老年食堂在哪里": searched} {
		hits, err := a.in.search(t.Context(), a.in.frame(question))
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, h := range hits {
			if layout.RowLabel(h.Passage.Text) != "" {
				found++
			}
		}
		if most == 0 && found != rows || most > 0 && len(hits) > most {
			t.Errorf("%s: %d rows of %d, %d passages", question, found, rows, len(hits))
		}
	}
}

// TestMembers claims the pieces of a list, each from its own passage.
func TestMembers(t *testing.T) {
	t.Parallel()
	texts := []string{"一、东湖大桥。推迟一年。", "二、西湖隧道。增加两亿元。"}
	w := &walk{}
	best := &choice.Candidate{}
	for i, text := range texts {
		w.hits = append(w.hits, index.Hit{Passage: index.Passage{ID: fmt.Sprintf("a.md#%d", i+1), Text: text, Sentences: []knowledge.Span{{End: strings.Index(text, "。") + len("。")}, {Start: strings.Index(text, "。") + len("。"), End: len(text)}}}})
		best.Pieces = append(best.Pieces, candidate.Piece{Hit: i, Span: knowledge.Span{Start: len("一、"), End: len(text) - len("。")}})
	}
	got := w.members(best)
	if len(got) != 1 || got[0].Text != "西湖隧道。增加两亿元" || got[0].Relation != Member || got[0].Hit.Passage.ID != "a.md#2" || got[0].Quote() != "二、西湖隧道。增加两亿元" {
		t.Errorf("members: %+v", got)
	}
	if got := w.members(&choice.Candidate{}); got != nil {
		t.Errorf("a candidate without pieces has %+v", got)
	}
}
