package facts

import (
	"errors"
	"slices"
	"unicode/utf8"

	"beilun/index/terms"
	"beilun/knowledge"
	"beilun/knowledge/ledger"

	"github.com/RoaringBitmap/roaring/v2"
)

// A passage with figures is found in fieldLedger by terms of these kinds:
//
//	d|month                            the month of the release, see age
//	n|core 00 measure 00 class|day     what a figure counts, of which thing (ledger.CoreOf), and the age of its AsOf
//	r|eroc                             the core of the thing's name from its end, where it is not too short
//	g|xx                               two neighbouring characters of the name
//	m|word                             a word of the metric
//	v|value                            the value, whatever its unit

// Terms returns the terms that the figures of a passage of a release of
// some date are found by.
func Terms(fs []knowledge.Figure, date knowledge.Date) []string {
	var out []string
	seen := map[string]bool{}
	add := func(t string) {
		if !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	for i := range fs {
		add(monthMark + age(date)[:len("2024-09")])
		add(thingTerm(&fs[i], date))
		if t := endTerm(fs[i].Binding.Subject); t != "" {
			add(t)
		}
		for _, t := range nameTerms(fs[i].Binding.Subject) {
			add(t)
		}
		add(valueTerm(&fs[i]))
		for _, w := range fs[i].Binding.Words {
			add(metricTerm(w))
		}
	}
	return out
}

// monthMark is what the terms of months begin with.
const monthMark = "d|"

// age writes a date so that newer ones come first in the order of terms, in the
// order of Date.Compare.
func age(d knowledge.Date) string {
	b := make([]byte, 0, len("7975-87-69"))
	for i, n := range [...]int{max(0, 9999-d.Year), max(0, 99-d.Month), max(0, 99-d.Day)} {
		if i > 0 {
			b = append(b, '-')
		} else {
			b = append(b, '0'+byte(n/1000%10), '0'+byte(n/100%10))
		}
		b = append(b, '0'+byte(n/10%10), '0'+byte(n%10))
	}
	return string(b)
}

// thingTerm returns the term for what f counts, and of which thing. date is
// that of its release.
func thingTerm(f *knowledge.Figure, date knowledge.Date) string {
	return namePrefix(f.Binding.Subject) + ledger.MeasureKey(f) + "\x00" + classOf(f) + "|" + age(ledger.AsOf(f, date))
}

// namePrefix is what the terms of a thing's figures begin with.
func namePrefix(name string) string { return "n|" + ledger.CoreOf(name) + "\x00" }

// nameTerms returns the terms for the pairs of characters of a name.
func nameTerms(name string) []string {
	var out []string
	rs := []rune(ledger.Key(name))
	for i := 0; i+2 <= len(rs); i++ {
		out = append(out, "g|"+string(rs[i:i+2]))
	}
	return out
}

// endTerm returns the term by which a name is found from its end, without what
// may be left out there; it is empty for a name of less than leastTail characters.
func endTerm(name string) string {
	if name = ledger.CoreOf(name); utf8.RuneCountInString(name) < leastTail {
		return ""
	}
	return "r|" + reversed(name)
}

// classOf returns what differs in figures of a measure that do not follow each other:
// the state and, except for times, the type of the period.
func classOf(f *knowledge.Figure) string {
	class := string(f.Binding.State) + "|"
	if ledger.Dimension(f) != "time" {
		class += ledger.PeriodType(f.Binding.Period)
	}
	return class
}

// valueTerm is the same for figures of one value, whatever their unit.
func valueTerm(f *knowledge.Figure) string {
	switch {
	case f.Time != "":
		return "v|" + f.Time
	case f.Value != nil:
		return "v|" + f.Value.RatString()
	case f.Lo != nil && f.Hi != nil:
		return "v|" + f.Lo.RatString() + "," + f.Hi.RatString()
	}
	return "v|"
}

func metricTerm(word string) string { return "m|" + word }

// ledgerQuery finds passages in the ledger of a segment.
type ledgerQuery func(l *terms.Field) (*roaring.Bitmap, error)

// anyFigure asks for every passage with figures.
func anyFigure(l *terms.Field) (*roaring.Bitmap, error) { return l.Union(monthMark) }

// withAll asks for the passages that have all of terms, for every one with
// figures where there are none.
func withAll(all []string) ledgerQuery {
	if len(all) == 0 {
		return anyFigure
	}
	return func(l *terms.Field) (*roaring.Bitmap, error) { return l.WithAll(all) }
}

// both asks for the passages that two queries find.
func both(a, b ledgerQuery) ledgerQuery {
	return func(l *terms.Field) (*roaring.Bitmap, error) {
		x, err := a(l)
		if err != nil {
			return nil, err
		}
		y, err := b(l)
		if err != nil {
			return nil, err
		}
		return roaring.And(x, y), nil
	}
}

// ofSubject asks for passages with figures of a thing whose name contains a text, or
// is one of others.
func ofSubject(name string, others []string) ledgerQuery {
	return func(l *terms.Field) (*roaring.Bitmap, error) {
		out, err := withAll(nameTerms(ledger.CoreOf(name)))(l)
		if err != nil {
			return nil, err
		}
		for _, n := range others {
			docs, err := l.Union(namePrefix(n))
			if err != nil {
				return nil, err
			}
			out.Or(docs)
		}
		return out, nil
	}
}

// leastTail is how many characters the end of a name has at least to be the
// name of the same thing (see ledger.SameThing).
const leastTail = 3

// shorterNames returns the beginnings and ends of a name that can be the name of
// the same thing.
func shorterNames(name string) []string {
	var out []string
	for i := range name {
		for _, n := range []string{name[:i], name[i:]} {
			if n != "" && n != name && ledger.SameThing(n, name) {
				out = append(out, n)
			}
		}
	}
	return out
}

// namesOf returns the names in the ledger that can be of the thing called name,
// name itself among them. A name that is the end or the beginning of many others
// and is less often the whole name is what things of a kind are called, like 文化中心:
// it is unknown which of them it means. one is false for such a name.
func (ls segments) namesOf(name string) (_ map[string]bool, one bool, err error) {
	name = ledger.CoreOf(name)
	out := map[string]bool{name: true}
	longer, one, err := ls.longerNames(name)
	if err != nil {
		return nil, false, err
	}
	for _, n := range longer {
		out[n] = true
	}
	for _, n := range shorterNames(name) {
		if full, err := ls.isFullName(n); err != nil {
			return nil, false, err
		} else if !full {
			continue
		}
		if _, one, err := ls.longerNames(n); err != nil {
			return nil, false, err
		} else if one {
			out[n] = true
		}
	}
	return out, one, nil
}

// Limits of the longer names that a name may have: any name may have fewLonger, and at
// most maxLonger are searched for. Set by hand on invented releases, in which the kinds
// of things have hundreds.
const (
	fewLonger = 8
	maxLonger = 1000
)

// isFullName reports whether a thing in the ledger is called exactly that.
func (ls segments) isFullName(name string) (bool, error) {
	if t := endTerm(name); t != "" {
		for _, l := range ls {
			docs, err := l.With(t)
			if err != nil || !docs.IsEmpty() {
				return true, err
			}
		}
		return false, nil
	}
	n, err := ls.alone(name, 1)
	return n > 0, err
}

// alone returns the number of figures, most at most, whose thing is called just
// that; figures of one thing, measure and day count once.
func (ls segments) alone(name string, most int) (n int, err error) {
	for _, l := range ls {
		var failed error
		err := l.Each(namePrefix(name), func(rest string) bool {
			live, err := l.IsLive(namePrefix(name) + rest)
			if failed = err; live {
				n++
			}
			return err == nil && n < most
		})
		if err := errors.Join(err, failed); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// longerNames returns the names that are longer than a name and can be of the
// same thing. There are none, and one is false, where the name is that of a kind.
func (ls segments) longerNames(name string) (longer []string, one bool, err error) {
	most := fewLonger
	for _, l := range ls {
		var failed error
		err := eachLonger(l.Field, name, func(n string) bool {
			if !ledger.SameThing(name, n) || slices.Contains(longer, n) {
				return true
			}
			live, err := l.IsLive(endTerm(n))
			if live {
				longer = append(longer, n)
			}
			if len(longer) > fewLonger && most == fewLonger {
				alone, aerr := ls.alone(name, maxLonger)
				err = errors.Join(err, aerr)
				most = max(most, alone)
			}
			failed = err
			return err == nil && len(longer) <= most
		})
		if err := errors.Join(err, failed); err != nil {
			return nil, false, err
		}
	}
	if len(longer) > most || ledger.Ambiguous(name, longer) {
		return nil, false, nil
	}
	return longer, true, nil
}

// eachLonger calls f with names that end with a name, and those of districts
// that it is short for, until f returns false.
func eachLonger(l *terms.Field, name string, f func(name string) bool) error {
	for _, n := range ledger.Fuller(name) {
		docs, err := l.With(endTerm(n))
		if err != nil || !docs.IsEmpty() && !f(n) {
			return err
		}
	}
	if utf8.RuneCountInString(name) <= leastTail && !ledger.IsNumbered(name) {
		return nil
	}
	return l.Between("r|"+reversed(name), "\x01", "\xff", func(s string) bool { return f(reversed(s) + name) })
}

func reversed(s string) string {
	rs := []rune(s)
	slices.Reverse(rs)
	return string(rs)
}
