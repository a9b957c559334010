package subject_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind"
	"beilun/knowledge/bind/bindtest"
)

func binder(t testing.TB) bind.Binder {
	t.Helper()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	return lex.Binder()
}

// TestSubjects binds the releases of testdata/subjects.txt.
func TestSubjects(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/subjects.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := binder(t)
	for block := range strings.SplitSeq(string(data), "\n\n") {
		var lines []string
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				lines = append(lines, line)
			}
		}
		if len(lines) == 0 {
			continue
		}
		parts := strings.SplitN(lines[0], "｜", 3)
		text := parts[2]
		p := *bindtest.Paragraph(text)
		a := &knowledge.Article{Title: parts[0], Source: parts[1], Date: knowledge.Date{Year: 2025, Month: 3, Day: 1}, Sections: []knowledge.Section{{Paragraphs: []knowledge.Paragraph{p}}}}
		b.Article(a)
		var got []string
		for _, f := range a.Sections[0].Paragraphs[0].Figures {
			if bd := f.Binding; len(bd.Words) > 0 {
				got = append(got, strings.TrimRight(fmt.Sprintf("%s: %s | %s | %s", f.Text, bd.Subject, bd.Scope, bd.Metric), " "))
			}
		}
		if diff := cmp.Diff(lines[1:], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lines[0], diff)
		}
	}
}
