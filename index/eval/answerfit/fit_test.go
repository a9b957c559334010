package answerfit

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"beilun/index/answer/choice"
	"beilun/index/eval/verdict"
)

func all(t *testing.T) []*District {
	var out []*District
	for _, pattern := range []string{"../testdata/press/*", "../testdata/rounds/*"} {
		dirs, _ := filepath.Glob(pattern)
		for _, dir := range dirs {
			d, err := Read(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, d)
		}
	}
	return out
}

func TestLeftOut(t *testing.T) {
	ds := all(t)
	fmt.Sscan(os.Getenv("HP"), &Defaults.Steps, &Defaults.Rate, &Defaults.Decay)
	fmt.Sscan(os.Getenv("HP"), &Defaults.Steps, &Defaults.Rate, &Defaults.Decay)
	sum := map[verdict.Verdict]int{}
	n, un, unWrong, oracle, firstRight := 0, 0, 0, 0, 0
	byKind := map[string][4]int{}
	log, _ := os.Create("/tmp/road.log")
	type scored struct {
		p          float64
		right      bool
		answerable bool
	}
	var curve []scored
	for i, d := range ds {
		var rest []*District
		for j, o := range ds {
			if j != i {
				rest = append(rest, o)
			}
		}
		if os.Getenv("ALL") != "" { rest = ds }
		w := Learn(rest, Defaults)
		for k := range d.Asked {
			q := &d.Asked[k]
			cs := append([]choice.Candidate(nil), q.Candidates...)
			verd := map[*int32]verdict.Verdict{}
			for m := range cs {
				if len(cs[m].Features) > 0 {
					verd[&cs[m].Features[0]] = q.Verdicts[m]
				}
			}
			choice.Rank(cs, w)
			top := cs[0]
			if !q.Gold.Answerable {
				un++
				if top.Kind != choice.Nothing {
					unWrong++
				}
			} else {
				n++
				v := verd[&top.Features[0]]
				sum[v]++
				can := false
				for m := range q.Verdicts {
					can = can || q.Verdicts[m] == verdict.Right
				}
				if can {
					oracle++
				}
				kd := byKind[q.Gold.Kind]
				kd[0]++
				if can {
					kd[1]++
				}
				if v == verdict.Right {
					kd[2]++
				}
				if v == verdict.Wrong {
					kd[3]++
				}
				byKind[q.Gold.Kind] = kd
				best := top
				if best.Kind == choice.Nothing && len(cs) > 1 {
					best = cs[1]
				}
				if best.Kind != choice.Nothing && verd[&best.Features[0]] == verdict.Right {
					firstRight++
				}
			}
			best := top
			if best.Kind == choice.Nothing && len(cs) > 1 {
				best = cs[1]
			}
			if best.Kind != choice.Nothing {
				curve = append(curve, scored{best.Chance, verd[&best.Features[0]] == verdict.Right, q.Gold.Answerable})
			}
			state := "NOORACLE"
			place, gi := -1, -1
			for m := range cs {
				if len(cs[m].Features) > 0 && verd[&cs[m].Features[0]] == verdict.Right && cs[m].Kind != choice.Nothing {
					place, gi = m, m
					break
				}
			}
			if gi >= 0 {
				state = "BELOW"
			}
			if best.Kind != choice.Nothing && verd[&best.Features[0]] == verdict.Right {
				state = "OK"
			}
			if !q.Gold.Answerable {
				state = "UN"
			}
			fmt.Fprintf(log, "%s %s %s %q gold %q top %.2f %q second %.2f place %d rel %s\n", state, q.Gold.ID, q.Gold.Kind, q.Gold.Question, q.Gold.Answers, top.Chance, top.Text(q.Hits), best.Chance, place, q.Gold.Release)
			if best.Kind != choice.Nothing {
				fmt.Fprintf(log, "    BEST %s | %q\n", best.Text(q.Hits), best.Sentence.Of(q.Hits[best.Hit].Passage.Text))
				if best.Figure != nil {
					fmt.Fprintf(log, "       %s/%s/%s/%s\n", best.Figure.Binding.Subject, best.Figure.Binding.Scope, best.Figure.Binding.Metric, best.Figure.Binding.Period)
				}
			}
			if gi >= 0 && state == "BELOW" {
				g := cs[gi]
				fmt.Fprintf(log, "    GOLD %.3f %s | %q\n", g.Chance, g.Text(q.Hits), g.Sentence.Of(q.Hits[g.Hit].Passage.Text))
				if g.Figure != nil {
					fmt.Fprintf(log, "       %s/%s/%s/%s\n", g.Figure.Binding.Subject, g.Figure.Binding.Scope, g.Figure.Binding.Metric, g.Figure.Binding.Period)
				}
				has := map[int32]bool{}
				for _, f := range best.Features {
					has[f] = true
				}
				hg := map[int32]bool{}
				for _, f := range g.Features {
					hg[f] = true
				}
				fmt.Fprint(log, "      best:")
				for _, f := range best.Features {
					if !hg[f] && !strings.Contains(choice.FeatureName(int(f)), "&") {
						fmt.Fprintf(log, " %s %.2f", choice.FeatureName(int(f)), w[f])
					}
				}
				fmt.Fprint(log, "\n      gold:")
				for _, f := range g.Features {
					if !has[f] && !strings.Contains(choice.FeatureName(int(f)), "&") {
						fmt.Fprintf(log, " %s %.2f", choice.FeatureName(int(f)), w[f])
					}
				}
				fmt.Fprintln(log)
			}
		}
	}
	t.Logf("n %d oracle %.3f best candidate right %.3f", n, float64(oracle)/float64(n), float64(firstRight)/float64(n))
	for v, c := range sum {
		t.Logf("%s %.3f", v, float64(c)/float64(n))
	}
	t.Logf("unanswerable %d wrong %.3f", un, float64(unWrong)/float64(un))
	var kinds []string
	for k := range byKind {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		x := byKind[k]
		t.Logf("%-14s n %d oracle %.2f right %.2f wrong %.2f", k, x[0], float64(x[1])/float64(x[0]), float64(x[2])/float64(x[0]), float64(x[3])/float64(x[0]))
	}
	for _, th := range []float64{.3, .4, .5, .6, .7, .8, .9} {
		r, wr := 0, 0
		for _, c := range curve {
			if c.p >= th {
				if c.right {
					r++
				} else {
					wr++
				}
			}
		}
		t.Logf("p>=%.1f right %.3f of answerable, wrong %.3f of all", th, float64(r)/float64(n), float64(wr)/float64(n+un))
	}
}
