package index

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"

	"github.com/google/go-cmp/cmp"
)

// textFile makes a release of a title and paragraphs.
func textFile(id, date, title string, texts ...string) File {
	d, err := knowledge.ParseDate(date)
	if err != nil && date != "" {
		panic(err)
	}
	var ps []knowledge.Paragraph
	for _, text := range texts {
		p := knowledge.Paragraph{Text: text, Figures: figure.Scan(text, d)}
		for _, s := range zhtext.Sentences(text) {
			p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
		}
		ps = append(ps, p)
	}
	a := func() (*knowledge.Article, error) {
		// A copy: binding writes to the figures.
		s := knowledge.Section{}
		for _, p := range ps {
			p.Figures = append([]knowledge.Figure(nil), p.Figures...)
			s.Paragraphs = append(s.Paragraphs, p)
		}
		return &knowledge.Article{ID: id, Title: title, Date: d, Sections: []knowledge.Section{s}}, nil
	}
	return File{ID: id, Digest: title + strings.Join(texts, "\n"), Article: a}
}

func corpusOf(files ...File) Corpus {
	return func(_ context.Context, yield func(File) error) error {
		for _, f := range files {
			if err := yield(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// TestBinding reads testdata/binding.txt: sentences, each followed by its
// figures with what they are bound to.
func TestBinding(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/binding.txt")
	if err != nil {
		t.Fatal(err)
	}
	lex, err := NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(data), "\n\n") {
		lines := strings.Split(strings.TrimSpace(block), "\n")
		if strings.HasPrefix(lines[0], "#") || lines[0] == "" {
			continue
		}
		title, text, ok := strings.Cut(lines[0], "｜")
		if !ok {
			title, text = "", lines[0]
		}
		a, err := textFile("a", "2024-11-15", title, text).Article()
		if err != nil {
			t.Fatal(err)
		}
		lex.Binder().Article(a)
		var got []string
		for _, f := range a.Sections[0].Paragraphs[0].Figures {
			got = append(got, bound(f))
		}
		if diff := cmp.Diff(lines[1:], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lines[0], diff)
		}
	}
}

// bound writes a figure and its binding in one line.
func bound(f knowledge.Figure) string {
	b := f.Binding
	out := fmt.Sprintf("%s: %s / %s", f.Text, orDash(b.Subject), orDash(b.Metric))
	for _, x := range []struct{ name, value string }{{"scope", b.Scope}, {"state", string(b.State)}, {"period", b.Period}} {
		if x.value != "" {
			out += fmt.Sprintf(" %s=%s", x.name, x.value)
		}
	}
	if b.Change {
		out += " change"
	}
	if b.Loose {
		out += " loose"
	}
	return out
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
