package facts

import (
	"slices"

	"beilun/knowledge/ledger"
)

// pool is the figures that have the same ledger.MeasureKey, by the
// names of the things, so that a figure is only compared with those of a thing
// that may be the same: without what may be left out behind it one name is the
// other, begins as it does, or ends in it.
type pool struct {
	rows []past
	at   map[string][]int // places in rows: by a name, what it begins with, and each of its ends
}

// Marks before what pool.at is asked for.
const (
	nameMark = "="
	headMark = "^"
	tailMark = "$"
)

func (p *pool) add(row past) {
	if p.at == nil {
		p.at = map[string][]int{}
	}
	i := len(p.rows)
	p.rows = append(p.rows, row)
	name := ledger.CoreOf(row.Figure.Binding.Subject)
	keys := []string{nameMark + name, headMark + head(name)}
	for _, t := range tails(name) {
		keys = append(keys, tailMark+t)
	}
	for _, k := range keys {
		p.at[k] = append(p.at[k], i)
	}
}

// of returns the rows whose names may be of the thing that has names, in the order
// they were added in.
func (p *pool) of(names ...string) []past {
	if p == nil {
		return nil
	}
	var places []int
	for _, name := range names {
		name = ledger.CoreOf(name)
		places = slices.Concat(places, p.at[nameMark+name], p.at[headMark+head(name)], p.at[tailMark+name])
		for _, t := range tails(name) {
			places = append(places, p.at[nameMark+t]...)
		}
	}
	slices.Sort(places)
	places = slices.Compact(places)
	out := make([]past, len(places))
	for i, at := range places {
		out[i] = p.rows[at]
	}
	return out
}

// head returns the first two characters of a name.
func head(name string) string {
	rs := []rune(name)
	return string(rs[:min(2, len(rs))])
}

// tails returns the ends of a name that may be the name of the same thing; see
// ledger.SameThing.
func tails(name string) []string {
	const most = 20 // characters
	rs := []rune(name)
	var out []string
	for i := max(1, len(rs)-most); i+leastTail <= len(rs); i++ {
		out = append(out, string(rs[i:]))
	}
	return out
}
