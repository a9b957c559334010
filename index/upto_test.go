package index

import (
	"context"
	"errors"
	"slices"
	"testing"

	"beilun/knowledge"
)

func TestUpTo(t *testing.T) {
	t.Parallel()
	refused := errors.New("damaged")
	files := map[string]knowledge.Date{"before": {Year: 2024, Month: 4, Day: 30}, "day": {Year: 2024, Month: 5, Day: 1}, "after": {Year: 2024, Month: 5, Day: 2}, "month": {Year: 2024, Month: 5}, "undated": {}}
	corpus := Corpus(func(_ context.Context, yield func(File) error) error {
		for _, id := range []string{"before", "day", "after", "month", "undated"} {
			if err := yield(File{ID: id, Article: func() (*knowledge.Article, error) { return &knowledge.Article{ID: id, Date: files[id]}, nil }}); err != nil {
				return err
			}
		}
		return errors.Join(
			yield(File{ID: "refused", Err: refused}),
			yield(File{ID: "panics", Article: func() (*knowledge.Article, error) { panic("bad file") }}))
	})
	for _, tt := range []struct {
		day  knowledge.Date
		want []string
	}{
		{knowledge.Date{}, []string{"before", "day", "after", "month", "undated", "refused", "panics"}},
		{knowledge.Date{Year: 2024, Month: 5, Day: 1}, []string{"before", "day", "month", "undated", "refused", "panics"}},
		{knowledge.Date{Year: 2023, Month: 1, Day: 1}, []string{"undated", "refused", "panics"}},
	} {
		var got []string
		if err := UpTo(corpus, tt.day)(t.Context(), func(f File) error { got = append(got, f.ID); return nil }); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("UpTo(%v): %v, want %v", tt.day, got, tt.want)
		}
	}
}
