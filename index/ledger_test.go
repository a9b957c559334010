package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"beilun/index/facts"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"

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
	lex, err := words.NewLexicon("")
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

// ledgerLines writes the entries of the ledger with how their rows stand.
func ledgerLines(t *testing.T, x *Index, f facts.Filter) []string {
	t.Helper()
	rows, err := x.Ledger(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range ledger.Entries(rows) {
		line := e.Subject + " " + e.Metric + ":"
		for i, r := range e.Rows {
			line += fmt.Sprintf(" %s(%s)", r.Figure.Text, e.Standing(i))
		}
		out = append(out, line)
	}
	return out
}

// TestLedgerFollows changes and removes releases: their figures go with them,
// on disk and after opening it again, too.
func TestLedgerFollows(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open := func() *Index {
		x, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	a := textFile("a.md", "2024-03-11", "", "南湖科技园总投资3.6亿元，占地60亩。")
	b := textFile("b.md", "2024-09-29", "", "南湖科技园总投资4.4亿元。")
	corrected := textFile("b.md", "2024-09-29", "", "南湖科技园总投资4.5亿元。")
	x := open()
	for _, step := range []struct {
		name  string
		files []File
		want  []string
	}{
		{"first", []File{a}, []string{"南湖科技园 总投资: 3.6亿元(present)", "南湖科技园 占地: 60亩(present)"}},
		{"another release", []File{a, b}, []string{"南湖科技园 总投资: 4.4亿元(present) 3.6亿元(superseded)", "南湖科技园 占地: 60亩(present)"}},
		{"changed", []File{a, corrected}, []string{"南湖科技园 总投资: 4.5亿元(present) 3.6亿元(superseded)", "南湖科技园 占地: 60亩(present)"}},
		{"removed", []File{corrected}, []string{"南湖科技园 总投资: 4.5亿元(present)"}},
		{"all gone", nil, nil},
	} {
		if _, err := x.Sync(t.Context(), corpusOf(step.files...)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, ledgerLines(t, x, facts.Filter{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, diff)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
		x = open()
		if diff := cmp.Diff(step.want, ledgerLines(t, x, facts.Filter{})); diff != "" {
			t.Errorf("%s, opened again (-want +got):\n%s", step.name, diff)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestLedgerFilter(t *testing.T) {
	t.Parallel()
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	_, err = x.Sync(t.Context(), corpusOf(
		textFile("a", "2024-03-11", "", "南湖科技园总投资3.6亿元，占地60亩。", "北岭科技园引进企业30家，总投资2亿元。"),
	))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		filter facts.Filter
		want   int
	}{
		{facts.Filter{}, 4},
		{facts.Filter{Subject: "南湖科技园"}, 2},
		{facts.Filter{Subject: "南湖"}, 2},
		{facts.Filter{Subject: " 南 湖科技园 "}, 2},
		{facts.Filter{Metric: "投资额"}, 2}, // another word for the same
		{facts.Filter{Metric: "占地"}, 1},
		{facts.Filter{Subject: "北岭科技园", Metric: "总投资"}, 1},
		{facts.Filter{Subject: "西山"}, 0},
		{facts.Filter{Metric: "产值"}, 0},
		{facts.Filter{Metric: "的"}, 0},
	} {
		rows, err := x.Ledger(t.Context(), tt.filter)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != tt.want {
			t.Errorf("%+v: %d rows, want %d", tt.filter, len(rows), tt.want)
		}
	}
	for of, want := range map[string]int{"南湖科技园": 2, "总投资": 2, "南湖科技园 总投资": 1, "南湖科技园总投资": 1, "": 4, "火星": 0} {
		es, err := x.Figures(t.Context(), of)
		if err != nil {
			t.Fatal(err)
		}
		if len(es) != want {
			t.Errorf("figures of %q: %d entries, want %d", of, len(es), want)
		}
	}
}

// TestWholeLedger asks for all rows of more passages than one look into the ledger
// reads.
func TestWholeLedger(t *testing.T) {
	t.Parallel()
	var texts []string
	const passages = facts.MaxPassages + 100
	for i := range passages {
		texts = append(texts, fmt.Sprintf("临湖软件园%d号楼投资%d万元。", i+1, i+1))
	}
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	syncFiles(t, x, textFile("a.md", "2024-01-10", "", texts...))
	if rows, err := x.Ledger(t.Context(), facts.Filter{}); !errors.Is(err, facts.ErrTooMany) || len(rows) != facts.MaxPassages {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if rows, err := x.Ledger(t.Context(), facts.Filter{Whole: true}); err != nil || len(rows) != passages {
		t.Errorf("%d rows of the whole ledger, want %d; %v", len(rows), passages, err)
	}
}
