package figure

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/internal/needs"
	"beilun/internal/zhtime"
	"beilun/knowledge/figure/source"
)

// evalDir finds the evaluation sets beside the checkout: the directory that
// BEILUN_EVAL names, else shared/eval beside the module.
func evalDir(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("BEILUN_EVAL"); dir != "" {
		return dir
	}
	return needs.Shared(t, "eval")
}

// predictTimes writes the times of every line's input in the form that the
// scorer reads.
func predictTimes(t *testing.T, in, out string) {
	t.Helper()
	f, err := os.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	type figure struct {
		Text   string   `json:"text"`
		Start  int      `json:"start"`
		End    int      `json:"end"`
		Kind   string   `json:"kind"`
		Value  string   `json:"value"`
		Timex  string   `json:"timex"`
		Values []string `json:"values"`
	}
	enc := json.NewEncoder(w)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g struct {
			ID    string `json:"id"`
			Input string `json:"input"`
			Ref   string `json:"reference_datetime"`
		}
		if err := json.Unmarshal([]byte(strings.TrimPrefix(lines.Text(), "\ufeff")), &g); err != nil {
			t.Fatal(err)
		}
		ref, _ := zhtime.ParseRef(g.Ref)
		src := source.New(g.Input)
		figures := []figure{}
		for _, x := range zhtime.Find(string(src.Text), ref, zhtime.Options{Mode: zhtime.Wide}) {
			span := src.Span(x.Start, x.End)
			start := utf8.RuneCountInString(g.Input[:span.Start])
			text := span.Of(g.Input)
			figures = append(figures, figure{text, start, start + utf8.RuneCountInString(text), string(x.Kind), x.Value, x.Timex, x.Values})
		}
		if err := enc.Encode(map[string]any{"id": g.ID, "figures": figures}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTimeScores asserts the share of times read right, by the scorer of the
// evaluation sets.
func TestTimeScores(t *testing.T) {
	dir := evalDir(t)
	python := needs.Program(t, "python3")
	for name, want := range map[string]float64{
		"date": .98, "dateperiod": .98, "datetime": .98, "time": .98, "timeperiod": .98, "datetimeperiod": .98,
		"datetimepoint": .98, "duration": .98, "set": .98, "jio-time": .92, "jio-timespan": .98,
	} {
		t.Run(name, func(t *testing.T) {
			gold, pred := filepath.Join(dir, "figures-"+name+".jsonl"), filepath.Join(t.TempDir(), "pred.jsonl")
			predictTimes(t, gold, pred)
			args := []string{filepath.Join(dir, "score_figures.py"), gold, "--pred", pred, "--errors", "60"}
			if name != "jio-time" {
				args = append(args, "--core")
			}
			out, err := exec.Command(python, args...).CombinedOutput()
			if err != nil {
				t.Fatalf("run the scorer: %v\n%s", err, out)
			}
			text := string(out)
			if testing.Verbose() {
				t.Log(text)
			}
			_, value, _ := strings.Cut(text[strings.LastIndex(text, "ALL"):], "value=")
			got, err := strconv.ParseFloat(value[:5], 64)
			if err != nil || got < want {
				t.Errorf("value %.3f, want %.3f", got, want)
			}
		})
	}
}
