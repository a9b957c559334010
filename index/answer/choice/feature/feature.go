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
// features there are that count for all groups. Behind them are those of the groups,
// in the same order for each.
var base = func() (b [numTemplates + 1]int32) {
	for t := range numTemplates {
		b[t+1] = b[t] + int32(templates[t].values)
	}
	return b
}()

// Count returns how many features there are.
func Count() int { return int(base[numTemplates]) * int(1+NumGroups) }

// InGroup returns how far the feature that counts for g only is behind the one of the
// same value that counts for all groups.
func InGroup(g Group) int32 { return base[numTemplates] * int32(1+g) }

// All returns features that count for all groups, each with the one of g behind it.
func All(list []int32, g Group) []int32 {
	out := make([]int32, 0, 2*len(list))
	for _, f := range list {
		out = append(out, f, f+InGroup(g))
	}
	return out
}

// Name returns the name of feature i in files of weights: template=value, for a
// feature that counts for one group only with the group behind it.
func Name(i int) string {
	g, f := i/int(base[numTemplates]), int32(i)%base[numTemplates]
	t := templateOf(f)
	name := templates[t].name + "=" + strconv.Itoa(int(f-base[t]))
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
	return templateOf(f % base[numTemplates]), f < base[numTemplates]
}

// Number returns the feature of a value of t that counts for all groups.
func Number(t Template, value int) int32 { return base[t] + int32(value) }

// Set collects the features of one candidate, as those that count for all groups: the
// ones of the question's group follow from them.
type Set struct {
	List []int32

	block []int32 // that the lists of several candidates are in
}

// usual is how many features a candidate has at most in practice.
const usual = 128

const (
	inBlock = 16 // candidates of usual size that a block has room for
	later   = 40 // features that are added to a list after Done, as a rule
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
	s.List = append(s.List, min(base[t]+int32(max(0, value)), base[t+1]-1))
}
