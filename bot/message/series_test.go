package message

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"beilun/index"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

// TestHistorySeries takes one figure for each time into the chart, all into the
// table, and nothing of another unit.
func TestHistorySeries(t *testing.T) {
	t.Parallel()
	row := func(text string, value int64, unit, period, date string, state knowledge.State) index.Row {
		d, err := knowledge.ParseDate(date)
		if err != nil {
			t.Fatal(err)
		}
		f := &knowledge.Figure{Text: text, Kind: knowledge.Money, Unit: unit, Value: big.NewRat(value, 1), Binding: knowledge.Binding{Subject: "园区", Metric: "产值", Period: period, State: state}}
		return index.Row{Figure: f, Passage: index.Passage{ID: date, Release: index.Release{ID: date, Date: d}}}
	}
	const y2023, y2024 = "2023-01-01/2023-12-31", "2024-01-01/2024-12-31"
	rows := []index.Row{
		row("超12亿元", 1_200_000_000, "元", y2024, "2025-02-01", ""),
		row("13.1亿元", 1_310_000_000, "元", y2024, "2025-01-20", ""),
		row("12亿 元", 1_200_000_000, "元", y2024, "2025-01-10", ""),
		row("15亿元", 1_500_000_000, "元", "2025-01-01/2025-12-31", "2025-01-10", knowledge.Target),
		row("9000万元", 90_000_000, "元", y2023, "2024-01-05", ""),
		row("90家", 90, "家", y2023, "2024-01-05", ""),
	}
	s := History(rows[0].Figure, rows, false)
	if !s.Drawn() || s.Chartable() { // two of its points are drawn
		t.Fatalf("no series: %+v", s)
	}
	type point struct {
		Label, Text, Note string
		Value             float64
		Chart             bool
	}
	var got []point
	for _, p := range s.Points {
		got = append(got, point{p.Label, p.Text, p.Note, p.Value, p.Chart})
	}
	want := []point{
		{"2023年", "9000万元", "", 0.9, true},
		{"2024年", "12亿元", noteAlso, 12, false},
		{"2024年", "13.1亿元", noteOther, 13.1, false},
		{"2024年", "超12亿元", "", 12, true},
		{"2025年", "15亿元", "target", 15, false},
	}
	if diff := cmp.Diff(want, got); diff != "" || s.Unit != "亿元" {
		t.Errorf("unit %s (-want +got):\n%s", s.Unit, diff)
	}
	if s := History(rows[0].Figure, rows[:3], false); s != nil {
		t.Errorf("one time is no series: %+v", s)
	}
}

// figureRow is a row of the ledger: a park's output.
func figureRow(text string, value int64, period, date string) index.Row {
	f := &knowledge.Figure{Text: text, Kind: knowledge.Money, Unit: "元", Value: big.NewRat(value, 1), Binding: knowledge.Binding{Subject: "园区", Metric: "产值", Period: period}}
	d, err := knowledge.ParseDate(date)
	if err != nil {
		panic(err)
	}
	return index.Row{Figure: f, Passage: index.Passage{ID: date, Release: index.Release{ID: date, Title: "产值" + date, Source: "管委会", Date: d, URL: "https://example.com/" + date}}}
}

// TestShortSeries has two points: they are lines of text, with no chart, no table and
// no button that shows one; the reply has the line that the claim is not.
func TestShortSeries(t *testing.T) {
	t.Parallel()
	rows := []index.Row{
		figureRow("12亿元", 1_200_000_000, "2024-01-01/2024-12-31", "2025-02-01"),
		figureRow("9亿元", 900_000_000, "2023-01-01/2023-12-31", "2024-02-01"),
	}
	for _, english := range []bool{false, true} {
		s := History(rows[0].Figure, rows, english)
		if s == nil || s.Drawn() {
			t.Fatalf("want a series that is not drawn, got %+v", s)
		}
		m := s.Message(english)
		for _, form := range m.Forms {
			if kinds := kindsOf(form); kinds != "rich_text" && kinds != "markdown" {
				t.Errorf("drawn as %s", kinds)
			}
		}
		r := Reply{Answered: true, Lead: "12亿元", English: english, Series: s, Source: WordsOf(english).Answer.NewSource(rows[0].Passage.Release)}
		want := map[bool]string{false: "2023年：9亿元", true: "2023: 9亿元"}[english]
		if others := r.Beside(); len(others) != 1 || others[0].Text != want {
			t.Errorf("beside the claim: %+v", others)
		}
		if got := r.Message(Buttons{Key: "K"}); strings.Contains(encoded(t, got.Forms[0]), `"`+ChartAction+`"`) {
			t.Error("there is a button for a chart")
		}
	}
}

