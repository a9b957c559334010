package propose

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/contest"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// What is between the pieces of a composition: of a list, and between a thing
// and what is said of it.
const (
	betweenItems = "；"
	behindThing  = "："
)

// Limits of a composition: how many pieces it has, and how many characters
// items have in all that are claimed up to the end of their first sentence.
const (
	minPieces = 2
	maxPieces = 16
	maxItems  = 400
)

// composer puts the members of a list together that are in passages in a row or
// in the rows of a table, each in its own words.
type composer struct {
	q       *question.Question
	pages   []page.Page
	results [][]contest.Result // by page; nil if nothing is compared
}

// add adds what passages in a row and the rows of tables list, and the figures
// that are the most, each with its thing.
func (c *composer) add(out []candidate.Candidate) []candidate.Candidate {
	if c.q.Frame.Asks == frame.List || c.q.Frame.Asks == frame.Latest || c.q.IsForFalling() {
		for _, run := range c.runs() {
			out = c.addRun(out, run)
		}
	}
	if !c.q.IsForFigure() {
		for i := range c.results {
			out = c.addMost(out, i)
		}
	}
	return out
}

// addMost adds the figures of a page that are the most, each with its thing if
// that is only named in a sentence before.
func (c *composer) addMost(out []candidate.Candidate, i int) []candidate.Candidate {
	pg := &c.pages[i]
	all := pg.Passage.Figures
	for _, r := range c.results[i] {
		k := slices.IndexFunc(all, func(f knowledge.Figure) bool { return f.Span == r.At })
		if k < 0 || !r.Placing.IsMost() || all[k].Binding.Subject == "" {
			continue
		}
		n := pg.ClauseAt(r.At.Start)
		s := pg.Clauses[n].Sentence
		span, name := pg.Sentences[s].Span, all[k].Binding.Subject
		if at := lastName(pg, name, span.Start); at >= 0 && !strings.Contains(span.Of(pg.Text), name) {
			made := c.compose(-1, []candidate.Piece{
				{Hit: pg.Hit, Span: knowledge.Span{Start: at, End: at + len(name)}},
				{Hit: pg.Hit, Span: spanOf(pg, [2]int{n, n + 1})},
			})
			made.Joint, made.Placing = behindThing, r.Placing
			made.At.Sentence, made.At.Last = s, s
			out = append(out, made)
		}
	}
	return out
}

// runs returns the pages that follow each other in a release, in order.
func (c *composer) runs() (out [][]int) {
	order := make([]int, len(c.pages))
	number := make([]int, len(c.pages))
	for i := range order {
		order[i], number[i] = i, c.pages[i].Passage.Number()
	}
	release := func(i int) string { return c.pages[i].Passage.Release.ID }
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(release(a), release(b)), cmp.Compare(number[a], number[b]))
	})
	for k, i := range order {
		if k > 0 && release(order[k-1]) == release(i) && number[order[k-1]]+1 == number[i] {
			out[len(out)-1] = append(out[len(out)-1], i)
		} else {
			out = append(out, []int{i})
		}
	}
	return out
}

// addRun adds the lists of pages that follow each other.
func (c *composer) addRun(out []candidate.Candidate, run []int) []candidate.Candidate {
	for k := 0; k < len(run); {
		n := c.rows(run[k:])
		add := c.addTable
		if n == 0 {
			n, add = c.items(run[k:]), c.addItems
		}
		if n < minPieces {
			if n = c.following(run[k:]); n > 0 {
				out = c.addItems(out, c.leading(run, k), run[k+1:k+1+n])
			}
			k += 1 + n
			continue
		}
		out = add(out, c.leading(run, k-1), run[k:k+min(n, maxPieces)])
		k += n
	}
	return out
}

// leads is how many characters a passage has that says what is listed behind it;
// a shorter one only says that something is.
const leads = 20

// leading returns the page that leads to a list, given where it should be: the
// one before that if it says too little; -1 for none.
func (c *composer) leading(run []int, k int) int {
	if k < 0 {
		return -1
	}
	if k > 0 && utf8.RuneCountInString(c.pages[run[k]].Text) < leads {
		return run[k-1]
	}
	return run[k]
}

// rows returns how many of pages, from the first on, are rows of one table.
func (c *composer) rows(run []int) (n int) {
	label := ""
	for _, i := range run {
		l := layout.RowLabel(c.pages[i].Text)
		if l == "" || n > 0 && l != label {
			break
		}
		label = l
		n++
	}
	return n
}

// items returns how many of pages, from the first on, are items of one list:
// they begin with marks of one kind or, all but the last, end with a semicolon.
func (c *composer) items(run []int) (n int) {
	_, kind := layout.ItemMark(c.pages[run[0]].Text)
	for _, i := range run {
		text := strings.TrimSpace(c.pages[i].Text)
		if _, k := layout.ItemMark(text); k != kind {
			break
		}
		n++
		if kind == "" && !strings.HasSuffix(text, "；") {
			break
		}
	}
	return n
}

