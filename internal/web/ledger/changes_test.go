package ledger

import (
	"context"
	"errors"
	"log/slog"
	"reflect"
	"testing"

	"beilun/index"
	"beilun/index/changes"
	"beilun/knowledge"
)

// Any number of days, of any year, take as many looks at all figures as there are years of
// releases, and are what package changes finds. A request that nobody waits for does not
// wait for its turn.
func TestChanges(t *testing.T) {
	t.Parallel()
	s := snapshotOf(t, map[string]string{
		"a.md": "---\ndate: 2023-03-01\n---\n临湖软件园入驻企业50家。临湖大桥全长3公里。\n",
		"b.md": "---\ndate: 2025-03-01\n---\n临湖软件园入驻企业52家。\n",
	})
	var entries []index.Entry
	for _, e := range s.Entries {
		entries = append(entries, index.Entry{Subject: e.Thing(), Scope: e.Scope(), Metric: e.Metric(), Rows: e.Newest(e.Len())})
	}
	total, left := 0, 0
	for _, most := range []int{1, 2, 100} {
		for _, day := range []knowledge.Date{{Year: 1}, {Year: 1990, Month: 2, Day: 3}, {Year: 2023, Month: 3, Day: 1}, {Year: 2023, Month: 3, Day: 2}, {Year: 2024}, {Year: 2025, Month: 3, Day: 1}, {Year: 2025, Month: 3, Day: 2}, {Year: 9999}} {
			all, err := s.Changes(t.Context(), day)
			if err != nil {
				t.Fatal(err)
			}
			got := all.From(day, most)
			want := changes.Of(entries, day, changes.Options{Most: most})
			some := got.Some(0, got.Len())
			if got.Counts != want.Counts || got.Left != want.Left || len(some) != len(want.Changes) {
				t.Errorf("since %v, %d at most: %+v, %d left, want %+v, %d", day, most, got.Counts, got.Left, want.Counts, want.Left)
				continue
			}
			for i := range some {
				if line(some[i]) != line(want.Changes[i]) || !reflect.DeepEqual(some[i].Row.Figure, want.Changes[i].Row.Figure) {
					t.Errorf("since %v: %+v, want %+v", day, some[i], want.Changes[i])
				}
			}
			total, left = total+len(some), left+got.Left
		}
	}
	if total == 0 || left == 0 {
		t.Errorf("%d changes, %d left out", total, left)
	}
	if len(s.found.years) > 3 {
		t.Errorf("%d years are kept", len(s.found.years))
	}
	clear(s.found.years)
	s.found.finding <- struct{}{}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Changes(gone, knowledge.Date{Year: 2025}); !errors.Is(err, context.Canceled) {
		t.Errorf("a request that has gone: %v", err)
	}
}

func line(c changes.Change) string {
	out := string(c.Kind) + c.Day.String() + c.Row.Passage.ID + c.Row.Figure.Text
	if c.Before != nil {
		out += c.Before.Passage.ID + c.Before.Figure.Text
	}
	return out
}

// What the built-in releases changed is what package changes finds.
func TestChangesOfAll(t *testing.T) {
	t.Parallel()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(x, slog.New(slog.DiscardHandler)).Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var entries []index.Entry
	for _, e := range s.Entries {
		entries = append(entries, index.Entry{Rows: e.Newest(e.Len())})
	}
	all, err := s.Changes(t.Context(), knowledge.Date{})
	if err != nil {
		t.Fatal(err)
	}
	want := changes.Of(entries, knowledge.Date{Year: s.first}, changes.Options{Most: all.Len() + 1})
	if all.Counts != want.Counts || all.Len() != len(want.Changes) || all.Len() < 200 {
		t.Fatalf("%+v, want %+v", all.Counts, want.Counts)
	}
	for i, c := range all.Some(0, all.Len()) {
		if line(c) != line(want.Changes[i]) {
			t.Errorf("%s, want %s", line(c), line(want.Changes[i]))
		}
	}
}