// TestDrawnSeries has three points: the chart has the title, the table the unit, and
// there is no column of notes where nothing is noted.
func TestDrawnSeries(t *testing.T) {
	t.Parallel()
	rows := []index.Row{
		figureRow("12亿元", 1_200_000_000, "2024-01-01/2024-12-31", "2025-02-01"),
		figureRow("9亿元", 900_000_000, "2023-01-01/2023-12-31", "2024-02-01"),
		figureRow("8亿元", 800_000_000, "2022-01-01/2022-12-31", "2023-02-01"),
	}
	m := History(rows[0].Figure, rows, false).Message(false)
	for i, want := range []string{"data_visualization data_table", "rich_text data_table", "rich_text table", "markdown"} {
		if got := kindsOf(m.Forms[i]); got != want {
			t.Errorf("form %d is %s, want %s", i, got, want)
		}
		text := encoded(t, m.Forms[i])
		if n := strings.Count(text, `"title":"园区产值"`) + strings.Count(text, `"text":"园区产值"`) + strings.Count(text, `"caption":"园区产值"`) + strings.Count(text, "**园区产值**"); n != 1 {
			t.Errorf("form %d has its title %d times: %s", i, n, text)
		}
		if strings.Contains(text, "备注") || strings.Contains(text, "—") && !strings.Contains(text, "，") {
			t.Errorf("form %d has a column of notes: %s", i, text)
		}
	}
	rows[2].Figure.Binding.State = knowledge.Target
	if text := encoded(t, History(rows[0].Figure, rows, true).Message(true).Forms[0]); !strings.Contains(text, `"Note"`) || !strings.Contains(text, `"target"`) || strings.Contains(text, "年") {
		t.Errorf("in English with a note: %s", text)
	}
}

// TestFiguresTable draws entries: a link to each source, columns only for what there
// is, one count, and no Chinese of ours for an English reader.
func TestFiguresTable(t *testing.T) {
	t.Parallel()
	now, before := figureRow("12亿元", 1_200_000_000, "2024-01-01/..", "2025-02-01"), figureRow("11亿元", 1_100_000_000, "2024-01-01/..", "2024-05-01")
	planned := figureRow("20亿元", 2_000_000_000, "", "2025-02-02")
	planned.Figure.Binding.State = knowledge.Planned
	entries := []index.Entry{{Rows: []index.Row{now, before}}, {Rows: []index.Row{planned}}}
	zh, en := encoded(t, Figures(entries, FiguresPage{Of: "园区"}, false).Forms[0]), encoded(t, Figures(entries, FiguresPage{Of: "园区"}, true).Forms[0])
	for text, wants := range map[string][]string{
		zh: {`"caption":"共2项"`, "2024年以来", "此前11亿元", "20亿元（预计）", `"url":"https://example.com/2025-02-01"`, `"变化"`},
		en: {`"caption":"2 in all"`, "since 2024", "earlier 11亿元", "20亿元 (expected)", `"url":"https://example.com/2025-02-01"`, `"Change"`},
	} {
		for _, want := range wants {
			if strings.Count(text, want) != 1 {
				t.Errorf("want %s once in %s", want, text)
			}
		}
	}
	for _, word := range []string{"预计", "此前", "以来", "共", "（"} {
		if strings.Contains(en, word) {
			t.Errorf("%s in English: %s", word, en)
		}
	}
	if text := encoded(t, Figures(entries[1:], FiguresPage{}, false).Forms[0]); strings.Contains(text, "变化") || strings.Contains(text, "时间") {
		t.Errorf("columns of dashes: %s", text)
	}
}

// kindsOf returns the kinds of blocks.
func kindsOf(blocks []slack.Block) string {
	var out []string
	for _, b := range blocks {
		out = append(out, string(b.BlockType()))
	}
	return strings.Join(out, " ")
}

func encoded(t *testing.T, blocks []slack.Block) string {
	t.Helper()
	data, err := json.Marshal(blocks)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestFiguresOfLongTitles has more than a message takes: fewer rows, and a button for
// the rest.
func TestFiguresOfLongTitles(t *testing.T) {
	t.Parallel()
	var entries []index.Entry
	for range 120 {
		r := figureRow("12亿元", 1_200_000_000, "2024-01-01/2024-12-31", "2025-02-01")
		r.Passage.Release.Title = strings.Repeat("很长的标题", 60)
		entries = append(entries, index.Entry{Rows: []index.Row{r}})
	}
	form := Figures(entries, FiguresPage{}, false).Forms[0]
	if n := Size(form); n > MaxMessage {
		t.Errorf("%d characters", n)
	}
	if text := encoded(t, form); !strings.Contains(text, "共120项") || !strings.Contains(text, `\"from\":25`) && !strings.Contains(text, `\"from\":12`) {
		t.Errorf("the rest is not offered: %.300s", text)
	}
}
