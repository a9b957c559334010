package eval

import (
	"os"
	"slices"
	"strings"
	"testing"

	"beilun/index/eval/verdict"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// TestBuiltinGold checks the gold of the built-in district: every acceptable
// answer is in the release that is named, in one paragraph with what only the
// right passage contains. Whether the program answers is measured elsewhere.
func TestBuiltinGold(t *testing.T) {
	t.Parallel()
	texts := builtinTexts(t)
	f, err := os.Open("testdata/builtin/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	questions, unanswerable, seen := 0, 0, map[string]bool{}
	err = EachLine(f, f.Name(), func(g verdict.Gold) error {
		questions++
		if seen[g.ID] || g.Question == "" || g.AskedOn == "" {
			t.Errorf("%s: given twice, or without a question or a day", g.ID)
		}
		seen[g.ID] = true
		if !g.Answerable {
			unanswerable++
			if len(g.Answers) > 0 || g.Release != "" {
				t.Errorf("%s: unanswerable, but has an answer", g.ID)
			}
			return nil
		}
		checkGold(t, g, texts[g.Release])
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if questions < 60 || unanswerable < 12 {
		t.Errorf("%d questions, of which %d have no answer", questions, unanswerable)
	}
}

// checkGold checks that a paragraph contains what only the right passage contains, and
// each acceptable answer.
func checkGold(t *testing.T, g verdict.Gold, paragraphs []string) {
	t.Helper()
	if len(g.Answers) == 0 || len(g.Contains) == 0 {
		t.Errorf("%s: no answer, or nothing that only the right passage holds", g.ID)
	}
	for _, answer := range g.Answers {
		found := slices.ContainsFunc(paragraphs, func(p string) bool {
			return verdict.Holds([]string{answer}, p) && holdsEach(p, g.Contains)
		})
		if !found {
			t.Errorf("%s: %q is not in %s beside %q", g.ID, answer, g.Release, g.Contains)
		}
	}
}

// holdsEach reports whether text contains all of parts.
func holdsEach(text string, parts []string) bool {
	return !slices.ContainsFunc(parts, func(s string) bool { return !strings.Contains(text, s) })
}

// builtinTexts returns the paragraphs of each built-in release as they are read,
// rows of tables as sentences.
func builtinTexts(t *testing.T) map[string][]string {
	t.Helper()
	texts := map[string][]string{}
	err := corpus.FromFS(releases.FS()).Each(t.Context(), func(f corpus.File) error {
		a, err := f.Article()
		if err != nil {
			return err
		}
		texts[f.ID] = textsOf(a)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// textsOf returns the texts of the paragraphs of a.
func textsOf(a *knowledge.Article) []string {
	var out []string
	for _, s := range a.Sections {
		for _, p := range s.Paragraphs {
			out = append(out, p.Text)
		}
	}
	return out
}
