package period_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind"
	"beilun/knowledge/bind/bindtest"
	"beilun/knowledge/read"
)

func binder(t testing.TB) bind.Binder {
	t.Helper()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	return lex.Binder()
}

// periods returns the figures of an article that are no times, with their periods.
func periods(a *knowledge.Article) []string {
	var out []string
	for _, p := range a.Paragraphs() {
		for _, f := range p.Figures {
			switch f.Kind {
			case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Ordinal:
				continue
			}
			if f.Binding.State == knowledge.Former {
				continue
			}
			period := f.Binding.Period
			if period == "" {
				period = "-"
			} else if s := f.Binding.State; s == knowledge.Planned || s == knowledge.Target {
				period = "!" + period
			}
			out = append(out, f.Text+": "+period)
		}
	}
	return out
}

// TestWhen binds the releases of testdata/when.txt.
func TestWhen(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/when.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := binder(t)
	n := 0
	for _, c := range cases(string(data)) {
		n++
		a := bindtest.Release(t, c.title, c.date, c.text)
		b.Article(a)
		var got []string
		for _, line := range periods(a) {
			text, _, _ := strings.Cut(line, ": ")
			for _, w := range c.want {
				if strings.HasPrefix(w, text+": ") {
					got = append(got, line)
				}
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s ｜ %s\n%s(-want +got):\n%s", c.title, c.date, c.text, diff)
		}
	}
	if n < 20 {
		t.Errorf("%d cases are read", n)
	}
}

type whenCase struct {
	title, date, text string
	want              []string
}

func cases(data string) []whenCase {
	var out []whenCase
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "# ") {
			continue
		}
		if title, date, ok := strings.Cut(line, " ｜ "); ok {
			out = append(out, whenCase{title: title, date: date})
			continue
		}
		if len(out) == 0 {
			continue
		}
		c := &out[len(out)-1]
		if text, _, ok := strings.Cut(line, ": "); ok && text != "" {
			c.want = append(c.want, line)
			continue
		}
		c.text += line + "\n"
	}
	return out
}

// FuzzWhen binds any text below any title and date: a reached figure is never of a time to
// come.
func FuzzWhen(f *testing.F) {
	data, err := os.ReadFile("testdata/when.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range cases(string(data)) {
		f.Add(c.title, c.text, 2024, 3, 20)
	}
	f.Add("全年", "全年一季度末5亿元；同期，12月31日前30日 5家。", 1, 1, 1)
	b := binder(f)
	f.Fuzz(func(t *testing.T, title, text string, year, month, day int) {
		d := time.Date(min(max(year, 1), 9999), time.Month(month%12+1), day%28+1, 0, 0, 0, 0, time.UTC)
		a, err := read.File("a.md", []byte(text))
		if err != nil {
			t.Skip("no text")
		}
		a.Title, a.Date = title, knowledge.Date{Year: d.Year(), Month: int(d.Month()), Day: d.Day()}
		b.Article(a)
		for _, p := range a.Paragraphs() {
			for _, f := range p.Figures {
				s := f.Binding.State
				if from, _, _ := strings.Cut(f.Binding.Period, "/"); from > a.Date.String() && s != knowledge.Planned && s != knowledge.Target {
					t.Errorf("%s is of %s in a release of %s", f.Text, f.Binding.Period, a.Date)
				}
			}
		}
	})
}
