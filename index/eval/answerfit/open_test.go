package answerfit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadOpen checks the sampling of questions, the paragraphs that are left out with
// their answers, and that missing files are no error.
func TestReadOpen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	contexts, questions := filepath.Join(dir, "contexts.jsonl"), filepath.Join(dir, "questions.jsonl")
	var c, q strings.Builder
	for i := range 8 {
		fmt.Fprintf(&c, `{"context_id":"c%d","text":"第%d座桥由许工设计。它位于河东。"}`+"\n", i, i)
		for k := range openEvery {
			fmt.Fprintf(&q, `{"id":"q%d-%d","question":"第%d座桥在哪里","context_id":"c%d","kind":"location","answers":[{"text":"河东"}]}`+"\n", i, k, i, i)
		}
	}
	for name, text := range map[string]string{contexts: c.String(), questions: q.String()} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := ReadOpen(context.Background(), contexts, questions)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	answerable := 0
	for _, a := range d.Asked {
		if a.Gold.Answerable {
			answerable++
		}
	}
	if len(d.Asked) != 8 || answerable != 6 {
		t.Errorf("%d questions, %d of them with an answer, want 8 and 6", len(d.Asked), answerable)
	}
	ds, err := ReadOpenSets(context.Background(), contexts+":"+filepath.Join(dir, "nowhere.jsonl"))
	if err != nil || len(ds) != 0 {
		t.Errorf("of missing files: %d sets, %v", len(ds), err)
	}
	if _, err := ReadOpenSets(context.Background(), contexts); err == nil {
		t.Error("a set without questions is read")
	}
}
