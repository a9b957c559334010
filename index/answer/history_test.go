package answer

import (
	"context"
	"os"
	"strings"
	"testing"

	"beilun/index"
	"beilun/internal/needs"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"

	"github.com/google/go-cmp/cmp"
)

// historyCase is a case of testdata/history.txt.
type historyCase struct {
	name  string
	asked knowledge.Date
	files []index.File
	rows  []string // questions with what is expected
}

func historyCases(t *testing.T) []historyCase {
	t.Helper()
	data, err := os.ReadFile("testdata/history.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []historyCase
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		first, rest, _ := strings.Cut(line, " ")
		var c *historyCase
		if len(out) > 0 {
			c = &out[len(out)-1]
		}
		switch first {
		case "", "#":
		case "case":
			out = append(out, historyCase{name: rest})
		case "asked":
			c.asked = day(t, rest)
		case "?":
			c.rows = append(c.rows, rest)
		default:
			date, text, _ := strings.Cut(rest, " ")
			c.files = append(c.files, file(first, text, day(t, date)))
		}
	}
	return out
}

func day(t *testing.T, s string) knowledge.Date {
	t.Helper()
	if s == "-" {
		return knowledge.Date{}
	}
	d, err := knowledge.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// file makes a release of one paragraph.
func file(id, text string, date knowledge.Date) index.File {
	p := knowledge.Paragraph{Text: text, Figures: figure.Scan(text, date)}
	for _, s := range zhtext.Sentences(text) {
		p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
	}
	a := &knowledge.Article{ID: id, Date: date, Sections: []knowledge.Section{{Paragraphs: []knowledge.Paragraph{p}}}}
	return index.File{ID: id, Digest: text, Article: func() (*knowledge.Article, error) { return a, nil }}
}

func library(files []index.File) index.Corpus {
	return func(_ context.Context, yield func(index.File) error) error {
		for _, f := range files {
			if err := yield(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// TestHistory asks what moved: the present figure, and beside it what came
// before, what was planned and what was wrong.
func TestHistory(t *testing.T) {
	t.Parallel()
	for i, c := range historyCases(t) {
		if needs.Part(t) && i%3 != 0 {
			continue
		}
		x, err := index.InMemory(index.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := x.Sync(t.Context(), library(c.files)); err != nil {
			t.Fatal(err)
		}
		a := New(x, Options{Beliefs: bold(), Today: func() knowledge.Date { return c.asked }})
		for _, row := range c.rows {
			f := strings.Split(row, "|")
			for i := range f {
				f[i] = strings.TrimSpace(f[i])
			}
			question, known := strings.CutPrefix(f[0], "~") // known to go wrong
			ans, err := a.Answer(t.Context(), question)
			if err != nil {
				t.Fatalf("%s: %s: %v", c.name, f[0], err)
			}
			got := "-"
			var beside []string
			if ans.Claim != nil {
				got = ans.Claim.Text + " " + ans.Claim.Hit.Passage.Release.ID
				for _, o := range ans.Others {
					beside = append(beside, string(o.Relation)+" "+o.Text+" "+o.Hit.Passage.Release.ID)
				}
			}
			want := strings.TrimSpace(f[1] + " " + f[2])
			if diff := cmp.Diff(want+" | "+f[3], got+" | "+strings.Join(beside, "; ")); known != (diff != "") && (len(f) == 4) {
				t.Errorf("%s: %s (-want +got):\n%s", c.name, f[0], diff)
			}
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
}
