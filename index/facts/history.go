package facts

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"beilun/index/passage"
	"beilun/index/terms"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/ledger"

	"github.com/RoaringBitmap/roaring/v2"
)

// History returns the figures of the same thing as row, row's own among them and those
// planned or aimed at, too: the present one first. With n > 0 it leaves out what is
// older than the newest n figures of row's state and the newest n of another one, but
// for those of row's state that are valid in a year > 0.
func (r *Reader) History(ctx context.Context, row passage.Row, n, year int) ([]passage.Row, error) {
	if len(row.Figure.Binding.Words) == 0 {
		return nil, nil // it is not known what it counts
	}
	w := window{newest: n}
	if n <= 0 {
		w.newest = MaxPassages
	}
	if year > 0 {
		w.from, w.to = age(knowledge.Date{Year: year, Month: 99}), age(knowledge.Date{Year: year})
	}
	names, _, err := r.Names(row.Figure.Binding.Subject)
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	all := *r
	isOf := func(o passage.Row) bool { return ledger.SameMeasure(row.Ledger(), o.Ledger()) }
	keep := isOf
	if all.versions = r.Rulings.HasVersions(); all.versions {
		w.passing = isReplaced
		anyOf := row.Ledger()
		anyOf.Release = "" // what its page says in words that do not distinguish it, too
		keep = func(o passage.Row) bool { return ledger.SameMeasure(anyOf, o.Ledger()) }
	}
	same, read, err := all.history(ctx, soughtOf(row), names, w, keep)
	if err == nil && read == MaxPassages {
		err = ErrTooMany
	}
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	if all.versions {
		same = changed(same, func(o passage.Row) bool { return isAt(o, row) || isOf(o) })
		same = slices.DeleteFunc(same, func(o passage.Row) bool { return !isOf(o) })
	}
	ledger.Settle(same)
	return same, nil
}

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

// history returns the rows for which keep returns true, of the passages in a window of
// what is sought under any of names, and the number of these passages.
func (r *Reader) history(ctx context.Context, s sought, names map[string]bool, w window, keep func(passage.Row) bool) ([]passage.Row, int, error) {
	named := func(o passage.Row) bool { return names[ledger.CoreOf(o.Figure.Binding.Subject)] && keep(o) }
	most := 2*w.newest + 1
	for {
		f, err := s.find(r.Segments, names, w, most)
		if err != nil {
			return nil, 0, err
		}
		rr := newRowReader(r, named)
		rr.passing = w.passing
		enough := true
		for _, terms := range [][]since{f.own, f.others} {
			n, err := rr.newest(ctx, terms, w.newest)
			if err != nil {
				return nil, 0, err
			}
			enough = enough && n < most
		}
		if f.cut && !enough { // some of the passages read have no row that is sought
			most = math.MaxInt
			continue
		}
		for _, t := range f.always {
			if err := rr.read(ctx, t); err != nil {
				return nil, 0, err
			}
		}
		return rr.sorted(), rr.passages, nil
	}
}

// find finds the terms of what is sought under any of names, at most most of a
// name, a class and a segment.
func (s sought) find(ls segments, names map[string]bool, w window, most int) (f foundTerms, err error) {
	for i, l := range ls {
		for n := range names {
			if end := endTerm(n); end != "" { // nearly all names are in few segments
				docs, err := l.With(end)
				if err != nil {
					return f, err
				}
				if docs.IsEmpty() {
					continue
				}
			}
			if err := f.add(l.Field, i, namePrefix(n)+s.measure+"\x00", s, w, most); err != nil {
				return f, err
			}
		}
	}
	return f, nil
}

