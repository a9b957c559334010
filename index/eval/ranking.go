package eval

import (
	"context"
	"crypto/sha1"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/query"
	"beilun/index/rank"
	"beilun/knowledge"
)

// RankingTraining holds the learned weights of the ranking, and their scores.
type RankingTraining struct {
	Weights map[string]float64 // by the name of a feature, learned from all questions
	Scores  []RankingScore     // of weights learned from two articles in three
}

// RankingScore counts how often the right passage was ranked first.
type RankingScore struct {
	Set       string // the file of the questions
	HeldOut   bool   // questions about articles that the weights were not learned from
	Questions int
	First     float64 // share with the right passage ranked first
	Found     float64 // share with the right passage among the candidates
}

// String returns the score in one line.
func (s RankingScore) String() string {
	part := "learned from"
	if s.HeldOut {
		part = "held out"
	}
	return fmt.Sprintf("%s, %s: %d questions, R@1 %.4f, found %.4f", s.Set, part, s.Questions, s.First, s.Found)
}

type labelled struct {
	Question  string `json:"question"`
	ContextID string `json:"context_id"`
	Title     string `json:"title"`
}

// example is one question with the features of its candidates.
type example struct {
	set        string
	heldOut    bool
	right      int // index of the right candidate; -1: none
	candidates [][]float64
}

// TrainRanking learns the weights of the ranking from questions about contexts. The
// title of an article only decides whether it is held out. Features named in fixed
// keep their weights.
func (r Run) TrainRanking(ctx context.Context, contexts, questions []Input, fixed []string) (_ RankingTraining, err error) {
	var as []*knowledge.Article
	for _, in := range contexts {
		err := EachLine(in, in.Name, func(c qaContext) error {
			as = append(as, TextArticle(c.ID, c.Text, knowledge.Date{}))
			return ctx.Err()
		})
		if err != nil {
			return RankingTraining{}, err
		}
	}
	x, err := r.open(ctx, Articles(as))
	if err != nil {
		return RankingTraining{}, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	var es []example
	for _, in := range questions {
		err := EachLine(in, in.Name, func(q labelled) error {
			e, err := exampleOf(ctx, x, q)
			e.set = in.Name
			es = append(es, e)
			return err
		})
		if err != nil {
			return RankingTraining{}, err
		}
		r.progress().Info("measured", "questions", len(es))
	}
	names := rank.FeatureNames()
	free := make([]bool, len(names))
	for i, n := range names {
		free[i] = !slices.Contains(fixed, n)
	}
	learnedFrom := slices.DeleteFunc(slices.Clone(es), func(e example) bool { return e.heldOut })
	t := RankingTraining{Weights: map[string]float64{}, Scores: scores(es, learn(learnedFrom, free))}
	for i, w := range learn(es, free) {
		if free[i] {
			t.Weights[names[i]] = w
		}
	}
	return t, nil
}

func exampleOf(ctx context.Context, x *index.Index, q labelled) (example, error) {
	cs, err := x.Candidates(ctx, query.Parse(x.Lexicon(), q.Question, knowledge.Date{}))
	if err != nil {
		return example{}, err
	}
	e := example{right: -1, heldOut: sha1.Sum([]byte(q.Title))[0]%3 == 0}
	for i, c := range cs {
		if strings.HasPrefix(c.Passage, q.ContextID+"#") {
			e.right = i
		}
		e.candidates = append(e.candidates, c.Features)
	}
	return e, nil
}

// learn fits a multinomial logistic regression to es by gradient descent (Adam): the
// likelihood of a candidate is proportional to the exponential of its weighted sum.
func learn(es []example, free []bool) []float64 {
	const (
		steps  = 400
		rate   = 0.3
		shrink = 1e-5 // keeps the weights of redundant features small
		b1, b2 = 0.9, 0.999
	)
	n := len(free)
	w, first, second := make([]float64, n), make([]float64, n), make([]float64, n)
	for step := 1; step <= steps; step++ {
		g := gradient(es, w)
		for k := range w {
			if !free[k] {
				continue
			}
			d := g[k]/float64(len(es)) + shrink*w[k]
			first[k] = b1*first[k] + (1-b1)*d
			second[k] = b2*second[k] + (1-b2)*d*d
			m, v := first[k]/(1-math.Pow(b1, float64(step))), second[k]/(1-math.Pow(b2, float64(step)))
			w[k] -= rate * m / (math.Sqrt(v) + 1e-8)
		}
	}
	return w
}

// gradient returns the gradient of the negative log likelihood of the right
// candidates.
func gradient(es []example, w []float64) []float64 {
	const negligible = 1e-6
	g := make([]float64, len(w))
	for _, e := range es {
		if e.right < 0 {
			continue
		}
		for i, p := range likelihoods(e, w) {
			if i == e.right {
				p--
			}
			if math.Abs(p) < negligible {
				continue
			}
			for k, x := range e.candidates[i] {
				g[k] += p * x
			}
		}
	}
	return g
}

func likelihoods(e example, w []float64) []float64 {
	out := make([]float64, len(e.candidates))
	for i, c := range e.candidates {
		out[i] = weighted(w, c)
	}
	top, sum := slices.Max(out), 0.0
	for i := range out {
		out[i] = math.Exp(out[i] - top)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

func weighted(w, x []float64) float64 {
	sum := 0.0
	for k := range w {
		sum += w[k] * x[k]
	}
	return sum
}

// scores returns how often w ranks the right candidate first, by set.
func scores(es []example, w []float64) []RankingScore {
	var out []RankingScore
	for _, e := range es {
		i := slices.IndexFunc(out, func(s RankingScore) bool { return s.Set == e.set && s.HeldOut == e.heldOut })
		if i < 0 {
			i = len(out)
			out = append(out, RankingScore{Set: e.set, HeldOut: e.heldOut})
		}
		s := &out[i]
		s.Questions++
		if e.right < 0 {
			continue
		}
		s.Found++
		best := slices.MaxFunc(e.candidates, func(a, b []float64) int {
			if weighted(w, a) < weighted(w, b) {
				return -1
			}
			return 1
		})
		if &best[0] == &e.candidates[e.right][0] {
			s.First++
		}
	}
	for i := range out {
		out[i].First /= float64(out[i].Questions)
		out[i].Found /= float64(out[i].Questions)
	}
	return out
}
