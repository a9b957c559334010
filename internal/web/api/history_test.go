package api

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"testing/fstest"

	"beilun/index"
	"beilun/index/changes"
	"beilun/internal/web/ledger"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

// Any number of days, of any year, take as many looks at all figures as there are years of
// releases, and a request that nobody waits for does not wait for its turn.
func TestHistory(t *testing.T) {
	t.Parallel()
	s, err := siteOf(t.Context(), corpus.FromFS(fstest.MapFS{
		"a.md": {Data: []byte("---\ndate: 2023-03-01\n---\n临湖软件园入驻企业50家。\n")},
		"b.md": {Data: []byte("---\ndate: 2025-03-01\n---\n临湖软件园入驻企业52家。\n")},
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Index.Close()
	now, err := ledger.New(s.Index, s.Log).Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	h := newHistory()
	var entries []index.Entry
	for _, e := range now.Entries {
		entries = append(entries, index.Entry{Subject: e.Thing, Scope: e.Scope, Metric: e.Metric, Rows: e.Newest(e.Len())})
	}
	total := 0
	for _, day := range []knowledge.Date{{Year: 1}, {Year: 1990, Month: 2, Day: 3}, {Year: 2023, Month: 3, Day: 1}, {Year: 2023, Month: 3, Day: 2}, {Year: 2024}, {Year: 2025, Month: 3, Day: 1}, {Year: 2025, Month: 3, Day: 2}, {Year: 9999}} {
		got, err := h.since(t.Context(), now, day)
		if err != nil {
			t.Fatal(err)
		}
		want := changes.Of(entries, day, changes.Options{Most: maxChanges})
		some := got.Some(0, got.Len())
		if got.Counts != want.Counts || got.Left != want.Left || len(some) != len(want.Changes) || len(some) > 0 && !reflect.DeepEqual(some, want.Changes) {
			t.Errorf("since %v: %+v, want %+v", day, got.Counts, want.Counts)
		}
		total += want.Counts.Total()
	}
	if total == 0 {
		t.Error("nothing changed")
	}
	if len(h.found) > 3 {
		t.Errorf("%d years are kept", len(h.found))
	}
	h.turn <- struct{}{}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.since(gone, now, knowledge.Date{Year: 2025}); !errors.Is(err, context.Canceled) {
		t.Errorf("a request that has gone: %v", err)
	}
}
