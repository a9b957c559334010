package frame_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/library"
	"beilun/index/query"
	"beilun/internal/needs"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/corpus"
	"beilun/knowledge/ledger"
)

// gold is a question of questions.jsonl, and fact a line of facts.jsonl.
type gold struct {
	ID, Question, Kind string
	Answerable         bool
	Release            string
	Figure             *struct {
		Value float64
		Unit  string
	}
	Turns   []gold
	AskedOn string `json:"asked_on"`
}

type fact struct {
	Release, Text, Unit, Subject, Metric string
	Value                                float64
}

func lines[T any](t *testing.T, path string) (out []T) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var v T
		if strings.TrimSpace(line) == "" {
			continue
		}
		// what a line has of another form than it should does not matter here
		if err := json.Unmarshal([]byte(line), &v); err != nil && !strings.Contains(err.Error(), "cannot unmarshal") {
			t.Fatal(path, err)
		}
		out = append(out, v)
	}
	return out
}

func open(t testing.TB, dir string) *index.Index {
	t.Helper()
	c, err := corpus.Open(filepath.Join(dir, "releases"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	lex, source, err := index.LexiconFor(context.Background(), "", library.Source(c.Each))
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.InMemory(index.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if _, err := x.Sync(context.Background(), source); err != nil {
		t.Fatal(err)
	}
	return x
}

// understand reads a question as an answerer does.
func understand(x *index.Index, rd *frame.Reader, question, on string) *frame.Frame {
	today, _ := knowledge.ParseDate(on)
	text, _, _ := x.Correct(question)
	return rd.Understand(query.Parse(x.Lexicon(), text, today))
}

// kinds are what the kinds of questions of the districts ask for.
var kinds = map[string][]frame.Asks{
	"money": {frame.Figure}, "quantity": {frame.Figure}, "percent": {frame.Figure}, "area": {frame.Figure}, "length": {frame.Figure},
	"datetime": {frame.Time}, "duration": {frame.Duration}, "person": {frame.Person}, "organisation": {frame.Organisation}, "location": {frame.Place},
	"list": {frame.List}, "why": {frame.Reason}, "how": {frame.Manner}, "process": {frame.Manner}, "definition": {frame.Definition, frame.About},
	"purpose": {frame.Purpose}, "yesno": {frame.Whether}, "status": {frame.Status, frame.Whether}, "about": {frame.About, frame.Latest},
}

// fits are the classes of the figures of a kind.
var fits = map[string][]concept.Class{
	"money": {concept.Money}, "percent": {concept.Percent}, "area": {concept.Area}, "length": {concept.Length},
}

// TestDistricts holds frames against what is known of the questions about districts:
// the kind of question, the class of its figure, and of the fact that answers it the
// thing, where the question shares a word with its name, and the measure. FRAME_LIST
// names the lists of what goes wrong that it prints: asks, class, names, metric,
// unknown-true, unknown-false.
func TestDistricts(t *testing.T) {
	t.Parallel()
	needs.Long(t, "ten seconds")
	dirs, _ := filepath.Glob("../../eval/testdata/[pr]*/*") // press and rounds: those that are known
	verbose := os.Getenv("FRAME_LIST")
	confused := map[string]map[string]int{}
	var asked, right, classed, classRight, things, named, metrics, metricRight int
	unknown, total := map[bool]int{}, map[bool]int{}
	for _, dir := range dirs {
		if _, err := os.Stat(filepath.Join(dir, "releases")); err != nil {
			continue
		}
		x := open(t, dir)
		rd := frame.NewReader(x)
		facts := lines[fact](t, filepath.Join(dir, "facts.jsonl"))
		say := func(what string, args ...any) {
			if strings.Contains(verbose, what) {
				fmt.Println(what, filepath.Base(dir), fmt.Sprint(args...))
			}
		}
		for _, g := range lines[gold](t, filepath.Join(dir, "questions.jsonl")) {
			turns := []gold{g}
			if len(g.Turns) > 0 {
				turns = g.Turns[:1]
			}
			for _, q := range turns {
				f := understand(x, rd, q.Question, g.AskedOn)
				if confused[q.Kind] == nil {
					confused[q.Kind] = map[string]int{}
				}
				confused[q.Kind][f.Asks.String()]++
				if len(f.Unknown) > 0 {
					unknown[q.Answerable]++
					say(fmt.Sprintf("unknown-%t", q.Answerable), f.Text, " ", describe(f))
				}
				total[q.Answerable]++
				if want, ok := kinds[q.Kind]; ok {
					asked++
					if slices.Contains(want, f.Asks) {
						right++
					} else {
						say("asks", q.Kind, " ", f.Asks, " ", f.Text, " ", f.Asking)
					}
				}
				if want, ok := fits[q.Kind]; ok && f.Asks == frame.Figure {
					classed++
					if f.Classes == nil || slices.ContainsFunc(want, func(c concept.Class) bool { return slices.Contains(f.Classes, c) }) {
						classRight++
					} else {
						say("class", q.Kind, " ", f.Classes, " ", f.Text, " ", describe(f))
					}
				}
				if q.Figure == nil || !q.Answerable {
					continue
				}
				of := factOf(facts, q)
				if of == nil {
					continue
				}
				subject := zhtext.FoldString(of.Subject)
				if shares(f.Text, subject) {
					things++
					if isNamed(f, subject) {
						named++
					} else {
						say("names", subject, " | ", f.Text, " | ", describe(f))
					}
				}
				if cs := longest(concept.Default().Find(zhtext.FoldString(of.Metric))); len(cs) > 0 {
					metrics++
					if slices.ContainsFunc(cs, func(c *concept.Concept) bool { return calls(f, c) }) {
						metricRight++
					} else {
						say("metric", of.Metric, " ", cs[0].Name, " | ", f.Text, " | ", describe(f))
					}
				}
			}
		}
	}
	var rows []string
	for kind, by := range confused {
		rows = append(rows, fmt.Sprintf("%-13s %v", kind, by))
	}
	sort.Strings(rows)
	t.Logf("\n%s", strings.Join(rows, "\n"))
	t.Logf("unknown names: in %d of %d with an answer, in %d of %d without", unknown[true], total[true], unknown[false], total[false])
	if unknown[true]*50 > total[true] {
		t.Errorf("names that are none of the releases in %d questions that have an answer", unknown[true])
	}
	floors := []struct {
		what  string
		n, of int
		least float64
	}{
		{"kind of answer", right, asked, .93}, {"class of figure", classRight, classed, .96}, {"thing", named, things, .64}, {"metric", metricRight, metrics, .78},
	}
	for _, r := range floors {
		share := float64(r.n) / float64(max(1, r.of))
		t.Logf("%-16s %.3f of %d", r.what, share, r.of)
		if share < r.least {
			t.Errorf("%s: %.3f, want %.3f at least", r.what, share, r.least)
		}
	}
}

func describe(f *frame.Frame) string {
	var b strings.Builder
	for _, n := range f.Names {
		fmt.Fprintf(&b, " %s→%s(%d)", n.Text, n.Thing, n.Fit)
		if len(n.Others) > 0 {
			fmt.Fprintf(&b, "%v", n.Others)
		}
	}
	for _, w := range f.Unknown {
		fmt.Fprintf(&b, " ?%s", w.Text)
	}
	for _, m := range f.Concepts {
		var names []string
		for _, c := range m.Concepts {
			names = append(names, c.Name)
		}
		fmt.Fprintf(&b, " [%s=%s]", m.Text, strings.Join(names, ","))
	}
	for _, w := range f.Rest {
		fmt.Fprintf(&b, " +%s:%d", w.Text, w.Passages)
	}
	return b.String()
}

func factOf(facts []fact, q gold) *fact {
	for i := range facts {
		f := &facts[i]
		if f.Release == q.Release && f.Value == q.Figure.Value && f.Unit == q.Figure.Unit {
			return f
		}
	}
	return nil
}

// shares reports whether a text has two neighbouring characters of a name.
func shares(text, name string) bool {
	rs := []rune(name)
	for i := 0; i+2 <= len(rs); i++ {
		if strings.Contains(text, string(rs[i:i+2])) {
			return true
		}
	}
	return false
}

func isNamed(f *frame.Frame, subject string) bool {
	return slices.ContainsFunc(f.Names, func(n frame.Name) bool {
		for _, s := range append([]string{n.Thing, n.Text}, n.Others...) {
			if n.Part != "" && !strings.Contains(s, n.Part) {
				if strings.HasPrefix(subject, s) && strings.Contains(subject, n.Part) {
					return true // 砚桥项目一期 is that of 砚桥
				}
				s += n.Part
			}
			if ledger.SameThing(s, subject) || ledger.Means(s, subject, false) || ledger.Means(subject, s, false) {
				return true
			}
		}
		return false
	})
}

func longest(ms []concept.Match) (out []*concept.Concept) {
	size := 0
	ms = slices.DeleteFunc(ms, func(m concept.Match) bool { return m.Concepts[0].Kind != concept.Metric })
	for _, m := range ms {
		if m.End-m.Start > size {
			size, out = m.End-m.Start, m.Concepts
		}
	}
	return out
}

func calls(f *frame.Frame, c *concept.Concept) bool {
	return slices.ContainsFunc(f.Concepts, func(m frame.Mention) bool { return slices.Contains(m.Concepts, c) })
}
