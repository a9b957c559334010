package span

import (
	"fmt"
	"math"

	"beilun/index"
)

func Oracle(lex *index.Lexicon, ex []Example) {
	w := make([]float32, weights)
	best, sent, hit, ncand, none := 0.0, 0, 0, 0, 0
	places := map[int]int{}
	for _, e := range ex {
		l := newLattice(w, e.Query, e.Hits, lex.Binder().Cut, false)
		ncand += len(l.cs)
		b := float32(0)
		for _, v := range l.worths(e) {
			b = max(b, v)
		}
		best += math.Sqrt(float64(b))
		if b == 0 {
			none++
		}
		found := false
		for _, g := range e.Gold {
			if g.Hit >= 0 && !found {
				hit++
				for _, s := range l.ss {
					if s.hit == g.Hit && s.span.Start <= g.Span.Start && g.Span.Start < s.span.End {
						sent++
						places[s.place]++
						found = true
						break
					}
				}
				break
			}
		}
	}
	n := len(ex)
	fmt.Println("n", n, "oracle", best/float64(n), "none", none, "hit", hit, "sent", sent, places, "cands", ncand/n)
}

func Lab(lex *index.Lexicon, b []byte) *Reader {
	w, err := decodeWeights(b)
	if err != nil {
		panic(err)
	}
	return With(lex, w)
}
