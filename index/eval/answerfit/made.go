package answerfit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"beilun/index/eval/verdict"
)

// Questions of people are hard, and what is learned from them alone believes in
// nothing. Plain ones are made of the facts that readers noted about a district: a
// thing and a metric, as the program suggests them itself; and, of a thing with the
// metric of another, such as have no answer.

// factsFile is the file of the facts about a district.
const factsFile = "facts.jsonl"

// madeEvery tells of how many facts and pairs one makes a question.
const madeEvery = 2

type fact struct {
	Text    string `json:"text"`
	Value   any    `json:"value"` // a number, or a day
	Unit    string `json:"unit"`
	Kind    string `json:"kind"`
	Subject string `json:"subject"`
	Metric  string `json:"metric"`
}

// gold returns the figure that answers, nil where the text alone does.
func (f fact) gold() *verdict.Figure {
	if v, ok := f.Value.(float64); ok && f.Unit != "" {
		return &verdict.Figure{Value: v, Unit: f.Unit}
	}
	return nil
}

// readFacts reads the facts of a district, none where there is no file.
func readFacts(name string) (out []fact, err error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", err)
	}
	for line := range strings.Lines(string(data)) {
		var f fact
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if f.Subject != "" && f.Metric != "" && f.Text != "" {
			out = append(out, f)
		}
	}
	return out, nil
}

// question asks for the metric of a thing.
func (f fact) question(subject string) string {
	if f.Kind == "date" {
		return subject + "什么时候" + f.Metric
	}
	return subject + f.Metric + "是多少"
}

// madeOf makes questions of facts that tell one thing once, and of things with the
// metrics of others where no text of texts has both.
func madeOf(facts []fact, texts []string) (out []verdict.Gold) {
	told := map[[2]string]int{}
	for _, f := range facts {
		told[[2]string{f.Subject, f.Metric}]++
	}
	var plain []fact
	for _, f := range facts {
		if told[[2]string{f.Subject, f.Metric}] == 1 {
			plain = append(plain, f)
		}
	}
	for i := 0; i < len(plain); i += madeEvery {
		f := plain[i]
		out = append(out, verdict.Gold{ID: fmt.Sprintf("made-%d", i), Question: f.question(f.Subject), Kind: "quantity", Answerable: true, Answers: []string{f.Text}, Figure: f.gold(), Contains: []string{f.Text}})
		other := plain[(i+len(plain)/2)%len(plain)]
		if i/madeEvery%2 == 0 && other.Subject != f.Subject && !together(texts, f.Subject, other.Metric) {
			out = append(out, verdict.Gold{ID: fmt.Sprintf("unmade-%d", i), Question: other.question(f.Subject), Kind: "quantity"})
		}
	}
	return out
}

func together(texts []string, a, b string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, a) && strings.Contains(t, b) })
}
