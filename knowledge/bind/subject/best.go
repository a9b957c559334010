package subject

import (
	"math"
	"slices"

	"beilun/knowledge/bind/model"
	"beilun/knowledge/bind/unit"
)

// best returns the index of the candidate that figure i is of, and the probability of
// that. The candidates that are of the same thing are added up; of the likeliest thing
// it takes the likeliest part.
func (ch *Chooser) best(i int, change bool, pool []candidate) (best int, sure float32) {
	if len(pool) == 1 && ch.Watch == nil {
		return 0, 1
	}
	st := ch.situation(i)
	st.change = change
	w, quick := ch.Weights, ch.Weights == nil && ch.Watch == nil
	if w == nil {
		w = model.BuiltIn()
	}
	var seen *model.Choice
	if ch.Watch != nil {
		seen = &model.Choice{Figure: i}
	}
	for k := range pool {
		score := 0.0
		ch.feats = ch.feats[:0]
		if p := ch.pairs(&st, &pool[k]); quick {
			score = model.OriginScore(pool[k].from, p)
		} else {
			ch.feats = model.AppendOrigins(ch.feats, pool[k].from, p)
		}
		ch.ofItself(&st, &pool[k])
		for _, x := range ch.feats {
			score += float64(w[x])
		}
		pool[k].score = score
		if seen != nil {
			seen.Candidates = append(seen.Candidates, model.Candidate{Features: slices.Clone(ch.feats)})
		}
	}
	best, sure = likeliest(pool)
	if seen != nil {
		for k := range pool {
			o := &seen.Candidates[k]
			o.Subject, o.Scope = subjectOf(&pool[k], pool)
			o.Group = unit.IsGroup(pool[k].unit)
		}
		seen.Chosen = best
		ch.Watch(ch.paragraph, *seen)
	}
	return best, sure
}

// likeliest returns the index of the best candidate of the likeliest thing, and its
// share of the probability.
func likeliest(pool []candidate) (best int, sure float32) {
	top := pool[0].score
	for k := range pool {
		top = math.Max(top, pool[k].score)
	}
	sum, most := 0.0, 0.0
	for k := range pool {
		p := math.Exp(pool[k].score - top)
		sum += p
		c := pool[k].ownerIn(pool)
		pool[c].mass += p
		most = math.Max(most, pool[c].mass)
	}
	best = -1
	for k := range pool {
		if pool[pool[k].ownerIn(pool)].mass == most && (best < 0 || pool[k].score > pool[best].score) {
			best = k
		}
	}
	return best, float32(math.Exp(pool[best].score-top) / sum)
}
