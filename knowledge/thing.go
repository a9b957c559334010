package knowledge

import "slices"

// Thing is what people have written about a named thing: which names it has, and
// which other things it is not. It does not change once made.
type Thing struct {
	Names []string // all of them, folded, the fullest first
	Not   []*Thing // others that it must never be taken for
}

// Has reports whether a folded name is one of t's.
func (t *Thing) Has(name string) bool { return slices.Contains(t.Names, name) }

// Is reports whether a folded name is one of t's. decided is false if it is neither
// one of t's nor one of a thing that t is not. t may be nil.
func (t *Thing) Is(name string) (same, decided bool) {
	if t == nil || name == "" {
		return false, false
	}
	if t.Has(name) {
		return true, true
	}
	return false, slices.ContainsFunc(t.Not, func(u *Thing) bool { return u.Has(name) })
}

// SameThing reports whether people have written that the subjects of two figures are
// one thing. decided is false if they wrote neither that nor that they are two.
func (b *Binding) SameThing(o *Binding) (same, decided bool) {
	if b.Thing != nil && o.Thing != nil {
		if slices.Contains(b.Thing.Not, o.Thing) {
			return false, true
		}
		if b.Thing == o.Thing && len(b.Thing.Names) > 0 {
			return true, true
		}
	}
	if same, decided = b.Thing.Is(o.Subject); decided {
		return same, true
	}
	return o.Thing.Is(b.Subject)
}
