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
	Period  string `json:"period"` // ISO 8601; "" where no time is told
	Status  string `json:"status"`
}

// year returns the year that a fact is of, "" where it is not of a year as a whole.
func (f fact) year() string {
	if len(f.Period) != len("2024") {
		return ""
	}
	return f.Period
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

// told is what makes a fact the only one of its kind: some of its fields.
type told struct{ subject, metric, year, status string }

// onlyOnes returns the facts that no other one shares what key returns with.
func onlyOnes(facts []fact, key func(fact) told) (out []fact) {
	n := map[told]int{}
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

// madeOf makes questions of facts that tell one thing once, of what tells it of
// several years or as a target, and of things with the metrics of others where no
// text of texts has both.
func madeOf(facts []fact, texts []string) (out []verdict.Gold) {
	add := func(kind string, n int, question string, f *fact) {
		g := verdict.Gold{ID: fmt.Sprintf("%s-%d", kind, n), Question: question, Kind: "quantity"}
		if f != nil {
			g.Answerable, g.Answers, g.Figure, g.Contains = true, []string{f.Text}, f.gold(), []string{f.Text}
		}
		out = append(out, g)
	}
	plain := onlyOnes(facts, func(f fact) told { return told{subject: f.Subject, metric: f.Metric} })
	for i := 0; i < len(plain); i += madeEvery {
		f := plain[i]
		add("made", i, f.question(f.Subject), &f)
		other := plain[(i+len(plain)/2)%len(plain)]
		if i/madeEvery%2 == 0 && other.Subject != f.Subject && !together(texts, f.Subject, other.Metric) {
			add("unmade", i, other.question(f.Subject), nil)
		}
	}
	for i, f := range onlyOnes(facts, func(f fact) told { return told{f.Subject, f.Metric, f.year(), ""} }) {
		if f.year() != "" && f.Kind != "date" && !slices.ContainsFunc(plain, func(o fact) bool { return o.Subject == f.Subject && o.Metric == f.Metric }) {
			add("year", i, f.year()+"年"+f.question(f.Subject), &f)
		}
	}
	for i, f := range onlyOnes(facts, func(f fact) told { return told{f.Subject, f.Metric, f.year(), f.Status} }) {
		if f.Status == "target" && f.year() != "" && !strings.Contains(f.Metric, "目标") {
			add("target", i, f.year()+"年"+f.Subject+f.Metric+"的目标是多少", &f)
		}
	}
	return out
}

func together(texts []string, a, b string) bool {
	return slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, a) && strings.Contains(t, b) })
}
