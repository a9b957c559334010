package catalog

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"beilun/index/likeness"
	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// A release may come in several copies: as a web page and as PDF, or printed
// again by another publisher. One of them is cited, and the others beside it.

// maxAlso bounds the copies that a citation names.
const maxAlso = 4

// places is which other releases have a passage.
type places struct {
	out  bool           // it is left out, because the release that is cited has it
	also []passage.Copy // the other releases that have it, best first
}

// Thresholds of copies. Set by hand on the texts of copies_test.go, which are of
// our own writing, and on the built-in releases, of which none is a copy of
// another. The numbers of two releases decide more than these do.
const (
	likeResemblance  = 0.45 // another lead, and the last paragraph cut
	likeContainment  = 0.65
	sameResemblance  = 0.7 // of one publisher: what it prints often is a form
	sameContainment  = 0.85
	likeNames        = 4    // one in likeNames names may differ, on either side
	completeFraction = 0.95 // of the longest copy: the last paragraph is there
)

// areCopies reports whether two releases are one text. Releases of one form with
// other numbers, other names or long after each other are not, and neither is a
// notice that is part of a longer release.
func areCopies(a, b *Record) bool {
	of, other := a.Content(), b.Content()
	if of.Likeness.Size == 0 || other.Likeness.Size == 0 {
		return false
	}
	r, c := of.Likeness.Resemblance(&other.Likeness)
	minR, minC := likeResemblance, likeContainment
	if a.Release.Source == b.Release.Source {
		minR, minC = sameResemblance, sameContainment
	}
	if r < minR || c < minC {
		return false
	}
	if d, e := a.Release.Date.Days(), b.Release.Date.Days(); d > 0 && e > 0 && max(d-e, e-d) > ledger.ConflictDays {
		return false
	}
	return likeness.NumbersAgree(of.Likeness.Numbers, other.Likeness.Numbers) && sameTitles(a.Release, b.Release) && sameNames(of.Names, other.Names)
}

// sameTitles reports whether the titles of two releases may be those of one: a
// publisher does not change its own, and those that only differ in what they
// begin with are of one form: 甲小学招生公告, 乙小学招生公告.
func sameTitles(a, b passage.Release) bool {
	x, y := string(likeness.Bare(a.Title)), string(likeness.Bare(b.Title))
	if strings.Contains(x, y) || strings.Contains(y, x) {
		return true
	}
	if a.Source == b.Source && a.Source != "" {
		return false
	}
	p, q := []rune(x), []rune(y)
	same := 0
	for same < min(len(p), len(q)) && p[len(p)-1-same] == q[len(q)-1-same] {
		same++
	}
	return p[0] == q[0] || 2*same < min(len(p), len(q))
}

// sameNames reports whether two releases name the same things, except for a few that
// only one has.
func sameNames(a, b []string) bool {
	return likeNames*min(unnamed(a, b), unnamed(b, a)) <= min(len(a), len(b))
}

// unnamed counts the names of a that b has neither in full nor in part.
func unnamed(a, b []string) int {
	n := 0
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y string) bool { return strings.Contains(x, y) || strings.Contains(y, x) }) {
			n++
		}
	}
	return n
}

// group works out what releases that hang together have in common. The best of
// them is cited for itself and its copies; what is no copy of it, only of a
// copy, is grouped apart.
func (rs *Reprints) group(es []*likeEntry) {
	for _, e := range es {
		rs.forget(e)
	}
	if len(es) < 2 {
		return
	}
	longest := 0
	for _, e := range es {
		longest = max(longest, e.rec.Content().Likeness.Size)
	}
	slices.SortFunc(es, func(x, y *likeEntry) int { return better(&x.rec, &y.rec, longest) })
	for len(es) > 1 {
		var apart []*likeEntry
		star := []*likeEntry{es[0]}
		for _, e := range es[1:] {
			if e.like[es[0]] {
				star = append(star, e)
			} else {
				apart = append(apart, e)
			}
		}
		rs.compare(star)
		es = apart
	}
}

// better orders copies, the one to cite first: one with publisher and address,
// a complete one, the earliest.
func better(a, b *Record, longest int) int {
	complete := func(r *Record) bool { return float64(r.Content().Likeness.Size) >= completeFraction*float64(longest) }
	return cmp.Or(
		compareBool(b.Release.Source != "" && b.Release.URL != "", a.Release.Source != "" && a.Release.URL != ""),
		compareBool(complete(b), complete(a)),
		compareBool(b.Release.Source != "" || b.Release.URL != "", a.Release.Source != "" || a.Release.URL != ""),
		cmp.Compare(daysOrLast(a.Release.Date), daysOrLast(b.Release.Date)),
		a.Release.Date.Compare(b.Release.Date),
		strings.Compare(a.Release.ID, b.Release.ID),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// daysOrLast puts what has no date behind all dates.
func daysOrLast(d knowledge.Date) int {
	if d.IsZero() {
		return math.MaxInt
	}
	return d.Days()
}

// compare records which other copies, best first, have each of the passages.
func (rs *Reprints) compare(es []*likeEntry) {
	rs.moved = true
	sentences := make([]map[uint32]bool, len(es))
	for i, e := range es {
		sentences[i] = map[uint32]bool{}
		for _, p := range e.rec.Content().Likeness.Passages() {
			for _, s := range p {
				sentences[i][s] = true
			}
		}
	}
	for i, e := range es {
		if i > 0 {
			rs.cites[e.rec.Release.ID] = es[0].rec.Release.ID
		}
		for n, p := range e.rec.Content().Likeness.Passages() {
			var at places
			for j, other := range es {
				if j == i || len(p) == 0 || slices.ContainsFunc(p, func(s uint32) bool { return !sentences[j][s] }) {
					continue
				}
				at.out = at.out || j < i
				at.also = addCopy(at.also, other.rec.Release)
			}
			if at.out {
				rs.out++
			}
			if at.also != nil {
				rs.places[passage.ID(e.rec.Release.ID, n+1)] = at
			}
		}
	}
}

// forget drops what is known of the passages of e.
func (rs *Reprints) forget(e *likeEntry) {
	if len(rs.places)+len(rs.cites) == 0 {
		return
	}
	if _, cites := rs.cites[e.rec.Release.ID]; cites {
		rs.moved = true
		delete(rs.cites, e.rec.Release.ID)
	}
	for n := range e.rec.Passages {
		id := passage.ID(e.rec.Release.ID, n+1)
		if _, has := rs.places[id]; !has {
			continue
		}
		rs.moved = true
		if rs.places[id].out {
			rs.out--
		}
		delete(rs.places, id)
	}
}

// IsCopy reports whether a passage is left out, since the release that is cited
// for its own has it.
func (rs *Reprints) IsCopy(passage string) bool { return rs.places[passage].out }

// MaxLeftOut returns how many of the passages best for a question may be left out, at
// most limit.
func (rs *Reprints) MaxLeftOut(limit int) int { return min(limit, rs.out) }

// addCopy returns also with r, in memory of its own.
func addCopy(also []passage.Copy, r passage.Release) []passage.Copy {
	if len(also) == maxAlso || slices.ContainsFunc(also, func(c passage.Copy) bool { return c.ID == r.ID }) {
		return also
	}
	return append(slices.Clip(also), passage.Copy{ID: r.ID, Title: r.Title, Source: r.Source, URL: r.URL, Date: r.Date})
}

// Cited returns the release of a passage with the others that have it.
func (rs *Reprints) Cited(passage string, r passage.Release) passage.Release {
	r.Also = rs.places[passage].also
	return r
}
