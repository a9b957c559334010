package check

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/internal/needs"
	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"
)

// fact is a line of facts.jsonl.
type fact struct {
	Text, Kind, Subject, Metric, Period, Status, Qualifier string
}

// when returns the time of a fact as a draft says it.
func (f fact) when() string {
	from, to, ranged := strings.Cut(f.Period, "/")
	switch {
	case f.Period == "":
		return ""
	case ranged && len(from) == len("2024-01") && len(to) == len("2024-01"):
		return fmt.Sprintf("%s年%s—%s月，", from[:4], strings.TrimLeft(from[5:], "0"), strings.TrimLeft(to[5:], "0"))
	case strings.HasSuffix(f.Period, "-12-31"):
		return f.Period[:4] + "年末，"
	}
	return knowledge.PeriodWords(f.Period) + "，"
}

// clause returns what a draft says of a fact, without its thing.
func (f fact) clause(text string) string {
	return map[string]string{"planned": "计划", "expected": "预计", "target": "力争"}[f.Status] + f.Metric + text
}

// figures returns the figure of a fact as a draft has it, and another value; "" if the
// fact has no plain figure.
func (f fact) figures() (text, changed string) {
	text = f.Text
	switch behind := strings.HasSuffix(f.Qualifier, "上") || strings.HasSuffix(f.Qualifier, "下") || strings.HasSuffix(f.Qualifier, "右") || strings.HasSuffix(f.Qualifier, "内"); {
	case strings.Contains(text, f.Qualifier):
	case behind:
		text += f.Qualifier
	default:
		text = f.Qualifier + text
	}
	fs := figure.Scan(text, knowledge.Date{})
	i := strings.IndexAny(text, "123456789")
	if len(fs) != 1 || fs[0].Value == nil || fs[0].Kind == knowledge.Number || f.Kind == "date" || i < 0 {
		return "", ""
	}
	return text, text[:i] + string(text[i]%9+'1') + text[i+1:]
}

// tally counts verdicts by the kind of draft.
type tally map[string]map[ledger.Verdict]int

func (t tally) add(kind string, v ledger.Verdict) {
	if t[kind] == nil {
		t[kind] = map[ledger.Verdict]int{}
	}
	t[kind][v]++
}

// TestDistricts checks drafts that are made of what the releases of districts state:
// each figure alone and with others of its thing, as it is, with another value, and of a
// thing that nobody has heard of. A wrong figure hardly ever agrees, and a right one is
// hardly ever contradicted.
//
// The districts are invented, with the figures that their releases state.
// BEILUN_DISTRICTS begins the names of those to read, and BEILUN_VERDICT is a verdict to
// list true figures of.
func TestDistricts(t *testing.T) {
	needs.Long(t, "some seconds")
	dirs, err := filepath.Glob(filepath.Join(needs.Shared(t, "eval/press"), os.Getenv("BEILUN_DISTRICTS")+"*", "releases"))
	if err != nil || len(dirs) == 0 {
		t.Fatal(err, dirs)
	}
	today := knowledge.Date{Year: 2026, Month: 1, Day: 10}
	for _, dir := range dirs {
		x, err := indexOf(os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		c := New(x, func() knowledge.Date { return today })
		facts := factsIn(t, filepath.Join(filepath.Dir(dir), "facts.jsonl"))
		counts := tally{}
		check := func(kind, draft string, figures int, wrong ...ledger.Verdict) {
			cs, err := c.Check(t.Context(), draft, "")
			if err != nil {
				t.Fatal(err)
			}
			cs = cs[max(0, len(cs)-figures):] // a name may have a number
			for range figures - len(cs) {
				counts.add(kind, ledger.NotRead)
			}
			for _, k := range cs {
				counts.add(kind, k.Verdict)
				if slices.Contains(wrong, k.Verdict) || kind == "true" && string(k.Verdict) == os.Getenv("BEILUN_VERDICT") {
					t.Logf("%s: %s in %s: %s", kind, k.Figure.Text, draft, outcome([]Checked{k}))
				}
			}
		}
		var agreeing = []ledger.Verdict{ledger.Agrees, ledger.Disputed, ledger.Outdated}
		for i := 0; i < len(facts); {
			f := facts[i]
			run := 1
			for run < 4 && i+run < len(facts) && facts[i+run].Subject == f.Subject && facts[i+run].Period == f.Period {
				run++
			}
			var clauses, changes []string
			for _, g := range facts[i : i+run] {
				text, changed := g.figures()
				if text == "" {
					continue
				}
				check("true", g.when()+g.Subject+g.clause(text), 1, ledger.Contradicts)
				check("unknown", g.when()+"凤栖云谷产业园"+g.clause(text), 1, append(agreeing, ledger.Contradicts)...)
				clauses = append(clauses, g.clause(text))
				if !slices.ContainsFunc(facts, func(h fact) bool { t, _ := h.figures(); return t == changed && h.Subject == g.Subject }) {
					check("changed", g.when()+g.Subject+g.clause(changed), 1, agreeing...)
					changes = append(changes, g.clause(changed))
				}
			}
			if len(clauses) > 1 {
				check("true, joined", f.when()+f.Subject+strings.Join(clauses, "，"), len(clauses), ledger.Contradicts)
			}
			if len(changes) > 1 {
				check("changed, joined", f.when()+f.Subject+strings.Join(changes, "，"), len(changes), agreeing...)
			}
			i += run
		}
		for _, kind := range []string{"true", "true, joined", "changed", "changed, joined", "unknown"} {
			n := 0
			for _, m := range counts[kind] {
				n += m
			}
			v := counts[kind]
			t.Logf("%s, %s: of %d %d agree, %d are disputed, %d outdated, %d contradicted, %d ahead, %d not known, %d not read", filepath.Base(filepath.Dir(dir)), kind, n,
				v[ledger.Agrees], v[ledger.Disputed], v[ledger.Outdated], v[ledger.Contradicts], v[ledger.Ahead], v[ledger.NotKnown], v[ledger.NotRead])
			wrong := v[ledger.Contradicts]
			if !strings.HasPrefix(kind, "true") {
				wrong = v[ledger.Agrees] + v[ledger.Disputed] + v[ledger.Outdated]
			}
			if wrong*40 > n {
				t.Errorf("%d of %d verdicts on figures that are %s are wrong", wrong, n, kind)
			}
		}
	}
}

func factsIn(t *testing.T, file string) (out []fact) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		var f fact
		if err := json.Unmarshal(line, &f); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out = append(out, f)
	}
	return out
}
