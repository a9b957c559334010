package answer

import (
	"context"
	"os"
	"strings"
	"testing"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"

	"github.com/google/go-cmp/cmp"
)

// table reads the lines of a file of testdata, cut at |.
func table(t testing.TB, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		out = append(out, fields)
	}
	return out
}

func answerer(t *testing.T) *Answerer {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	_, err = x.Sync(t.Context(), func(_ context.Context, yield func(index.File) error) error {
		for _, row := range table(t, "releases.txt") {
			date, err := knowledge.ParseDate(row[1])
			if err != nil {
				return err
			}
			p := knowledge.Paragraph{Text: row[2], Figures: figure.Scan(row[2], date)}
			for _, s := range zhtext.Sentences(row[2]) {
				p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
			}
			a := &knowledge.Article{ID: row[0], Date: date, Sections: []knowledge.Section{{Paragraphs: []knowledge.Paragraph{p}}}}
			if err := yield(index.File{ID: a.ID, Digest: row[2], Article: func() (*knowledge.Article, error) { return a, nil }}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return New(x, Options{Beliefs: bold(), Today: func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 2, Day: 1} }})
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	a := answerer(t)
	for _, want := range table(t, "cases.txt") {
		ans, err := a.Answer(t.Context(), want[0])
		if err != nil {
			t.Fatal(err)
		}
		got := []string{want[0], "-", string(ans.Reason)}
		if c := ans.Claim; c != nil {
			got = []string{want[0], c.Text, c.Hit.Passage.Release.ID}
			if c.Span.Of(c.Hit.Passage.Text) != c.Text || !c.Sentence.Contains(c.Span) {
				t.Errorf("%s: the claim does not stand in its sentence: %+v", want[0], c)
			}
			for _, o := range ans.Others {
				got = append(got, string(o.Relation)+" "+o.Text+" "+o.Hit.Passage.Release.ID)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", want[0], ans.Query, diff)
		}
	}
}

func TestBadQuestions(t *testing.T) {
	t.Parallel()
	a := answerer(t)
	for _, tt := range []struct {
		name, question string
		want           Reason
	}{
		{"empty", "", NoQuestion},
		{"control characters", "\x00\x1b\t", NoQuestion},
		{"invalid UTF-8", "\xff\xfe", NoQuestion},
		{"an emoji", "😀", NoQuestion},
		{"too long", strings.Repeat("园", MaxQuestion+1), TooLong},
	} {
		ans, err := a.Answer(t.Context(), tt.question)
		if err != nil || ans.Claim != nil || ans.Reason != tt.want {
			t.Errorf("%s: %+v, %v", tt.name, ans, err)
		}
	}
	if ans, err := a.Answer(t.Context(), strings.Repeat("园", MaxQuestion)); err != nil || ans.Reason == TooLong {
		t.Errorf("%d characters: %v, %v", MaxQuestion, ans.Reason, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Answer(ctx, "临湖软件园总投资多少"); err == nil {
		t.Error("no error with a cancelled context")
	}
}
