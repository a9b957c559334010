package index

import (
	"context"
	"testing"

	"beilun/knowledge"
)

// datedFiles returns a corpus of two releases, the second of which has a date.
func datedFiles(date knowledge.Date) Corpus {
	return func(ctx context.Context, yield func(File) error) error {
		for id, d := range map[string]knowledge.Date{"a.txt": {Year: 2026, Month: 10, Day: 8}, "b.txt": date} {
			err := yield(File{ID: id, Digest: id, Article: func() (*knowledge.Article, error) {
				a := invented(len(id)+int(id[0]), 0, 2)
				a.ID, a.Date = id, d
				return a, nil
			}})
			if err != nil {
				return err
			}
		}
		return ctx.Err()
	}
}

// TestAhead takes a release that is dated far in the future without the date, so that it
// is not the newest, until that day has come. It does not read it anew before.
func TestAhead(t *testing.T) {
	t.Parallel()
	now := knowledge.Date{Year: 2026, Month: 11, Day: 30}
	far := knowledge.Date{Year: 2027, Month: 1, Day: 15}
	dir := t.TempDir()
	x, err := Open(dir, Options{Lexicon: testLexicon(), Today: func() knowledge.Date { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}()
	check := func(what string, newest string, date, ahead knowledge.Date) {
		t.Helper()
		syncTest(t, x, datedFiles(far))
		r, _ := x.Held("b.txt")
		if got := x.Releases()[0].ID; got != newest || r.Date != date || r.Ahead != ahead {
			t.Errorf("%s: newest %s, date %v, ahead %v", what, got, r.Date, r.Ahead)
		}
	}
	none := knowledge.Date{}
	check("at first", "a.txt", none, far)
	if c := syncTest(t, x, datedFiles(far)); len(c.Same) != 2 || len(c.Changed) != 0 {
		t.Errorf("again: %+v", c)
	}
	now = knowledge.Date{Year: 2027, Month: 1, Day: 11}
	check("four days before", "a.txt", none, far)
	now.Day = 12
	check("three days before", "b.txt", far, none)
	now = knowledge.Date{Year: 2026, Month: 12, Day: 30}
	check("a clock that was ahead", "a.txt", none, far)
}

// TestAheadLimit allows a date a few days after today, over the end of a year.
func TestAheadLimit(t *testing.T) {
	t.Parallel()
	k := &keeper{today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 12, Day: 30} }}
	for _, tt := range []struct {
		date knowledge.Date
		want bool
	}{
		{knowledge.Date{}, false},
		{knowledge.Date{Year: 2026}, false},
		{knowledge.Date{Year: 2027, Month: 1, Day: 2}, false},
		{knowledge.Date{Year: 2027, Month: 1, Day: 3}, true},
		{knowledge.Date{Year: 2027}, false},
		{knowledge.Date{Year: 2027, Month: 2}, true},
		{knowledge.Date{Year: 2204, Month: 1, Day: 1}, true},
	} {
		if got := k.isAhead(tt.date); got != tt.want {
			t.Errorf("%v: %v", tt.date, got)
		}
	}
}
