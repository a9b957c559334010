// Package feature numbers the features of candidates.
//
// A feature is a [Template] with one of its values. Each counts for itself, and
// once more together with the [Group] of the question, so that what matters for
// a sum of money need not matter for a reason.
//
// Weights are learned by the names of features. A new value of a template goes
// behind the others, and a template keeps its name whatever its constant is
// called; otherwise weights.txt and beliefs.txt have to be learned again.
package feature

import (
	"slices"
	"strconv"
)

// base is the number of the first feature of each template; the last is how many
// features there are.
var base = func() (b [numTemplates + 1]int32) {
	for t := range numTemplates {
		b[t+1] = b[t] + int32(templates[t].values)*int32(1+NumGroups)
	}
	return b
}()

// Count returns how many features there are.
func Count() int { return int(base[numTemplates]) }

// Name returns the name of feature i in files of weights: template=value, for a
// feature that counts for one group only with the group behind it.
func Name(i int) string {
	t := templateOf(int32(i))
	n := i - int(base[t])
	g, v := n/templates[t].values, n%templates[t].values
	name := templates[t].name + "=" + strconv.Itoa(v)
	if g > 0 {
		name += "&" + Group(g-1).String()
	}
	return name
}

func templateOf(f int32) Template {
	t, _ := slices.BinarySearch(base[:], f+1)
	return Template(t - 1)
}

// Of returns the template of feature f, and whether it counts for all groups.
func Of(f int32) (t Template, all bool) {
	t = templateOf(f)
	return t, int(f-base[t]) < templates[t].values
}

// Number returns the feature of a value of t that counts for all groups.
func Number(t Template, value int) int32 { return base[t] + int32(value) }

// Set collects the features of one candidate.
type Set struct {
	Group Group
	List  []int32

	block []int32 // that the lists of several candidates are in
}

// usual is how many features a candidate has at most in practice.
const usual = 192

const (
	inBlock = 16 // candidates of usual size that a block has room for
	later   = 48 // features that are added to a list after Done, as a rule
)

// Start begins the features of another candidate.
func (s *Set) Start() {
	if len(s.block) < usual {
		s.block = make([]int32, inBlock*usual)
	}
	s.List = s.block[:0:usual]
}

// Done ends what Start began and returns the list.
func (s *Set) Done() []int32 {
	if cap(s.List) != usual { // it has outgrown the block
		return s.List
	}
	end := min(len(s.List)+later, usual)
	s.block = s.block[end:]
	return s.List[:len(s.List):end]
}

// Add adds a value of a template, the nearest that the template has.
func (s *Set) Add(t Template, value int) {
	value = max(0, min(value, templates[t].values-1))
	s.List = append(s.List, base[t]+int32(value), base[t]+int32(value)+int32(templates[t].values)*int32(1+s.Group))
}
