package rank

import "beilun/index/passage"

// Part is one named part of a score.
type Part struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// Parts are the named parts of a score, in a fixed order.
type Parts []Part

// Sum returns the score that the parts make.
func (ps Parts) Sum() float64 {
	var sum float64
	for _, p := range ps {
		sum += p.Value
	}
	return sum
}

// Hit is one ranked passage.
type Hit struct {
	Passage passage.Passage
	Score   float64 // sum of Parts
	Parts   Parts   // what the score is made of
}
