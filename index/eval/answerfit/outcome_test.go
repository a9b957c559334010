package answerfit

import (
	"fmt"
	"os"
	"testing"

	"beilun/index/answer/choice"
	"beilun/index/eval/learn"
	"beilun/index/eval/verdict"
)

type judged struct {
	q        *Asked
	features []int32
	values   []float64
	claim    verdict.Verdict // of the best candidate
	passage  bool            // its passage tells
	known    bool
	best     *choice.Candidate
	rank5    int
}

func judgedBy(d *District, w choice.Weights) (out []judged) {
	for k := range d.Asked {
		q := &d.Asked[k]
		cs := append([]choice.Candidate(nil), q.Candidates...)
		verd := map[*int32]verdict.Verdict{}
		for m := range cs {
			verd[&cs[m].Features[0]] = q.Verdicts[m]
		}
		choice.Rank(cs, w)
		j := judged{q: q, known: q.Gold.Answerable}
		j.features, j.values = q.Reading.Doubt(cs)
		if best := choice.Best(cs); best != nil {
			b := *best
			j.best = &b
			j.claim = verd[&b.Features[0]]
			j.passage = !q.Gold.Answerable || verdict.Rank(&q.Gold, []string{q.Hits[b.Hit].Passage.Text}) == 1
		} else {
			j.claim = verdict.Refused
		}
		out = append(out, j)
	}
	return out
}

func TestOutcome(t *testing.T) {
	ds := all(t)
	fmt.Sscan(os.Getenv("HP"), &Defaults.Steps, &Defaults.Rate, &Defaults.Decay)
	oo := learn.Options{Steps: 150, Rate: 0.05, Decay: 4}
	fmt.Sscan(os.Getenv("OO"), &oo.Steps, &oo.Rate, &oo.Decay)
	js := make([][]judged, len(ds))
	for i, d := range ds {
		var rest []*District
		for j, o := range ds {
			if j != i || os.Getenv("ALL") != "" {
				rest = append(rest, o)
			}
		}
		js[i] = judgedBy(d, Learn(rest, Defaults))
	}
	log, _ := os.Create("/tmp/believed.log")
	defer log.Close()
	sum := map[string]int{}
	n, un := 0, 0
	var bins [10][2]int
	for i, d := range ds {
		var right, passage, known []learn.Case
		for j := range ds {
			if j == i {
				continue
			}
			for _, x := range js[j] {
				right = append(right, learn.Case{Features: x.features, Values: x.values, So: x.known && x.claim == verdict.Right})
				passage = append(passage, learn.Case{Features: x.features, Values: x.values, So: x.passage})
				known = append(known, learn.Case{Features: x.features, Values: x.values, So: x.known})
			}
		}
		m := choice.Beliefs{Right: learn.Judge(right, choice.Doubts(), oo), Passage: learn.Judge(passage, choice.Doubts(), oo), Known: learn.Judge(known, choice.Doubts(), oo)}
		for _, x := range js[i] {
			b := m.Of(x.features, x.values)
			o := b.Outcome()
			if x.best == nil {
				o = choice.Declined
			}
			bin := min(9, int(b.Right*10))
			bins[bin][1]++
			ok := x.known && x.claim == verdict.Right
			if ok {
				bins[bin][0]++
			}
			if b.Right > 0.7 && !ok && x.best != nil {
				fmt.Fprintf(log, "%.2f %s %v %q gold %q got %q | %s\n", b.Right, x.q.Gold.ID, x.known, x.q.Gold.Question, x.q.Gold.Answers, x.best.Text(x.q.Hits), x.claim)
				if f := x.best.Figure; f != nil {
					fmt.Fprintf(log, "     %s/%s/%s/%s", f.Binding.Subject, f.Binding.Scope, f.Binding.Metric, f.Binding.Period)
				}
				fr := x.q.Frame
				fmt.Fprintf(log, "     asks %s %v names", fr.Asks, fr.Classes)
				for _, n := range fr.Names {
					fmt.Fprintf(log, " %s>%s", n.Text, n.Thing)
				}
				fmt.Fprint(log, " unknown")
				for _, n := range fr.Unknown {
					fmt.Fprintf(log, " %s", n.Text)
				}
				fmt.Fprint(log, " concepts")
				for _, n := range fr.Concepts {
					fmt.Fprintf(log, " %s", n.Text)
				}
				fmt.Fprint(log, " rest")
				for _, n := range fr.Rest {
					fmt.Fprintf(log, " %s", n.Text)
				}
				fmt.Fprintf(log, " time %v\n     %s\n", fr.Time.Years, x.best.Sentence.Of(x.q.Hits[x.best.Hit].Passage.Text))
			}
			key := ""
			switch o {
			case choice.Claimed:
				key = string(x.claim)
				if !x.known {
					key = "wrong"
				}
			case choice.Quoted:
				key = "quoted"
				if x.known && !x.passage {
					key = "wrong"
				}
			default:
				key = "refused"
			}
			if x.known {
				n++
				sum["A "+key]++
				kind := "text"
				if x.q.Gold.IsFigure() {
					kind = "figures"
				}
				sum[kind+" "+key]++
				sum[kind+" n"]++
			} else {
				un++
				sum["U "+key]++
			}
			_ = d
		}
	}
	for _, k := range []string{"right", "long", "quoted", "ragged", "refused", "wrong"} {
		t.Logf("%-8s all %.3f figures %.3f text %.3f unanswerable %.3f", k, float64(sum["A "+k])/float64(n), float64(sum["figures "+k])/float64(sum["figures n"]), float64(sum["text "+k])/float64(sum["text n"]), float64(sum["U "+k])/float64(un))
	}
	t.Logf("confidently wrong of all %.3f; right or quoted %.3f", float64(sum["A wrong"]+sum["U wrong"])/float64(n+un), float64(sum["A right"]+sum["A quoted"])/float64(n))
	f1 := 0
	for i := range js {
		for _, x := range js[i] {
			if x.known && x.claim == verdict.Right {
				f1++
			}
		}
	}
	t.Logf("forced right %.3f", float64(f1)/float64(n))
	for b, x := range bins {
		t.Logf("believed %.1f: %d, right %.2f", float64(b)/10, x[1], float64(x[0])/float64(max(1, x[1])))
	}
}
