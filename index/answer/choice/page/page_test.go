package page_test

import (
	"testing"

	"beilun/index/answer/choice/choicetest"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

var day = knowledge.Date{Year: 2025, Month: 6, Day: 1}

// read reads passages of one release for a question about 临湖大桥.
func read(f *frame.Frame, texts ...string) []page.Page {
	f.Names = []frame.Name{{Word: frame.Word{Text: "临湖大桥"}, Thing: "临湖大桥"}}
	q := question.New(f, question.About{Lexicon: concept.Default(), Same: choicetest.IsOf})
	return page.Read(q, choicetest.Hits(day, texts...))
}

// TestSpot finds the nearest place of a name.
func TestSpot(t *testing.T) {
	t.Parallel()
	pages := read(&frame.Frame{Text: "临湖大桥多长"},
		"全长3公里，临湖大桥宽30米，投资5亿元，另有匝道。工期三年。年底完工。", "全长3公里。临湖大桥通车。")
	pg := &pages[0]
	for _, tt := range []struct {
		pg               *page.Page
		sentence, clause int
		want             fit.Spot
	}{
		{pg, 0, 1, fit.InClause},
		{pg, 0, 2, fit.BeforeClause},
		{pg, 0, 0, fit.Behind},
		{pg, 0, -1, fit.InClause},
		{pg, 1, -1, fit.SentenceBefore},
		{pg, 2, -1, fit.PassageBefore},
		{&pages[1], 0, -1, fit.Elsewhere},
	} {
		if got := tt.pg.Spot(0, tt.sentence, tt.clause); got != tt.want {
			t.Errorf("from clause %d of sentence %d: %d, want %d", tt.clause, tt.sentence, got, tt.want)
		}
	}
	hits := choicetest.Hits(day, "全长3公里。", "全长3公里。", "全长3公里。")
	hits[0].Passage.Heading, hits[1].Passage.Release.Title = "临湖大桥", "临湖大桥通车"
	f := &frame.Frame{Text: "临湖大桥多长", Names: []frame.Name{{Word: frame.Word{Text: "临湖大桥"}, Thing: "临湖大桥"}}}
	pages = page.Read(question.New(f, question.About{Lexicon: concept.Default()}), hits)
	for i, want := range []fit.Spot{fit.InHeading, fit.InTitle, fit.Nowhere} {
		if got := pages[i].Spot(0, 0, -1); got != want {
			t.Errorf("of page %d: %d, want %d", i, got, want)
		}
	}
}

// TestTables gives rows the best rank of their table and its caption as a
// heading.
func TestTables(t *testing.T) {
	t.Parallel()
	texts := []string{"表1 各行业产值（单位：亿元）", "行业：造纸；产值：9亿元", "行业：制药；产值：30亿元", "制药的产值最高。"}
	pages := read(&frame.Frame{Text: "哪个行业产值最高", Compare: frame.Most}, texts...)
	if !pages[0].Caption || pages[3].Caption || pages[2].Rank != 1 || pages[3].Rank != 3 {
		t.Errorf("captions %v and %v, ranks %d and %d", pages[0].Caption, pages[3].Caption, pages[2].Rank, pages[3].Rank)
	}
	if heads := pages[2].Heads.Folded; heads != "\n\n"+"表1 各行业产值(单位:亿元)" {
		t.Errorf("the heads of a row are %q", heads)
	}
	pages = read(&frame.Frame{Text: "产值多少", Asks: frame.Figure}, texts...)
	if pages[0].Caption || pages[2].Rank != 2 {
		t.Error("the rows of a table are joined for a question that gathers nothing")
	}
}

// TestRead cuts sentences into clauses and parts, and counts figures.
func TestRead(t *testing.T) {
	t.Parallel()
	pages := read(&frame.Frame{Text: "临湖大桥为什么封闭", Asks: frame.Reason}, "为何封闭？因检修，临湖大桥封闭3天；绕行5公里。", "另一段。")
	pg := &pages[0]
	if len(pg.Sentences) != 2 || !pg.Sentences[0].Asks || pg.Sentences[1].Asks || len(pg.Clauses) != 4 {
		t.Fatalf("%d sentences, %d clauses", len(pg.Sentences), len(pg.Clauses))
	}
	if got := pg.Parts(1); len(got) != 2 || got[0] != [2]int{1, 3} || got[1] != [2]int{3, 4} {
		t.Errorf("the parts are %v", got)
	}
	if got := page.Figures(pg, pg.Sentences[1].Span); got != 2 {
		t.Errorf("%d figures", got)
	}
	if s := pg.SentenceAt(len(pg.Text)); s != &pg.Sentences[1] {
		t.Error("the end is in another sentence")
	}
	if s := &pg.Sentences[1]; s.Starts != 4 || s.Cues == 0 || s.Order == 0 || s.ClauseOrder == 0 {
		t.Errorf("the reason is like an answer: %+v", s.Likeness)
	}
	if units := pg.Around(1); len(units) != 0 {
		t.Errorf("%d units of a question without units", len(units))
	}
	if d := page.Newest(pages, func(i int) bool { return i == 1 }); d != day {
		t.Errorf("the newest is of %v", d)
	}
	if d := page.Newest(pages, func(int) bool { return false }); !d.IsZero() {
		t.Errorf("the newest of none is of %v", d)
	}
}
