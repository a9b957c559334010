package model

import (
	"math/bits"
	"sync"

	"beilun/knowledge/bind/cast"
	"beilun/knowledge/concept"
)

// scores are the sums of the built-in weights for an origin: with the genre, what is in
// front of the figure and its kind, and with how a candidate looks and fits. Weights
// have three decimals, so the sum of their float64 values is the same in any order.
type scores struct {
	figure    [cast.Genres][aheads][][origins]float64
	candidate [looks][fittings][origins]float64
}

// builtInScores returns the sums, which are made once.
var builtInScores = sync.OnceValue(func() *scores {
	l, w, out := numbering(), BuiltIn(), &scores{}
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
					out.figure[g][st][kind][o] = of(l.ahead+o*int(aheads)+st) + of(l.genre+o*int(cast.Genres)+g) + of(l.plain+o) + of(l.class+o*len(kindsOfFigure)+kind)
				}
			}
		}
	}
	return out
})

// Pairs is what the origins of a candidate are paired with in features.
type Pairs struct {
	Genre  uint8 // of the article
	Ahead  Ahead
	Kind   int  // of the figure, see KindIndex
	Sorted bool // the candidate is of a known sort of things
	Proper bool // the candidate is a name
	Fit    Fit
}

// look returns how a candidate looks.
func (p *Pairs) look() int {
	look := 0
	if p.Sorted {
		look = 1
	}
	if p.Proper {
		look += 2
	}
	return look
}

// AppendOrigins appends the features of a candidate with the origins from.
func AppendOrigins(out []int32, from Origin, p Pairs) []int32 {
	l := numbering()
	for o := 0; from != 0; from, o = from>>1, o+1 {
		if from&1 == 0 {
			continue
		}
		for _, x := range [...]int{
			l.ahead + o*int(aheads) + int(p.Ahead),
			l.genre + o*int(cast.Genres) + int(p.Genre),
			l.looks + o*looks + p.look(),
			l.plain + o,
			l.fit + o*fittings + int(p.Fit),
			l.class + o*len(kindsOfFigure) + p.Kind,
		} {
			out = append(out, int32(x))
		}
	}
	return out
}

// OriginScore returns the sum of the built-in weights of the features that AppendOrigins
// appends.
func OriginScore(from Origin, p Pairs) float64 {
	s := builtInScores()
	figure, own := &s.figure[p.Genre][p.Ahead][p.Kind], &s.candidate[p.look()][p.Fit]
	score := 0.0
	for ; from != 0; from &= from - 1 {
		o := bits.TrailingZeros32(uint32(from))
		score += figure[o] + own[o]
	}
	return score
}

// AppendSort appends the features of a sort of things with the metric of the figure,
// which may be nil, and with the kind of figure.
func AppendSort(out []int32, sort uint8, metric *concept.Concept, kind int) []int32 {
	l := numbering()
	field := 0
	if metric != nil {
		field = l.byField[metric.Field]
	}
	return append(out, int32(l.sortField+int(sort)*len(l.fields)+field), int32(l.sortClass+int(sort)*len(kindsOfFigure)+kind))
}
