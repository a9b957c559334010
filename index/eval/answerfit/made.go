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

// People's questions are hard, and beliefs learned from them alone are too low. So
// plain questions are made from the facts that readers noted about a district: a
// subject and a metric, as the program itself suggests them. The subject of one fact
// with the metric of another makes a question without an answer.

// factsFile is the file of the facts about a district.
const factsFile = "facts.jsonl"

// madeEvery is the number of facts, and of pairs, of which one makes a question.
const madeEvery = 2

type fact struct {
	Text    string `json:"text"`
	Value   any    `json:"value"` // a number, or a day
	Unit    string `json:"unit"`
	Kind    string `json:"kind"`
	Subject string `json:"subject"`
	Metric  string `json:"metric"`
	Period  string `json:"period"` // ISO 8601; empty: none
	Status  string `json:"status"`
}

// year returns the year of a fact, empty if it is not of a year as a whole.
func (f fact) year() string {
	if len(f.Period) != len("2024") {
		return ""
	}
	return f.Period
}

// gold returns the figure of an answer, nil if the answer is only text.
func (f fact) gold() *verdict.Figure {
	if v, ok := f.Value.(float64); ok && f.Unit != "" {
		return &verdict.Figure{Value: v, Unit: f.Unit}
	}
	return nil
}

// readFacts reads the facts of a district, none if there is no file.
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

// question returns a question for the metric of a subject.
func (f fact) question(subject string) string {
	if f.Kind == "date" {
		return subject + "什么时候" + f.Metric
	}
	return subject + f.Metric + "是多少"
}

// factKey holds the fields of a fact that have to be unique; others are empty.
type factKey struct{ subject, metric, year, status string }

// unique returns the facts whose key no other fact has.
func unique(facts []fact, key func(fact) factKey) (out []fact) {
	n := map[factKey]int{}
	for _, f := range facts {
		n[key(f)]++
	}
	for _, f := range facts {
		if n[key(f)] == 1 {
			out = append(out, f)
		}
	}
	return out
}

// madeOf returns questions made from facts: for a subject's metric with one fact; for
// one with a fact a year, or a target; and, without an answer, for a subject with the
// metric of another if no text of texts has both.
func madeOf(facts []fact, texts []string) (out []verdict.Gold) {
	add := func(kind string, n int, question string, f *fact) {
		g := verdict.Gold{ID: fmt.Sprintf("%s-%d", kind, n), Question: question, Kind: "quantity"}
		if f != nil {
			g.Answerable, g.Answers, g.Figure, g.Contains = true, []string{f.Text}, f.gold(), []string{f.Text}
		}
		out = append(out, g)
	}
	plain := unique(facts, func(f fact) factKey { return factKey{subject: f.Subject, metric: f.Metric} })
	for i := 0; i < len(plain); i += madeEvery {
		f := plain[i]
		add("made", i, f.question(f.Subject), &f)
		other := plain[(i+len(plain)/2)%len(plain)]
		if i/madeEvery%2 == 0 && other.Subject != f.Subject && !together(texts, f.Subject, other.Metric) {
			add("unmade", i, other.question(f.Subject), nil)
		}
	}
	for i, f := range unique(facts, func(f fact) factKey { return factKey{f.Subject, f.Metric, f.year(), ""} }) {
		if f.year() != "" && f.Kind != "date" && !slices.ContainsFunc(plain, func(o fact) bool { return o.Subject == f.Subject && o.Metric == f.Metric }) {
			add("year", i, f.year()+"年"+f.question(f.Subject), &f)
		}
	}
	for i, f := range unique(facts, func(f fact) factKey { return factKey{f.Subject, f.Metric, f.year(), f.Status} }) {
		if f.Status == "target" && f.year() != "" && !strings.Contains(f.Metric, "目标") {
			add("target", i, f.year()+"年"+f.Subject+f.Metric+"的目标是多少", &f)
		}
	}
	return out
}

func together(texts []string, a, b string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, a) && strings.Contains(t, b) })
}
