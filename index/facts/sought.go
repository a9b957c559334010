package facts

import (
	"strings"

	"beilun/index/passage"
	"beilun/index/terms"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// sought is what figures of one thing share beside its name.
type sought struct {
	measure string
	state   knowledge.State // its class
	period  string          // its type
}

// soughtOf returns what to search for to find the other figures of what r counts.
func soughtOf(r passage.Row) sought {
	_, period, _ := strings.Cut(classOf(r.Figure), "|")
	return sought{ledger.MeasureKey(r.Figure), ledger.StateClass(r.Figure.Binding.State), period}
}

// isOfState reports whether figures of a class are in the state that is sought.
func (s sought) isOfState(class string) bool {
	state, _, _ := strings.Cut(class, "|")
	return ledger.StateClass(knowledge.State(state)) == s.state
}

// isOwn reports whether figures of a class are in the state that is sought, and of
// the type of period.
func (s sought) isOwn(class string) bool {
	_, period, _ := strings.Cut(class, "|")
	return period == s.period && s.isOfState(class)
}

// window is the part of a history that is read. What is withdrawn is read always.
type window struct {
	newest   int    // of the state that is sought, and as many of all others
	from, to string // ages, both included: rows of the state that is sought and valid for them are read, too
	ownState bool   // of no other state

	passing func(passage.Row) bool // reports rows that do not count as one of the newest; nil: all count
}

// since is a term of a segment's ledger that contains an age.
type since struct {
	seg  int
	term string
	age  string
}

// foundTerms are the terms of what is sought, those of a class newest first and no
// more than a number of them; cut reports whether there are others.
type foundTerms struct {
	own, others []since
	always      []since // of own, what is read whatever its age
	cut         bool
}

// find finds the terms of what is sought under any of names, at most most of a
// name, a class and a segment.
func (s sought) find(ls segments, names map[string]bool, w window, most int) (f foundTerms, err error) {
	type named struct{ prefix, end string }
	all := make([]named, 0, len(names))
	for n := range names {
		all = append(all, named{namePrefix(n) + s.measure + "\x00", endTerm(n)})
	}
	for i, l := range ls {
		for _, n := range all {
			if n.end != "" { // that there is none is found this way in a third of the time
				if docs, err := l.With(n.end); err != nil {
					return f, err
				} else if docs.IsEmpty() {
					continue
				}
			}
			if err := f.add(l.Field, i, n.prefix, s, w, most); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}

// fewPassed is how many terms of a class are passed over before the next class is looked
// for, which takes as long as to pass over some ten.
const fewPassed = 16

// ownClass is a class of what is sought.
type ownClass struct {
	name     string
	from, to string  // ages of what is read always; none if to is empty
	always   []since // those of the terms that were found
	cut      bool    // there are others
}

// class returns a class of what is sought in the window.
func (w window) class(name string) ownClass {
	if strings.HasPrefix(name, string(knowledge.Withdrawn)+"|") {
		return ownClass{name: name, to: "\xff"}
	}
	return ownClass{name: name, from: w.from, to: w.to}
}

// add adds the terms of a name in a segment, which begin with prefix.
func (f *foundTerms) add(l *terms.Field, seg int, prefix string, s sought, w window, most int) error {
	var own []ownClass
	class, wanted, left, passed := "", false, 0, 0
	for from, more := "", true; more; {
		more = false
		err := l.Between(prefix, from, "\xff", func(rest string) bool {
			i := strings.LastIndexByte(rest, '|')
			if rest[:i] != class {
				class, left, passed = rest[:i], most, 0
				if wanted = s.isOwn(class); wanted {
					own = append(own, w.class(class))
				}
			}
			t := since{seg, prefix + rest, rest[i+1:]}
			switch {
			case left > 0 && wanted:
				f.own = append(f.own, t)
				if last := &own[len(own)-1]; last.from <= t.age && t.age <= last.to {
					last.always = append(last.always, t)
				}
			case left > 0 && !w.ownState && !s.isOfState(class):
				f.others = append(f.others, t)
			default:
				f.cut = f.cut || left == 0
				if wanted {
					own[len(own)-1].cut = true
				}
				if passed++; passed < fewPassed {
					return true
				}
				from, more = class+"|\xff", true // the next class
				return false
			}
			left--
			return true
		})
		if err != nil {
			return err
		}
	}
	for _, c := range own {
		if err := f.addAlways(l, seg, prefix, c); err != nil {
			return err
		}
	}
	return nil
}

// addAlways adds what of a class is read whatever its age.
func (f *foundTerms) addAlways(l *terms.Field, seg int, prefix string, c ownClass) error {
	if !c.cut || c.to == "" {
		f.always = append(f.always, c.always...)
		return nil
	}
	return l.Between(prefix+c.name+"|", c.from, c.to+"\x00", func(age string) bool {
		f.always = append(f.always, since{seg, prefix + c.name + "|" + age, age})
		return true
	})
}
