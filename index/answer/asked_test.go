package answer

import (
	"strings"
	"testing"
	"testing/fstest"

	"beilun/index/facts"
	"beilun/knowledge"
)

// askedReleases are releases of two districts in which things have figures that differ, or
// that a name and a metric run into each other.
func askedReleases() fstest.MapFS {
	release := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"qinglan.md":  release("---\ntitle: 青岚大桥开工\ndate: 2026-01-20\nsource: 临江发布\n---\n青岚大桥于1月20日开工，总投资23.5亿元。\n"),
		"qinglan.txt": release("青岚大桥预计总投资约25亿元。\n"),
		"nandu.md":    release("---\ntitle: 南渡隧道开工\ndate: 2026-03-02\nsource: 临江发布\n---\n南渡隧道总投资18.6亿元，全长2.35公里。\n\n云溪大桥总投资9.2亿元，全长1.86公里。\n"),
		"baita.md":    release("---\ntitle: 白塔产业园签约\ndate: 2025-05-11\nsource: 澄湖日报\n---\n白塔产业园一期投资6亿元，规划面积1860亩。\n"),
		"guqu.md":     release("---\ntitle: 古渠河道整治\ndate: 2025-09-01\nsource: 澄湖日报\n---\n古渠河道全长12.4公里，今年整治古渠河道3.6公里。\n"),
	}
}

// TestAskedIsNoDecline asks for what the releases have: it is claimed or quoted, and a
// decline shows nothing that was asked for.
func TestAskedIsNoDecline(t *testing.T) {
	t.Parallel()
	a := New(indexOf(t, askedReleases()), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	for _, tt := range []struct {
		question, want, other string
	}{
		{"青岚大桥总投资多少？", "23.5亿元", "约25亿元"},
		{"青岚大桥总投资是多少？", "23.5亿元", "约25亿元"},
		{"南渡隧道全长多少", "2.35公里", ""},
		{"南渡隧道全长多少公里", "2.35公里", ""},
		{"全长多少，南渡隧道", "2.35公里", ""},
		{"云溪大桥全长多少", "1.86公里", ""},
		{"古渠河道全长多少", "12.4公里", ""},
		{"白塔产业园规划面积多少", "1860亩", ""},
		{"白塔产业园三期投资多少", "-", ""},
		{"南渡隧道2019年总投资多少", "-", ""},
		{"青岚大桥全长多少", "-", ""},
	} {
		ans, err := a.Answer(t.Context(), tt.question)
		if err != nil {
			t.Fatal(err)
		}
		said := ans.Said()
		if (said == nil) != (tt.want == "-") || said != nil && !strings.Contains(said.Quote(), tt.want) {
			t.Errorf("%s: %s, %+v, want %s", tt.question, ans.Outcome(), said, tt.want)
			continue
		}
		if tt.other != "" && (len(ans.Others) != 1 || ans.Others[0].Text != tt.other) {
			t.Errorf("%s: beside it %+v, want %s", tt.question, ans.Others, tt.other)
		}
	}
}

// TestShareIsNoAmount asks what share of the district something has, of which the
// releases have the amount: that is not claimed.
func TestShareIsNoAmount(t *testing.T) {
	t.Parallel()
	a := New(indexOf(t, fstest.MapFS{"a.md": {Data: []byte("---\ntitle: 2025年临江区经济运行情况\ndate: 2026-01-25\nsource: 临江统计\n---\n2025年，临江区完成地区生产总值1523.6亿元，增长6.2%。其中，第二产业增加值约640亿元，第三产业增加值约812亿元。\n")}}),
		Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	for question, want := range map[string]string{
		"第三产业占多少":    "",
		"第三产业增加值是多少": "约812亿元",
		"地区生产总值增长多少": "6.2%",
	} {
		ans, err := a.Follow(t.Context(), question, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := ans.ClaimText(); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}

// TestSuggestedIsNoDecline asks for each figure of the releases as a button beside a
// decline asks for it: pressing one never gets a decline.
func TestSuggestedIsNoDecline(t *testing.T) {
	t.Parallel()
	a := New(indexOf(t, askedReleases()), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	rows, err := a.index.Ledger(t.Context(), facts.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, r := range rows {
		if !isPresentable(r, true) || isEvent(r) || r.Figure.Kind == knowledge.DateKind {
			continue
		}
		asked++
		q := questionOf(r)
		ans, err := a.Answer(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if ans.Outcome() == Declined {
			t.Errorf("%s: declined, and %s has %s", q, r.Passage.ID, r.Figure.Text)
		}
	}
	if asked < 8 {
		t.Errorf("%d figures", asked)
	}
}
