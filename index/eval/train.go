package eval

import (
	"context"
	"crypto/sha1"
	"fmt"
	"io"
	"math"
	"time"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

type trainQuestion struct {
	ID        string `json:"id"`
	Question  string `json:"question"`
	ContextID string `json:"context_id"`
	Title     string `json:"title"`
}

// Example is one question with its candidates.
type example struct {
	set     string
	heldOut bool
	gold    int // -1 when not among the candidates
	x       [][]float64
}

func (r Run) Train(ctx context.Context, contexts, questions []Input) error {
	var as []*knowledge.Article
	for _, in := range contexts {
		if err := eachLine(in, in.Name, func(c qaContext) error {
			as = append(as, textArticle(c.ID, c.Text, knowledge.Date{}))
			return ctx.Err()
		}); err != nil {
			return err
		}
	}
	x, err := r.open(ctx, articles(as))
	if err != nil {
		return err
	}
	var es []example
	var took time.Duration
	n := 0
	for _, in := range questions {
		err := eachLine(in, in.Name, func(q trainQuestion) error {
			for v, text := range []string{q.Question, zhtext.FoldString(q.Question)} {
				if v == 1 {
					continue
				}
				start := time.Now()
				query := x.Lexicon().ParseQuery(text, knowledge.Date{Year: 2025, Month: 1, Day: 1})
				cs, err := x.Candidates(ctx, query)
				if err != nil {
					return err
				}
				took += time.Since(start)
				n++
				e := example{set: fmt.Sprint(in.Name, v), gold: -1, heldOut: sha1.Sum([]byte(q.Title))[0]%3 == 0}
				for i, c := range cs {
					if c.Passage == q.ContextID+"#1" {
						e.gold = i
					}
					e.x = append(e.x, c.Features)
				}
				es = append(es, e)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(r.Out, "search %v a question\n", took/time.Duration(n))
	names := index.FeatureNames()
	w := fit(es, len(names), func(e example) bool { return !e.heldOut })
	report(r.Out, es, w)
	for i, name := range names {
		fmt.Fprintf(r.Out, "W\t%s\t%.3f\n", name, w[i])
	}
	return nil
}

func fit(es []example, n int, use func(example) bool) []float64 {
	w := make([]float64, n)
	m, v := make([]float64, n), make([]float64, n)
	for epoch := 1; epoch <= 400; epoch++ {
		g := make([]float64, n)
		count := 0.0
		for _, e := range es {
			if e.gold < 0 || !use(e) {
				continue
			}
			count++
			p := make([]float64, len(e.x))
			top := math.Inf(-1)
			for i, x := range e.x {
				p[i] = dot(w, x)
				top = max(top, p[i])
			}
			sum := 0.0
			for i := range p {
				p[i] = math.Exp(p[i] - top)
				sum += p[i]
			}
			for i, x := range e.x {
				d := p[i] / sum
				if i == e.gold {
					d--
				}
				if d > -1e-6 && d < 1e-6 {
					continue
				}
				for k := range x {
					g[k] += d * x[k]
				}
			}
		}
		for k := range w {
			g[k] = g[k]/count + 1e-5*w[k]
			m[k] = 0.9*m[k] + 0.1*g[k]
			v[k] = 0.999*v[k] + 0.001*g[k]*g[k]
			w[k] -= 0.3 * m[k] / (1 - math.Pow(0.9, float64(epoch))) / (math.Sqrt(v[k]/(1-math.Pow(0.999, float64(epoch)))) + 1e-8)
		}
	}
	return w
}

func dot(w, x []float64) float64 {
	s := 0.0
	for i := range w {
		s += w[i] * x[i]
	}
	return s
}

func report(out io.Writer, es []example, w []float64) {
	type tallies struct{ n, right, gold int }
	t := map[string]*tallies{}
	var order []string
	for _, e := range es {
		for _, part := range []string{"all", map[bool]string{true: "held out", false: "trained"}[e.heldOut]} {
			k := e.set + " " + part
			if t[k] == nil {
				t[k] = &tallies{}
				order = append(order, k)
			}
			t[k].n++
			if e.gold >= 0 {
				t[k].gold++
			}
			best, at := math.Inf(-1), -1
			for i, x := range e.x {
				if s := dot(w, x); s > best {
					best, at = s, i
				}
			}
			if at == e.gold && at >= 0 {
				t[k].right++
			}
		}
	}
	for _, k := range order {
		fmt.Fprintf(out, "%-60s n %d  R@1 %.4f  R@50 %.4f\n", k, t[k].n, float64(t[k].right)/float64(t[k].n), float64(t[k].gold)/float64(t[k].n))
	}
}