// following returns how many of pages, behind the first, are the items that it
// announces: it, its heading or the question says how many they are.
func (c *composer) following(run []int) int {
	p := c.pages[run[0]].Passage
	same := 0
	for same+1 < len(run) && c.pages[run[same+1]].Passage.Heading == p.Heading && !c.isInTable(run[same+1]) {
		same++
	}
	numbers := append(layout.Counts(p.Text), layout.Counts(p.Heading)...)
	if slices.Contains(numbers, c.q.Listed) && c.q.Listed <= same {
		return c.q.Listed
	}
	for _, n := range numbers {
		if minPieces < n && n <= min(same, maxPieces) && (strings.HasSuffix(strings.TrimSpace(p.Text), "：") || c.areShort(run[1:n+1])) {
			return n
		}
	}
	return 0
}

// isInTable reports whether a page is the row of a table, or a caption.
func (c *composer) isInTable(i int) bool {
	return c.pages[i].Caption || layout.RowLabel(c.pages[i].Text) != ""
}

// areShort reports whether pages have one sentence each, and none leads to a list.
func (c *composer) areShort(run []int) bool {
	return !slices.ContainsFunc(run, func(i int) bool {
		return len(c.pages[i].Sentences) > 1 || strings.HasSuffix(c.pages[i].Text, "：")
	})
}

// addItems adds the items of a list, as much of each as fits.
func (c *composer) addItems(out []candidate.Candidate, lead int, run []int) []candidate.Candidate {
	for _, level := range []struct {
		most int    // characters of all items
		ends string // of what an item is cut to; empty: it is not
	}{{maxRun, ""}, {maxItems, "。"}, {maxList, "，：；。"}} {
		var pieces []candidate.Piece
		total := 0
		for _, i := range run {
			pg := &c.pages[i]
			from, _ := layout.ItemMark(pg.Text)
			end := len(pg.Text)
			if n := strings.IndexAny(pg.Text[from:], level.ends); n > 0 {
				end = from + n
			}
			span := layout.WithoutStop(pg.Text, layout.Trim(pg.Text, knowledge.Span{Start: from, End: end}), "*；")
			if span.End > span.Start {
				pieces = append(pieces, candidate.Piece{Hit: pg.Hit, Span: span})
				total += length(pg, span) + 1
			}
		}
		if total <= level.most && len(pieces) >= minPieces {
			return append(out, c.compose(lead, pieces))
		}
	}
	return out
}

// addTable adds what the rows of a table are about; where the question asks for
// what falls, the rows that do.
func (c *composer) addTable(out []candidate.Candidate, lead int, run []int) []candidate.Candidate {
	var pieces []candidate.Piece
	total := 0
	for _, i := range run {
		pg := &c.pages[i]
		row := layout.Row(pg.Text)
		cell := row[0].Span
		if layout.Number(cell.Of(pg.Text)) != nil {
			cell = row[1].Span // the first is the row's number
		}
		if cue.In(cell.Of(pg.Text), "total") || cell.End == cell.Start {
			continue
		}
		if c.q.IsForFalling() {
			if c.results == nil || !slices.ContainsFunc(c.results[i], isMostOfTable) {
				continue
			}
			cell = knowledge.Span{End: len(pg.Text)}
		}
		pieces = append(pieces, candidate.Piece{Hit: pg.Hit, Span: cell})
		total += length(pg, cell) + 1
	}
	if total > maxList || len(pieces) < minPieces {
		return out
	}
	return append(out, c.compose(lead, pieces))
}

// isMostOfTable reports whether a figure of a table is what is asked for.
func isMostOfTable(r contest.Result) bool { return r.Placing.IsOfTable() && r.Placing.IsMost() }

// compose makes a candidate of pieces. It is judged by the page that leads to
// them, or by the first of them if lead is negative.
func (c *composer) compose(lead int, pieces []candidate.Piece) candidate.Candidate {
	first := pieces[0]
	out := candidate.Candidate{Kind: candidate.Composition, Hit: first.Hit, Span: first.Span, Pieces: pieces, Joint: betweenItems}
	out.At = candidate.At{Page: first.Hit, Clause: -1}
	for _, s := range c.pages[first.Hit].Sentences {
		if s.Whole.Start <= out.Span.Start && out.Span.End <= s.Whole.End {
			out.Sentence = s.Whole
		}
	}
	if out.Sentence.End == 0 {
		out.Sentence = out.Span
	}
	if lead >= 0 {
		out.At.Page, out.At.Sentence = lead, len(c.pages[lead].Sentences)-1
	}
	out.At.Last = out.At.Sentence
	return out
}
