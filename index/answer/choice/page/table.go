package page

import (
	"strconv"
	"strings"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/question"
)

// table identifies a table: its release and the label of its first column.
type table struct{ release, label string }

// tablesOf returns the tables that pages are rows of, zero for other pages, and
// the best rank among the rows of each.
func tablesOf(pages []Page) (of []table, best map[table]int) {
	of, best = make([]table, len(pages)), map[table]int{}
	for i := range pages {
		label := layout.RowLabel(pages[i].Text)
		if label == "" {
			continue
		}
		of[i] = table{pages[i].Passage.Release.ID, label}
		if b, ok := best[of[i]]; !ok || pages[i].Rank < b {
			best[of[i]] = pages[i].Rank
		}
	}
	return of, best
}

// joinTables gives the rows of a table the rank of the best of them, and the
// caption before the first row as a further heading.
func joinTables(pages []Page) {
	of, best := tablesOf(pages)
	byID := map[string]int{}
	for i := range pages {
		byID[pages[i].Passage.ID] = i
	}
	captions := map[table]question.Place{}
	for i := range pages {
		p := pages[i].Passage
		before, ok := byID[p.Release.ID+"#"+strconv.Itoa(p.Number()-1)]
		if !ok || of[i] == (table{}) || of[before] != (table{}) {
			continue
		}
		over := &pages[before]
		captions[of[i]] = over.asHead()
		over.Caption = len(over.Sentences) == 1 && (!strings.Contains(over.Text, "。") || cue.In(over.Text, "table"))
	}
	for i := range pages {
		if of[i] == (table{}) {
			continue
		}
		pg := &pages[i]
		pg.Rank = best[of[i]]
		if c, ok := captions[of[i]]; ok {
			pg.Heads = question.Both(pg.Heads, c)
			pg.Units = question.Most(pg.Units, pg.Heads.Units)
		}
	}
}

// asHead returns a page as one place.
func (pg *Page) asHead() (p question.Place) {
	for k := range pg.Sentences {
		if k == 0 {
			p = pg.Sentences[k].Place
		} else {
			p = question.Both(p, pg.Sentences[k].Place)
		}
	}
	return p
}
