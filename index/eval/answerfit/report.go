package answerfit

import (
	"context"
	"fmt"
	"strings"

	"beilun/index/answer"
	"beilun/index/answer/choice"
	"beilun/index/eval/verdict"
)

// Report counts the verdicts on answers, by district, by kind, and in all.
type Report struct {
	Rows  []*Row
	Best  Sure     // best candidates of questions that have an answer
	Sure  [10]Sure // best candidates by tenths of the belief that they answer
	byKey map[string]*Row
}

// Names of rows: questions about districts other than small ones, about small
// districts, and made from facts.
const (
	All   = "all"
	Small = "small"
	Made  = "made"
)

// Row counts the verdicts on the answers to some questions.
type Row struct {
	Name         string
	Answerable   int
	Unanswerable int
	Verdicts     map[verdict.Verdict]int // of answerable questions
	Refusals     map[verdict.Verdict]int // of the others
	Known        int                     // questions with a known passage
	First, Five  int                     // of these, with that passage first, and among the first five
}

// Sure counts best candidates, and those that answer the question.
type Sure struct{ All, Right int }

func (s *Sure) add(right bool) {
	s.All++
	if right {
		s.Right++
	}
}

// countBest counts the best candidates of questions by how far m believes in them.
func (r *Report) countBest(ds []doubt, m choice.Beliefs) {
	for _, d := range ds {
		if d.made {
			continue
		}
		b := &r.Sure[min(9, int(m.Of(d.features, d.values).Right*10))]
		b.add(d.right)
		if d.known {
			r.Best.add(d.right)
		}
	}
}

// row returns the row of that name.
func (r *Report) row(name string) *Row {
	if r.byKey == nil {
		r.byKey = map[string]*Row{}
	}
	w := r.byKey[name]
	if w == nil {
		w = &Row{Name: name, Verdicts: map[verdict.Verdict]int{}, Refusals: map[verdict.Verdict]int{}}
		r.byKey[name] = w
		r.Rows = append(r.Rows, w)
	}
	return w
}

// Row returns the row of a district, of figures or text, of a kind of question
// ("kind money"), or one of the names above; nil if there is none.
func (r *Report) Row(name string) *Row { return r.byKey[name] }

// ask asks the questions of d and counts the verdicts on their answers.
func (r *Report) ask(ctx context.Context, d *District, o answer.Options) error {
	return d.ask(ctx, o, func(_ *answer.Answerer, g verdict.Gold, made bool, _ string, ans *answer.Answer) error {
		r.add(d, made, &g, ans)
		return nil
	}, true)
}

// merge adds the counts of another report.
func (r *Report) merge(o *Report) {
	for _, w := range o.Rows {
		r.row(w.Name).merge(w)
	}
}

// merge adds the counts of another row.
func (w *Row) merge(o *Row) {
	w.Answerable += o.Answerable
	w.Unanswerable += o.Unanswerable
	for v, n := range o.Verdicts {
		w.Verdicts[v] += n
	}
	for v, n := range o.Refusals {
		w.Refusals[v] += n
	}
	w.Known += o.Known
	w.First += o.First
	w.Five += o.Five
}

func (r *Report) add(d *District, made bool, g *verdict.Gold, ans *answer.Answer) {
	reply := verdict.Reply{Quoted: ans.Quoted != nil}
	if said := ans.Said(); said != nil {
		reply.Passages = append(reply.Passages, said.Hit.Passage.Text)
	}
	reply.Claim = ans.ClaimText()
	for _, h := range ans.Passages {
		reply.Passages = append(reply.Passages, h.Passage.Text)
	}
	v, place := verdict.Judge(g, reply), verdict.Rank(g, reply.Passages)
	names := []string{All, d.Name, "text", "kind " + g.Kind}
	if g.IsFigure() {
		names[2] = "figures"
	}
	switch {
	case made:
		names = []string{Made}
	case d.Open:
		names = []string{d.Name}
	case d.Small:
		names = []string{Small, d.Name}
	}
	for _, name := range names {
		r.row(name).count(g, v, place)
	}
}

func (w *Row) count(g *verdict.Gold, v verdict.Verdict, place int) {
	if !g.Answerable {
		w.Unanswerable++
		w.Refusals[v]++
		return
	}
	w.Answerable++
	w.Verdicts[v]++
	if len(g.Contains) > 0 {
		w.Known++
	}
	if place == 1 {
		w.First++
	}
	if 1 <= place && place <= 5 {
		w.Five++
	}
}

// Share returns the share of answerable questions that have a verdict.
func (w *Row) Share(v verdict.Verdict) float64 { return share(w.Verdicts[v], w.Answerable) }

// Refusal returns the share of unanswerable questions that have a verdict.
func (w *Row) Refusal(v verdict.Verdict) float64 { return share(w.Refusals[v], w.Unanswerable) }

// Wrong returns the share of all questions with a wrong claim.
func (w *Row) Wrong() float64 {
	return share(w.Verdicts[verdict.Wrong]+w.Refusals[verdict.Wrong], w.Answerable+w.Unanswerable)
}

func share(n, all int) float64 { return float64(n) / float64(max(1, all)) }

// String returns the report as tables.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s %5s %6s %6s %6s %6s %6s %6s | %4s %6s %6s %6s | %6s %6s | %s\n",
		"", "n", "right", "quoted", "long", "ragged", "refuse", "wrong", "none", "refuse", "hedged", "wrong", "first", "five", "wrong of all")
	for _, kinds := range []bool{false, true} {
		for _, w := range r.Rows {
			if strings.HasPrefix(w.Name, "kind ") == kinds {
				b.WriteString(w.String() + "\n")
			}
		}
	}
	fmt.Fprintf(&b, "best candidates of questions with an answer: %d, %.3f answer\n", r.Best.All, share(r.Best.Right, r.Best.All))
	b.WriteString("best candidates by how far they are believed to answer:\n")
	for i, s := range r.Sure {
		fmt.Fprintf(&b, "  from .%d: %d, %.2f do", i, s.All, share(s.Right, s.All))
	}
	return b.String() + "\n"
}

// String returns the row as a line.
func (w *Row) String() string {
	return fmt.Sprintf("%-18s %5d %6.3f %6.3f %6.3f %6.3f %6.3f %6.3f | %4d %6.3f %6.3f %6.3f | %6.3f %6.3f | %.3f", w.Name, w.Answerable,
		w.Share(verdict.Right), w.Share(verdict.Quoted), w.Share(verdict.Long), w.Share(verdict.Ragged), w.Share(verdict.Refused), w.Share(verdict.Wrong),
		w.Unanswerable, w.Refusal(verdict.Refused), w.Refusal(verdict.Quoted), w.Refusal(verdict.Wrong),
		share(w.First, w.Known), share(w.Five, w.Known), w.Wrong())
}
