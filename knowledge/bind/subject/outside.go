package subject

import (
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/model"
	"beilun/knowledge/bind/names"
)

// outside proposes what the title, the heading and the paragraphs before mention.
func (ch *Chooser) outside(f *clause.Figure) {
	k := ch.cast
	add := ch.proposeAway
	for i, t := range k.Title {
		if ch.heading.Text != "" {
			break
		}
		if i == 0 {
			add(t.Text, t.Phase, model.TitleFirst)
		}
		if i == len(k.Title)-1 {
			add(t.Text, t.Phase, model.TitleLast)
		}
	}
	for _, t := range k.Heads {
		add(t.Text, t.Phase, model.OfHeading)
	}
	ch.recalled(f, add)
	if ch.heading.Text != "" || ch.heading.Phase != "" {
		if ch.t.Clauses[f.Clause].Sentence > 0 || ch.heading.Clause > 0 {
			add(ch.heading.Text, ch.heading.Phase, model.RunIn)
		}
	}
	if k.Topic != "" && ch.heading.Text == "" {
		add(k.Topic, "", model.OfTopic)
	}
	if s := ch.speaker(f); s != "" {
		add(s, "", model.Spoke)
	}
	ch.chosenLast(f)
	if ch.heading.Text != "" {
		add(k.Home, "", model.OfHome)
		return
	}
	if k.Closed != nil && k.Closed.Text != "" {
		add(k.Closed.Text, k.Closed.Phase, model.ParaAgo)
	}
	if k.Opened != nil && k.Opened.Text != "" {
		add(k.Opened.Text, k.Opened.Phase, model.ParaAgoTop)
	}
	add(k.Home, "", model.OfHome)
}

// proposeAway proposes a thing from outside the sentence.
func (ch *Chooser) proposeAway(text, phase string, from model.Origin) {
	ch.addCandidate(candidate{text: text, phase: phase, from: from, sort: names.SortOf(text), distance: 9})
}

// chosenLast proposes what the figure before f is of.
func (ch *Chooser) chosenLast(f *clause.Figure) {
	last := ch.cast.Last
	if last == nil || last.Text == "" {
		return
	}
	from := model.SentenceAgo
	if last.Sentence == ch.t.Clauses[f.Clause].Sentence {
		from = model.SameSentence
	}
	ch.proposeAway(last.Text, last.Phase, from)
}

// recalled proposes the last thing mentioned before the paragraph, and the last one of
// the kind that is in front of f: 该校.
func (ch *Chooser) recalled(f *clause.Figure, add func(text, phase string, from model.Origin)) {
	before := ch.before
	if n := len(before); n > 0 && ch.heading.Text == "" {
		add(before[n-1].Text, before[n-1].Phase, model.RecalledLast)
	}
	c := &ch.t.Clauses[f.Clause]
	kind, at := "", 0
	for k := max(0, f.Clause-2); k <= f.Clause; k++ {
		if ch.t.Clauses[k].Sentence != c.Sentence {
			continue
		}
		for i := ch.t.Clauses[k].Units; i < ch.t.Clauses[k].UnitsEnd && ch.units[i].End <= f.From; i++ {
			if u := &ch.units[i]; u.Bare && u.Text != "" {
				kind, at = u.Text, i
			}
		}
	}
	if kind == "" {
		return
	}
	if short, ok := strings.CutPrefix(kind, "全"); ok && ch.t.Tables.Is(names.Short, short) {
		kind = short // 全院
	}
	want := names.SortOf(kind)
	meant := func(text string, sort uint8) bool {
		return sort > 0 && sort == want || names.IsThing(names.ThingVague, kind) && isBuilt(sort) || ch.t.Tables.Is(names.Short, kind) && strings.Contains(wordlist.LastRunes(text, maxKindAgo), kind)
	}
	for i := at - 1; i >= max(0, at-2*clause.MaxNear); i-- {
		if u := &ch.units[i]; (u.Proper || u.Alias) && meant(u.Text, u.Sort) && ch.proposeUnit(f, i, model.Recalled) {
			return
		}
	}
	for i := len(before) - 1; i >= 0; i-- {
		if th := before[i]; meant(th.Text, th.Sort) {
			add(th.Text, th.Phase, model.Recalled)
			return
		}
	}
}

// maxKindAgo is how many characters from the end of a name the kind of thing may be: 校
// of 第七中学芦荻校区, 院 of 第三医院某某院区.
const maxKindAgo = 6

// isBuilt reports whether things of a sort are built, so that 该项目 may be one.
func isBuilt(sort uint8) bool {
	switch names.Sorts()[sort] {
	case "none", "district", "company", "town", "village", "place", "person", "organisation", "policy", "event":
		return false
	}
	return true
}

// isSettled reports whether things of a sort are places that people live in.
func isSettled(sort uint8) bool {
	switch names.Sorts()[sort] {
	case "district", "town", "village", "place":
		return true
	}
	return false
}
