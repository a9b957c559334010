// Package bindtest helps to test the packages below bind with data files of texts and what
// is found in them.
package bindtest

import (
	"flag"
	"os"
	"strings"
	"testing"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/figure"
	"beilun/knowledge/read"
)

var update = flag.Bool("update", false, "rewrite what is found in the texts of data files")

// Blocks compares what find returns for each text of a data file with the lines below it. A
// block is a text, in which \n is a line end, and these lines; blocks are separated by empty
// lines, and lines that begin with "# " are comments. With the flag -update it writes the
// lines.
func Blocks(t *testing.T, file string, find func(text string) []string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	n := 0
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		var comments, lines []string
		for line := range strings.Lines(block) {
			switch line = strings.TrimSpace(line); {
			case strings.HasPrefix(line, "# ") || line == "#":
				comments = append(comments, line)
			case line != "":
				lines = append(lines, line)
			}
		}
		if len(lines) == 0 {
			out = append(out, strings.Join(comments, "\n"))
			continue
		}
		n++
		got := find(strings.ReplaceAll(lines[0], `\n`, "\n"))
		for i := range got {
			got[i] = strings.TrimSpace(got[i])
		}
		if a, b := strings.Join(got, "\n"), strings.Join(lines[1:], "\n"); a != b && !*update {
			t.Errorf("%s\n got\n%s\nwant\n%s", lines[0], a, b)
		}
		out = append(out, strings.Join(append(append(comments, lines[0]), got...), "\n"))
	}
	if n == 0 {
		t.Fatalf("%s has no texts", file)
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Paragraph returns text as a paragraph with its figures and sentences, in a release of
// 1 March 2025.
func Paragraph(text string) *knowledge.Paragraph {
	p := &knowledge.Paragraph{Text: text, Figures: figure.Scan(text, knowledge.Date{Year: 2025, Month: 3, Day: 1})}
	for _, s := range zhtext.Sentences(text) {
		p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
	}
	return p
}

// Text reads text, cut into words by cut, as a paragraph below a heading with the name head.
func Text(cut func(text string) []names.Word, text, head string) *clause.Text {
	tables := names.Load()
	r := &names.Reading{Cleaned: names.Clean(text)}
	r.Words = cut(r.S)
	r.Found = tables.Find(r.S, r.Words)
	t := &clause.Text{}
	t.Read(tables, r, Paragraph(text), head)
	return t
}

// Release reads a text as a release with a title and a day, "-" for none.
func Release(t testing.TB, title, date, text string) *knowledge.Article {
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

// Rows returns the figures of an article but for times without a metric, each with what it
// measures.
func Rows(a *knowledge.Article) []string {
	var out []string
	for _, p := range a.Paragraphs() {
		for _, f := range p.Figures {
			if f.Kind != knowledge.DateKind && f.Kind != knowledge.PeriodKind || f.Binding.Metric != "" {
				out = append(out, row(f))
			}
		}
	}
	return out
}

// row returns a figure with what it measures: whose / what, and its state.
func row(f knowledge.Figure) string {
	bd := f.Binding
	out := strings.Join(strings.Fields(f.Text), "") + ": " + or(bd.Subject) + " / " + or(bd.Scope+bd.Metric)
	if bd.Change {
		out += " change"
	}
	if bd.State != knowledge.Reached {
		out += " " + string(bd.State)
	}
	return out
}

func or(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
