package index

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// A passage with figures is found in fieldLedger by terms of these kinds:
//
//	d|month                            the month of the release
//	n|name 00 measure 00 class|day     what a figure counts, of which thing, and its AsOf
//	r|eman                             the thing's name from its end
//	g|xx                               two characters that stand in the name
//	m|word                             a word of the metric
//	v|value                            the value, whatever its unit

// ledgerTerms returns the terms that the figures of a passage of a release of
// some date are found by.
func ledgerTerms(fs []knowledge.Figure, date knowledge.Date) []string {
	var out []string
	seen := map[string]bool{}
	add := func(t string) {
		if !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	for i := range fs {
		add(monthMark + sortable(date)[:len("2024-09")])
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

// sortable writes a date so that its order is that of Date.Compare.
func sortable(d knowledge.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// thingTerm returns the term that tells what f counts, and of which thing. date is
// that of its release.
func thingTerm(f *knowledge.Figure, date knowledge.Date) string {
	return namePrefix(f.Binding.Subject) + measureOf(f) + "\x00" + classOf(f) + "|" + sortable(asOf(f, date))
}

// namePrefix is what the terms of a thing's figures begin with.
func namePrefix(name string) string { return "n|" + name + "\x00" }

// nameTerms returns the terms for the pairs of characters of a name.
func nameTerms(name string) []string {
	var out []string
	rs := []rune(name)
	for i := 0; i+2 <= len(rs); i++ {
		out = append(out, "g|"+string(rs[i:i+2]))
	}
	return out
}

// endTerm returns the term by which a name is found from its end; it is empty
// where no longer name than leastTail can end so.
func endTerm(name string) string {
	if utf8.RuneCountInString(name) <= leastTail {
		return ""
	}
	return "r|" + reversed(name)
}

// measureOf is the same for all figures that SameMeasure may take for one thing
// when their names and classes are left out.
func measureOf(f *knowledge.Figure) string {
	b := &f.Binding
	words := heavy(b.Words)
	if len(words) == 0 {
		words = b.Words
	}
	scope := b.Scope
	if slices.Contains(wholeDistrict, scope) {
		scope = ""
	}
	return fmt.Sprint(Dimension(f), " ", b.Change, f.Per != "", " ", scope, " ", strings.Join(words, " "))
}

// classOf tells figures of a measure apart that do not follow each other: by
// the state and, but for times, by the type of the period.
func classOf(f *knowledge.Figure) string {
	class := string(f.Binding.State) + "|"
	if Dimension(f) != "time" {
		class += periodType(f.Binding.Period)
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

// ledgerOf is the ledger of a segment of the index.
type ledgerOf struct {
	*scorch.SegmentSnapshot
	dict segapi.TermDictionary
}

func newLedgerOf(seg *scorch.SegmentSnapshot) (*ledgerOf, error) {
	dict, err := seg.Segment().Dictionary(fieldLedger)
	if err != nil {
		return nil, fmt.Errorf("read terms of %s: %w", fieldLedger, err)
	}
	return &ledgerOf{seg, dict}, nil
}

// ledgerQuery finds passages in the ledger of a segment.
type ledgerQuery func(l *ledgerOf) (*roaring.Bitmap, error)

// anyFigure asks for every passage with figures.
func anyFigure(l *ledgerOf) (*roaring.Bitmap, error) {
	out := roaring.New()
	return out, l.each(monthMark, func(_ string, docs *roaring.Bitmap) { out.Or(docs) })
}

// withAll asks for the passages that have all of terms, for every one with
// figures where there are none.
func withAll(terms []string) ledgerQuery {
	if len(terms) == 0 {
		return anyFigure
	}
	return func(l *ledgerOf) (*roaring.Bitmap, error) { return l.all(terms) }
}

// ofSubject asks for passages with figures of a thing whose name holds a text, or
// is another for the same thing.
func ofSubject(name string) ledgerQuery {
	return func(l *ledgerOf) (*roaring.Bitmap, error) {
		out, err := withAll(nameTerms(name))(l)
		if err != nil {
			return nil, err
		}
		out = out.Clone()
		for _, n := range shorterNames(name) {
			if err := l.each(namePrefix(n), func(_ string, docs *roaring.Bitmap) { out.Or(docs) }); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
}

// leastTail is how many characters the end of a name has at least to be the
// name of the same thing (see bind.SameThing).
const leastTail = 4

// shorterNames returns the beginnings and ends of a name that can be the name of
// the same thing.
func shorterNames(name string) []string {
	var out []string
	for i := range name {
		for _, n := range []string{name[:i], name[i:]} {
			if n != "" && n != name && bind.SameThing(n, name) {
				out = append(out, n)
			}
		}
	}
	return out
}

// longerNames returns the names in the ledger that are longer than a name and can
// be of the same thing.
func (l *ledgerOf) longerNames(name string) ([]string, error) {
	if utf8.RuneCountInString(name) < leastTail {
		return slices.DeleteFunc([]string{name + "区", name + "市", name + "县", name + "省"}, func(n string) bool { return !bind.SameThing(name, n) }), nil
	}
	var out []string
	err := l.eachName("n|", name, func(n string) {
		if bind.SameThing(name, n) {
			out = append(out, n)
		}
	})
	if err != nil {
		return nil, err
	}
	err = l.eachName("r|", reversed(name), func(n string) {
		if n = reversed(n); bind.SameThing(name, n) {
			out = append(out, n)
		}
	})
	return out, err
}

// eachName calls f with the names longer than start that begin with it, of the
// terms that begin with a mark and a name.
func (l *ledgerOf) eachName(mark, start string, f func(name string)) error {
	from, end := mark+start+"\x01", mark+start+"\xff" // control characters are in no name
	for {
		e, err := l.dict.AutomatonIterator(nil, []byte(from), []byte(end)).Next()
		if err != nil || e == nil {
			return err
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(e.Term, mark), "\x00")
		f(name)
		from = mark + name + "\x01"
	}
}

// each calls f with the terms that begin with prefix, in order: with the rest of
// each, and its passages.
func (l *ledgerOf) each(prefix string, f func(rest string, docs *roaring.Bitmap)) error {
	it := l.dict.AutomatonIterator(nil, []byte(prefix), []byte(prefix+"\xff"))
	for {
		e, err := it.Next()
		if err != nil || e == nil {
			return err
		}
		docs, err := postings(l.SegmentSnapshot, l.dict, fieldLedger, e.Term)
		if err != nil {
			return err
		}
		if docs != nil && !docs.IsEmpty() {
			f(strings.TrimPrefix(e.Term, prefix), docs)
		}
	}
}

// all returns the passages that have all of terms, of which there is one at
// least.
func (l *ledgerOf) all(terms []string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for i, t := range terms {
		docs, err := postings(l.SegmentSnapshot, l.dict, fieldLedger, t)
		if err != nil {
			return nil, err
		}
		switch {
		case docs == nil:
			return roaring.New(), nil
		case i == 0:
			out.Or(docs)
		default:
			out.And(docs)
		}
	}
	return out, nil
}

func reversed(s string) string {
	rs := []rune(s)
	slices.Reverse(rs)
	return string(rs)
}
