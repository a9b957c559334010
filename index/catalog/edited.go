package catalog

import (
	"beilun/index/likeness"
	"beilun/index/passage"
	"beilun/knowledge/ledger"
)

// An editor changes a word or two of a paragraph that is printed again. Its sentences
// are not those of the release that is cited, but it says the same. If the original is
// found as well the edited one is left out, and so are its figures from the ledger:
// they are no second source.

// Edited reports which of ps are to be left out: paragraphs of a copy that are edited
// ones of a paragraph, in ps as well, of the release that is cited. In place of the
// latter it puts one into ps that names the copy.
func (rs *Reprints) Edited(ps []*passage.Passage) []bool {
	out := make([]bool, len(ps))
	if len(rs.cites) == 0 {
		return out
	}
	for i, p := range ps {
		cited := rs.cites[p.Release.ID]
		for j, q := range ps {
			if cited != "" && q.Release.ID == cited && likeness.IsEdited(p.Text, q.Text) {
				out[i] = true
				ps[j] = withCopy(q, p.Release)
				break
			}
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
func saysSame(r, o passage.Row) bool {
	return likeness.IsEdited(r.Sentence().Of(r.Passage.Text), o.Sentence().Of(o.Passage.Text)) || likeness.IsEdited(r.Passage.Text, o.Passage.Text)
}

// Edits returns the IDs of the releases that LeaveOutCopied compares: copies, and those
// that are cited for them. The rows of others stay as they are.
func (rs *Reprints) Edits() map[string]bool {
	out := map[string]bool{}
	for id, cited := range rs.cites {
		out[id], out[cited] = true, true
	}
	return out
}

// LeaveOutCopied takes out the rows of copies whose figures the release that is
// cited has as well, and names the copy there.
func (rs *Reprints) LeaveOutCopied(rows []passage.Row) []passage.Row {
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
	out := make([]passage.Row, 0, len(rows))
	for i, r := range rows {
		if !copied[i] {
			out = append(out, r)
		}
	}
	return out
}