// add adds the terms of a name in a segment, which begin with prefix.
func (f *foundTerms) add(l *terms.Field, seg int, prefix string, s sought, w window, most int) error {
	var own []string // classes
	class, wanted, left := "", false, 0
	for from, more := "", true; more; {
		more = false
		err := l.Between(prefix, from, "\xff", func(rest string) bool {
			i := strings.LastIndexByte(rest, '|')
			if rest[:i] != class {
				class, left = rest[:i], most
				if wanted = s.isOwn(class); wanted {
					own = append(own, class)
				}
			}
			t := since{seg, prefix + rest, rest[i+1:]}
			switch {
			case left > 0 && wanted:
				f.own = append(f.own, t)
			case left > 0 && !w.ownState && !s.isOfState(class):
				f.others = append(f.others, t)
			default:
				f.cut = f.cut || left == 0
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
	for _, class := range own {
		from, to := w.from, w.to
		if strings.HasPrefix(class, string(knowledge.Withdrawn)+"|") {
			from, to = "", "\xff"
		}
		if to == "" {
			continue
		}
		err := l.Between(prefix+class+"|", from, to+"\x00", func(age string) bool {
			f.always = append(f.always, since{seg, prefix + class + "|" + age, age})
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// rowReader reads rows of passages, each passage once and MaxPassages of them at
// most.
type rowReader struct {
	r        *Reader
	keep     func(passage.Row) bool
	passing  func(passage.Row) bool // see window
	done     []*roaring.Bitmap      // passages that were read, by segment
	passages int
	rows     []passage.Row
	counted  int // rows that are not passing
}

func newRowReader(r *Reader, keep func(passage.Row) bool) *rowReader {
	rr := &rowReader{r: r, keep: keep}
	for range r.Segments {
		rr.done = append(rr.done, roaring.New())
	}
	return rr
}

// newest reads the terms of the newest until there are n rows, those of one age
// all, and returns how many terms it read.
func (r *rowReader) newest(ctx context.Context, terms []since, n int) (read int, err error) {
	slices.SortStableFunc(terms, func(a, b since) int { return cmp.Compare(a.age, b.age) })
	before := r.counted
	for i, t := range terms {
		if r.counted-before >= n && t.age != terms[i-1].age {
			return i, nil
		}
		if err := r.read(ctx, t); err != nil {
			return 0, err
		}
	}
	return len(terms), nil
}

func (r *rowReader) read(ctx context.Context, t since) error {
	docs, err := r.r.Segments[t.seg].With(t.term)
	if err != nil {
		return err
	}
	return r.readAll(ctx, t.seg, docs)
}

func (r *rowReader) readAll(ctx context.Context, seg int, docs *roaring.Bitmap) error {
	for it := docs.Iterator(); it.HasNext() && r.passages < MaxPassages; {
		doc := it.Next()
		if !r.done[seg].CheckedAdd(doc) {
			continue
		}
		if r.passages++; r.passages%100 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		before := len(r.rows)
		var err error
		if r.rows, err = r.r.rowsAt(r.rows, r.r.Segments[seg], doc, r.keep); err != nil {
			return err
		}
		for i := range r.rows[before:] {
			if r.passing == nil || !r.passing(r.rows[before+i]) {
				r.counted++
			}
		}
	}
	return nil
}

// Newest returns figures of the thing called name, under any of its names and any name
// that contains name, those of the newest releases first: at least n of them unless
// there are fewer. If name is what things of a kind are called, it returns those whose
// thing is called exactly that.
func (r *Reader) Newest(ctx context.Context, name string, n int) ([]passage.Row, error) {
	name = words.Squeeze(name)
	a, err := r.about(name)
	if err != nil {
		return nil, fmt.Errorf("read the newest figures: %w", err)
	}
	docs, err := r.passages(a)
	if err != nil {
		return nil, fmt.Errorf("read the newest figures: %w", err)
	}
	rows, err := r.newest(ctx, docs, n, isOf(a))
	if err != nil {
		return nil, fmt.Errorf("read the newest figures: %w", err)
	}
	return rows, nil
}

// isOf returns what reports whether a row is of a thing; see Newest.
func isOf(a *about) func(passage.Row) bool {
	return func(o passage.Row) bool {
		s := o.Figure.Binding.Subject
		if same, decided := o.Figure.Binding.Thing.Is(a.name); decided {
			return same
		}
		return a.names[ledger.CoreOf(s)] || a.one && ledger.Holds(s, a.name)
	}
}

// newest returns at least n rows of passages of each segment, those of the newest releases
// first.
func (r *Reader) newest(ctx context.Context, of []*roaring.Bitmap, n int, keep func(passage.Row) bool) ([]passage.Row, error) {
	all := 0
	for _, docs := range of {
		all += int(docs.GetCardinality())
	}
	if all <= n { // few for most things, and then the months in which they are need not be found
		rr := newRowReader(r, keep)
		for i, docs := range of {
			if err := rr.readAll(ctx, i, docs); err != nil {
				return nil, err
			}
		}
		if len(rr.rows) <= n {
			return rr.sorted(), nil
		}
	}
	return r.byMonths(ctx, of, n, keep)
}

// byMonths is newest for passages of each segment, those of the newest months first.
func (r *Reader) byMonths(ctx context.Context, of []*roaring.Bitmap, n int, keep func(passage.Row) bool) ([]passage.Row, error) {
	rr := newRowReader(r, keep)
	var months []since
	for i, l := range r.Segments {
		if of[i].IsEmpty() {
			continue
		}
		err := l.Each(monthMark, func(month string) bool {
			months = append(months, since{i, monthMark + month, month})
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(months, func(a, b since) int { return cmp.Compare(a.age, b.age) })
	for i, m := range months {
		if len(rr.rows) >= n && m.age != months[i-1].age {
			break
		}
		docs, err := r.Segments[m.seg].With(m.term)
		if err != nil {
			return nil, err
		}
		if !docs.Intersects(of[m.seg]) {
			continue
		}
		if err := rr.readAll(ctx, m.seg, roaring.And(docs, of[m.seg])); err != nil {
			return nil, err
		}
	}
	return rr.sorted(), nil
}

// sorted returns the rows that were read, without those that are copied.
func (r *rowReader) sorted() []passage.Row {
	sortRows(r.rows)
	return r.r.Reprints.LeaveOutCopied(r.rows)
}
