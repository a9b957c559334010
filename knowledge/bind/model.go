package bind

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightFile string

// Weights are what the features of a candidate count, by their numbers.
type Weights []float32

// defaultWeights are the built-in ones.
var defaultWeights = sync.OnceValue(func() Weights {
	w, err := ReadWeights(strings.NewReader(weightFile))
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return w
})

// Features returns how many features a candidate may have.
func Features() int { return numbering().size }

// FeatureName returns the name of feature i, as files of weights have it.
func FeatureName(i int) string { return numbering().name(i) }

// ReadWeights reads weights, "name weight" a line. Features without a line count
// nothing, and lines of features that are no more are left out.
func ReadWeights(r io.Reader) (Weights, error) {
	w := make(Weights, Features())
	numbers := make(map[string]int, len(w))
	for i := range w {
		numbers[FeatureName(i)] = i
	}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, _ := strings.Cut(line, " ")
		x, err := strconv.ParseFloat(value, 32)
		if err != nil {
			return nil, fmt.Errorf("read weights: %s: %w", name, err)
		}
		if i, ok := numbers[name]; ok {
			w[i] = float32(x)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	return w, nil
}

// Choice is a figure with the things it may be of, as a model is trained by it.
type Choice struct {
	Figure     int // of its paragraph
	Candidates []Candidate
	Chosen     int
}

// Candidate is a thing that a figure may be of.
type Candidate struct {
	Subject, Scope string // of the figure, if it is of this one
	Group          bool   // a phrase without a name, which is a part of what Subject tells
	Features       []int32
}

// choose returns which of the candidates of figure i it is of, and how sure that
// is: what the model gives it of all. It is of the thing that those of the same one
// are likeliest of together, and of its parts the likeliest one is told.
func (sc *scene) choose(i int, change bool, pool []candidate) (best int, sure float32) {
	if len(pool) == 1 && sc.b.Watch == nil {
		return 0, 1
	}
	st := sc.situation(i)
	st.change = change
	w := sc.b.weights()
	quick := sc.b.Weights == nil && sc.b.Watch == nil
	var seen *Choice
	if sc.b.Watch != nil {
		seen = &Choice{Figure: i}
	}
	for k := range pool {
		score := 0.0
		if quick {
			sc.feats = sc.feats[:0]
			score = originScore(&st, &pool[k], sc.cast.genre)
			sc.ofItself(&st, &pool[k])
		} else {
			sc.features(&st, &pool[k])
		}
		for _, x := range sc.feats {
			score += float64(w[x])
		}
		pool[k].score = score
		if seen != nil {
			seen.Candidates = append(seen.Candidates, Candidate{Features: slices.Clone(sc.feats)})
		}
	}
	best, sure = likeliest(pool)
	if seen != nil {
		for k := range pool {
			o := &seen.Candidates[k]
			o.Subject, o.Scope = whose(&pool[k], pool)
			o.Group = isGroup(pool[k].unit)
		}
		seen.Chosen = best
		sc.b.Watch(sc.para, *seen)
	}
	return best, sure
}

// originScores are the sums of the built-in weights of an origin: with the genre, what
// stands in the clause and the kind of the figure, and with how a candidate looks and
// fits. The weights have three decimals, so that a sum is exact in whatever order
// they are added.
type originScores struct {
	figure    [genres][standings][][origins]float64
	candidate [looks][fittings][origins]float64
}

var defaultScores = sync.OnceValue(func() *originScores {
	l, w, out := numbering(), defaultWeights(), &originScores{}
	of := func(i int) float64 { return float64(w[i]) }
	for o := range origins {
		for look := range looks {
			for fit := range fittings {
				out.candidate[look][fit][o] = of(l.looks+o*looks+look) + of(l.fit+o*fittings+fit)
			}
		}
	}
	for g := range out.figure {
		for st := range out.figure[g] {
			out.figure[g][st] = make([][origins]float64, len(kindsOfFigure))
			for kind := range kindsOfFigure {
				for o := range origins {
					out.figure[g][st][kind][o] = of(l.stands+o*int(standings)+st) + of(l.genre+o*int(genres)+g) + of(l.plain+o) + of(l.class+o*len(kindsOfFigure)+kind)
				}
			}
		}
	}
	return out
})

// originScore returns what the features of scene.ofOrigins count.
func originScore(st *situation, c *candidate, genre uint8) float64 {
	s := defaultScores()
	figure, own := &s.figure[genre][st.stands][st.kind], &s.candidate[c.looks()][st.fitOf(c)]
	score := 0.0
	for from := c.from; from != 0; from &= from - 1 {
		o := bits.TrailingZeros32(uint32(from))
		score += figure[o] + own[o]
	}
	return score
}

// likeliest returns the best of the candidates that are of the likeliest thing, and
// how likely that one is of all.
func likeliest(pool []candidate) (best int, sure float32) {
	top := pool[0].score
	for k := range pool {
		top = math.Max(top, pool[k].score)
	}
	sum, most := 0.0, 0.0
	for k := range pool {
		p := math.Exp(pool[k].score - top)
		sum += p
		c := pool[k].holder(pool)
		pool[c].mass += p
		most = math.Max(most, pool[c].mass)
	}
	best = -1
	for k := range pool {
		if pool[pool[k].holder(pool)].mass == most && (best < 0 || pool[k].score > pool[best].score) {
			best = k
		}
	}
	return best, float32(math.Exp(pool[best].score-top) / sum)
}

func (b Binder) weights() Weights {
	if b.Weights != nil {
		return b.Weights
	}
	return defaultWeights()
}
