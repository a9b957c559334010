package facts

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"beilun/index/passage"
	"beilun/knowledge"
)

// TestNewest asks for the newest figures of things with few and with many passages, by
// the months of releases and without them, and again of what is kept.
func TestNewest(t *testing.T) {
	t.Parallel()
	names := []string{"安枰区", "安枰", "云岫量子科技园", "量子科技园", "安枰区3号泊位"}
	var ps []passage.Passage
	for i := range 120 {
		rel := passage.Release{ID: fmt.Sprintf("r%03d", i), Date: knowledge.Date{Year: 2023 + i%3, Month: 1 + i%7, Day: 1 + i%5}}
		var fs []knowledge.Figure
		for k := range 1 + i%3 {
			f := *figureOf(names[(i*i+k)%len(names)])
			f.Span = knowledge.Span{Start: k, End: k + 1}
			fs = append(fs, f)
		}
		ps = append(ps, passage.Passage{ID: passage.ID(rel.ID, 1), Release: rel, Text: "亿元亿元", Figures: fs})
	}
	reader := readerOf(ps)
	reader.Kept = NewKept()
	at := func(rows []passage.Row) (out []string) {
		for _, r := range rows {
			out = append(out, fmt.Sprint(r.Passage.ID, r.Figure.Span.Start))
		}
		return out
	}
	var wg sync.WaitGroup
	for _, name := range names {
		for _, n := range []int{1, 3, 20, 100, 500} {
			wg.Go(func() {
				plain := *reader
				plain.Kept = nil
				want, err := byMonthsAlone(t, &plain, name, n)
				if err != nil {
					t.Error(err)
				}
				for range 2 {
					got, err := reader.Newest(t.Context(), name, n)
					if err != nil || !slices.Equal(at(got), at(want)) || len(got) == 0 {
						t.Errorf("the newest %d of %s: %v, %v; want %v", n, name, at(got), err, at(want))
					}
				}
			})
		}
	}
	wg.Wait()
}

// byMonthsAlone is Newest, always by months.
func byMonthsAlone(t *testing.T, r *Reader, name string, n int) ([]passage.Row, error) {
	a, err := r.about(name)
	if err != nil {
		return nil, err
	}
	docs, err := r.passages(a)
	if err != nil {
		return nil, err
	}
	return r.byMonths(t.Context(), docs, n, isOf(a))
}
