package index

// An editor changes a word or two of a paragraph that is printed again. Such a
// paragraph is not the same, and its sentences do not tell that it stands in the
// release that is cited; but it says the same. Where the one it was made from is
// found as well it is left out, and so are its figures from the ledger: they are
// no second witness.

// Set by hand as the thresholds of copies.go.
const (
	sameParagraph = 0.75 // of the shingles of an edited paragraph, those that it has from the one it was made from
	minParagraph  = 20   // shingles
)

// isEdited reports whether p is q with a few words changed, or a part of that.
func isEdited(p, q *Passage) bool {
	a, b := bareText(p.Text), bareText(q.Text)
	x, y := shinglesOf(a), shinglesOf(b)
	if len(x) < minParagraph || float64(len(x)-beyond(x, y)) < sameParagraph*float64(len(x)) {
		return false
	}
	n, ok := numbersOf(a)
	m, also := numbersOf(b)
	if !ok || !also {
		return false
	}
	return numbersAgree(n, m) && beyond(valuesOf(n, 0), valuesOf(m, 0)) == 0
}

// leaveOutEdited takes out of candidates the paragraphs of copies that stand,
// edited, in the release that is cited, and names the copy there.
func (rs *reprints) leaveOutEdited(cs []candidate) []candidate {
	if len(rs.cites) == 0 {
		return cs
	}
	edited := make([]bool, len(cs))
	for i, c := range cs {
		cited := rs.cites[c.passage.Release.ID]
		for j := range cs {
			if d := &cs[j]; cited != "" && d.passage.Release.ID == cited && isEdited(c.passage, d.passage) {
				edited[i] = true
				d.passage = withCopy(d.passage, c.passage.Release)
				break
			}
		}
	}
	out := make([]candidate, 0, len(cs))
	for i, c := range cs {
		if !edited[i] {
			out = append(out, c)
		}
	}
	return out
}

// withCopy returns p with another release that says it; p itself is shared.
func withCopy(p *Passage, r Release) *Passage {
	q := *p
	q.Release.Also = addCopy(q.Release.Also, r)
	return &q
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
			if o := &rows[j]; SameValue(r.Figure, o.Figure) && (SameMeasure(r, *o) || isEdited(&r.Passage, &o.Passage)) {
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
