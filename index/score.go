package index

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
