package message

import (
	"math/big"
	"testing"

	"beilun/index"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
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
		row("12.1亿元", 1_210_000_000, "元", y2024, "2025-01-20", ""),
		row("12亿 元", 1_200_000_000, "元", y2024, "2025-01-10", ""),
		row("15亿元", 1_500_000_000, "元", "2025-01-01/2025-12-31", "2025-01-10", knowledge.Target),
		row("9000万元", 90_000_000, "元", y2023, "2024-01-05", ""),
		row("90家", 90, "家", y2023, "2024-01-05", ""),
	}
	s := History(rows[0].Figure, rows)
	if s == nil || !s.chartable() {
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
		{"2024年", "12.1亿元", noteOther, 12.1, false},
		{"2024年", "超12亿元", "", 12, true},
		{"2025年", "15亿元", "目标", 15, false},
	}
	if diff := cmp.Diff(want, got); diff != "" || s.Unit != "亿元" {
		t.Errorf("unit %s (-want +got):\n%s", s.Unit, diff)
	}
	if s := History(rows[0].Figure, rows[:3]); s != nil {
		t.Errorf("one time is no series: %+v", s)
	}
}
