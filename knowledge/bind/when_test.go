package bind_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind"
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

// release reads a text as a file with a head.
func release(t testing.TB, title, date, text string) *knowledge.Article {
	t.Helper()
	head := "title: " + title
	if date != "-" {
		head += "\ndate: " + date
	}
	a, err := read.File("a.md", []byte("---\n"+head+"\n---\n\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// periods writes the figures of an article that are no times, with what they
// hold for.
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

// TestWhen reads testdata/when.txt.
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
		a := release(t, c.title, c.date, c.text)
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

// TestNothingReachedLater holds over every release at hand: no reached figure
// holds for a time after its release.
func TestNothingReachedLater(t *testing.T) {
	t.Parallel()
	b := binder(t)
	folders := []string{"../releases"}
	shared := "../../../shared"
	if _, err := os.Stat(shared); err != nil {
		t.Log("../shared is missing: only the built-in releases are read")
	} else {
		for _, pattern := range []string{"eval/press/*/releases", "cases/*", "releases"} {
			found, err := filepath.Glob(filepath.Join(shared, pattern))
			if err != nil {
				t.Fatal(err)
			}
			folders = append(folders, found...)
		}
	}
	figures := 0
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			figures += reachedLater(t, b, file)
		}
	}
	if figures < 100 {
		t.Errorf("%d figures with a period are read", figures)
	}
}

// reachedLater reports the figures of a file that are reached after it came
// out, and returns how many have a period.
func reachedLater(t *testing.T, b bind.Binder, file string) (n int) {
	data, err := os.ReadFile(file)
	if err != nil || len(data) > 1<<20 {
		return 0
	}
	a, err := read.File(filepath.Base(file), data)
	if err != nil || a.Date.IsZero() {
		return 0
	}
	b.Article(a)
	for _, p := range a.Paragraphs() {
		for _, f := range p.Figures {
			if f.Binding.Period == "" {
				continue
			}
			n++
			switch f.Binding.State {
			case knowledge.Planned, knowledge.Target:
				continue
			}
			if from, _, _ := strings.Cut(f.Binding.Period, "/"); from > lastOf(a.Date) {
				t.Errorf("%s of %s: %s %s holds for %s", file, a.Date, f.Text, f.Binding.Metric, f.Binding.Period)
			}
		}
	}
	return n
}

// lastOf returns the last day that a date can mean.
func lastOf(d knowledge.Date) string {
	if d.Day != 0 {
		return d.String()
	}
	month := d.Month
	if month == 0 {
		month = 12
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, month, knowledge.DaysIn(d.Year, month))
}

// FuzzWhen binds any text under any title and date: a reached figure is never
// of a time to come.
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
					t.Errorf("%s holds for %s in a release of %s", f.Text, f.Binding.Period, a.Date)
				}
			}
		}
	})
}
