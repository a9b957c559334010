package index

import (
	"slices"
	"strings"

	"beilun/index/passage"
	"beilun/index/rank"
	"beilun/knowledge/ledger"
)

// An editor changes a word or two of a paragraph that is printed again. Such a
// paragraph is not the same, and its sentences do not tell that it stands in the
// release that is cited; but it says the same. Where the one it was made from is
// found as well it is left out, and so are its figures from the ledger: they are
// no second witness.

// Set by hand as the thresholds of copies.go.
const (
	sameParagraph = 0.75 // of the shingles of an edited paragraph, those that it has from the one it was made from
	minEdited     = 8    // shingles: what is shorter has to be the same
)

// isEdited reports whether a text is another one with a few words changed, or a
// part of that, and says the same: no number differs, and no word that turns
// the meaning round.
func isEdited(text, other string) bool {
	a, b := bareText(text), bareText(other)
	if slices.Equal(a, b) {
		return true
	}
	x, y := shinglesOf(a), shinglesOf(b)
	if len(x) < minEdited || float64(len(x)-beyond(x, y)) < sameParagraph*float64(len(x)) {
		return false
	}
	n, ok := numbersOf(a)
	m, also := numbersOf(b)
	if !ok || !also || !numbersAgree(n, m) || beyond(valuesOf(n), valuesOf(m)) > 0 {
		return false
	}
	isPart := len(a)*5 < len(b)*4
	return !turns(a, y) && (isPart || !turns(b, x))
}

// turning are characters that turn the meaning of a sentence round, or tell how
// firm it is.
const turning = "增减升降涨跌扩缩快慢高低进出盈亏不未无非停取消撤否上下加少多超近约仅计划拟将预已"

// turns reports whether one of turning stands in the part of a text that none
// of the shingles given covers.
func turns(text []rune, shingles map[uint64]bool) bool {
	covered := 0 // the runes before it are
	for i, r := range text {
		if i+shingle <= len(text) && shingles[hashOf(text[i:i+shingle])] {
			covered = i + shingle
		}
		if i >= covered && strings.ContainsRune(turning, r) {
			return true
		}
	}
	return false
}

// leaveOutEdited takes out of candidates the paragraphs of copies that stand,
// edited, in the release that is cited, and names the copy there.
func (rs *reprints) leaveOutEdited(cs []rank.Retrieved) []rank.Retrieved {
	if len(rs.cites) == 0 {
		return cs
	}
	edited := make([]bool, len(cs))
	for i, c := range cs {
		cited := rs.cites[c.Passage.Release.ID]
		for j := range cs {
			if d := &cs[j]; cited != "" && d.Passage.Release.ID == cited && isEdited(c.Passage.Text, d.Passage.Text) {
				edited[i] = true
				d.Passage = withCopy(d.Passage, c.Passage.Release)
				break
			}
		}
	}
	out := make([]rank.Retrieved, 0, len(cs))
	for i, c := range cs {
		if !edited[i] {
			out = append(out, c)
		}
	}
	return out
}

// withCopy returns p with another release that says it; p itself is shared.
func withCopy(p *passage.Passage, r passage.Release) *passage.Passage {
	q := *p
	q.Release.Also = addCopy(q.Release.Also, r)
	return &q
}

// saysSame reports whether the sentence or the paragraph of r is that of o,
// edited.
func saysSame(r, o Row) bool {
	return isEdited(r.Sentence().Of(r.Passage.Text), o.Sentence().Of(o.Passage.Text)) || isEdited(r.Passage.Text, o.Passage.Text)
}

// leaveOutCopied takes out the rows of copies whose figures the release that is
// cited has as well, and names the copy there.
func (rs *reprints) leaveOutCopied(rows []Row) []Row {
	if len(rs.cites) == 0 {
		return rows
	}
	byRelease := map[string][]int{}
	for i, r := range rows {
		byRelease[r.Passage.Release.ID] = append(byRelease[r.Passage.Release.ID], i)
	}
	copied := make([]bool, len(rows))
	for i, r := range rows {
		for _, j := range byRelease[rs.cites[r.Passage.Release.ID]] {
			if o := &rows[j]; ledger.SameValue(r.Figure, o.Figure) && saysSame(r, *o) {
				copied[i] = true
				o.Passage = *withCopy(&o.Passage, r.Passage.Release)
				break
			}
		}
	}
	out := make([]Row, 0, len(rows))
	for i, r := range rows {
		if !copied[i] {
			out = append(out, r)
		}
	}
	return out
}
