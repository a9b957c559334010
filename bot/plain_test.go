package bot

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/index/answer/plain"
)

// maxPlain is the size in bytes of the answer to one question.
const maxPlain = 3 << 10

// builtInQuestions are questions on the built-in releases.
func builtInQuestions(t *testing.T) (out []string) {
	t.Helper()
	f, err := os.Open("../index/eval/testdata/builtin/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q struct{ Question string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		out = append(out, q.Question)
	}
	for _, g := range goldens {
		out = append(out, g.question)
	}
	return out
}

// TestPlain checks the form of answers for other programs: each is small, says what was
// made of the question in a field and in words, and what it claims is verbatim.
func TestPlain(t *testing.T) {
	t.Parallel()
	_, a := readers(t)
	n := map[string]int{}
	for _, q := range builtInQuestions(t) {
		ans, err := a.Follow(t.Context(), q, nil)
		if err != nil {
			t.Fatal(err)
		}
		p := message.PlainAnswer(ans, plain.Form{})
		data, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		n[p.Outcome]++
		if one := p.Overview == nil && p.Parts == nil && len(p.Checked) < 2; one && len(data) > maxPlain {
			t.Errorf("the answer to %q has %d bytes, at most %d are wanted: %s", q, len(data), maxPlain, data)
		}
		says := map[string]bool{"answered": p.Claim != nil || p.Overview != nil || p.Checked != nil, "quoted": p.Quotation != nil, "declined": p.Reason != "" && p.Claim == nil && p.Quotation == nil}
		if !says[p.Outcome] || p.Message == "" {
			t.Errorf("the answer to %q does not say what was made of it: %s", q, data)
		}
		for _, f := range append(append([]plain.Figure{}, p.Others...), p.Known...) {
			checkFigure(t, q, f)
		}
		if p.Claim != nil {
			checkFigure(t, q, *p.Claim)
		}
	}
	if n["answered"] < 40 || n["declined"] < 5 {
		t.Errorf("outcomes: %v", n)
	}
}

// checkFigure checks that a figure is in its sentence and has a source.
func checkFigure(t *testing.T, question string, f plain.Figure) {
	t.Helper()
	for member := range strings.SplitSeq(f.Text, "、") {
		if !strings.Contains(f.Sentence, member) {
			t.Errorf("%q: %q is not in %q", question, member, f.Sentence)
		}
	}
	if f.Release.ID == "" || f.Kind != "" && f.State == "" {
		t.Errorf("%q: %+v has no release or no state", question, f)
	}
}
