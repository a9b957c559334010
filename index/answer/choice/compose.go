package choice

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// Where the members of a list stand in passages in a row, or in the rows of a table,
// they are claimed together: each in its own words.

// Piece is one of the texts that a candidate is made of.
type Piece struct {
	Hit  int            // which of the passages it stands in
	Span knowledge.Span // in the passage's text
}

// What stands between the pieces of a candidate: of a list, and between a thing and what
// is told of it.
const (
	betweenItems = "；"
	behindThing  = "："
)

// Limits of a candidate that is made of pieces: how many there are, and
// characters of items that are claimed up to the end of their first sentence.
const (
	minPieces = 2
	maxPieces = 16
	maxItems  = 400
)

// composed proposes what passages in a row and the rows of tables list, and what stands
// as the most with the thing that it is of.
func (r *Reading) composed(out []Candidate) []Candidate {
	if r.frame.Asks == frame.List || r.frame.Asks == frame.Latest || r.falls() {
		for _, run := range r.runs() {
			out = r.composeRun(out, run)
		}
	}
	if groupOf(r.frame.Asks) > ofDuration {
		for i := range r.extreme {
			out = r.composeMembers(out, i)
		}
	}
	return out
}

// composeMembers proposes of a page the figures that stand as the most, each with its
// thing, where that is named in a sentence before.
func (r *Reading) composeMembers(out []Candidate, i int) []Candidate {
	pg := &r.pages[i]
	figures := r.hits[pg.hit].Passage.Figures
	for _, s := range r.extreme[i] {
		k := slices.IndexFunc(figures, func(f knowledge.Figure) bool { return f.Span == s.at })
		if k < 0 || !s.isMost() || figures[k].Binding.Subject == "" {
			continue
		}
		n := pg.clauseAt(s.at.Start)
		st := &pg.sentences[pg.clauses[n].sentence]
		name := figures[k].Binding.Subject
		if at := strings.LastIndex(pg.text[:st.span.Start], name); at >= 0 && !strings.Contains(st.span.Of(pg.text), name) {
			pieces := []Piece{{pg.hit, knowledge.Span{Start: at, End: at + len(name)}}, {pg.hit, trim(pg.text, pg.clauses[n].span)}}
			c := r.compose(-1, pieces)
			c.joint, c.sentence, c.last, c.standing = behindThing, pg.clauses[n].sentence, pg.clauses[n].sentence, s.class
			out = append(out, c)
		}
	}
	return out
}

// runs returns the pages that follow each other in a release, in order.
func (r *Reading) runs() (out [][]int) {
	order := make([]int, len(r.pages))
	number := make([]int, len(r.pages))
	for i := range order {
		order[i], number[i] = i, r.hits[i].Passage.Number()
	}
	release := func(i int) string { return r.hits[i].Passage.Release.ID }
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

// composeRun proposes the lists of pages that follow each other.
func (r *Reading) composeRun(out []Candidate, run []int) []Candidate {
	for k := 0; k < len(run); {
		n := r.rows(run[k:])
		compose := r.composeTable
		if n == 0 {
			n, compose = r.items(run[k:]), r.composeItems
		}
		if n < minPieces {
			if n = r.behind(run[k:]); n > 0 {
				out = r.composeItems(out, r.leading(run, k), run[k+1:k+1+n])
			}
			k += 1 + n
			continue
		}
		out = compose(out, r.leading(run, k-1), run[k:k+min(n, maxPieces)])
		k += n
	}
	return out
}

// leads is how many characters a passage has that tells what is listed behind it; a
// shorter one only says that it is.
const leads = 20

// leading returns the page that leads to a list, given where it is to stand: the one
// before where it says too little; -1 for none.
func (r *Reading) leading(run []int, k int) int {
	if k < 0 {
		return -1
	}
	if k > 0 && utf8.RuneCountInString(r.pages[run[k]].text) < leads {
		return run[k-1]
	}
	return run[k]
}

// rows returns how many of pages, from the first on, are rows of one table.
func (r *Reading) rows(run []int) (n int) {
	label := ""
	for _, i := range run {
		l := RowLabel(r.pages[i].text)
		if l == "" || n > 0 && l != label {
			break
		}
		label = l
		n++
	}
	return n
}

// itemStart is how a paragraph begins that is an item of a list.
var itemStart = regexp.MustCompile(`^(?:[0-9]{1,2}[.．、]\s*|[一二三四五六七八九十]{1,2}、\s*|（[一二三四五六七八九十]{1,2}）\s*|第[一二三四五六七八九十]{1,2}[，、]|[一二三四五六七八九十]是|[-•·]\s*|\*\*)`)

// items returns how many of pages, from the first on, are items of one list: they begin
// with marks of one kind or, all but the last, end with a semicolon.
func (r *Reading) items(run []int) (n int) {
	kind := kindOfItem(r.pages[run[0]].text)
	for _, i := range run {
		text := strings.TrimSpace(r.pages[i].text)
		if kindOfItem(text) != kind {
			break
		}
		n++
		if kind == "" && !strings.HasSuffix(text, "；") {
			break
		}
	}
	return n
}

// behind returns how many of pages, behind the first, are the items that it says are
// to follow: it, its heading or the question tells their number.
func (r *Reading) behind(run []int) int {
	p := &r.hits[r.pages[run[0]].hit].Passage
	same := 0
	for same+1 < len(run) && r.hits[r.pages[run[same+1]].hit].Passage.Heading == p.Heading && !r.inTable(run[same+1]) {
		same++
	}
	numbers := append(numbersOfThings(p.Text), numbersOfThings(p.Heading)...)
	if slices.Contains(numbers, r.listed) && r.listed <= same {
		return r.listed
	}
	for _, n := range numbers {
		if minPieces < n && n <= min(same, maxPieces) && (strings.HasSuffix(strings.TrimSpace(p.Text), "：") || r.areShort(run[1:n+1])) {
			return n
		}
	}
	return 0
}

// inTable reports whether a page is the row of a table, or stands over one.
func (r *Reading) inTable(i int) bool { return r.pages[i].caption || RowLabel(r.pages[i].text) != "" }

// areShort reports whether pages have one sentence each, and none leads to a list.
func (r *Reading) areShort(run []int) bool {
	return !slices.ContainsFunc(run, func(i int) bool { return len(r.pages[i].sentences) > 1 || strings.HasSuffix(r.pages[i].text, "：") })
}

// kindOfItem returns what the mark is that a paragraph begins with, "" for none.
func kindOfItem(text string) string {
	switch mark := itemStart.FindString(text); {
	case mark == "":
		return ""
	case strings.HasPrefix(mark, "（"):
		return "（"
	case strings.HasSuffix(mark, "是"):
		return "是"
	case mark[0] >= '0' && mark[0] <= '9':
		return "1"
	case mark == "**":
		return "*"
	case strings.ContainsAny(mark, "、，"):
		return "、"
	}
	return "-"
}

// composeItems proposes the items of a list, as fully as they fit.
func (r *Reading) composeItems(out []Candidate, lead int, run []int) []Candidate {
	for _, level := range []struct {
		most int // characters of all items
		cut  func(text string) int
	}{{maxRun, wholeItem}, {maxItems, firstSentence}, {maxList, firstClause}} {
		var pieces []Piece
		length := 0
		for _, i := range run {
			text := r.pages[i].text
			from := len(itemStart.FindString(text))
			span := trim(text, knowledge.Span{Start: from, End: from + level.cut(text[from:])})
			span.End = span.Start + len(strings.TrimRight(span.Of(text), "。*；"))
			if span.End > span.Start {
				pieces = append(pieces, Piece{r.pages[i].hit, span})
				length += utf8.RuneCountInString(span.Of(text)) + 1
			}
		}
		if length <= level.most && len(pieces) >= minPieces {
			return append(out, r.compose(lead, pieces))
		}
	}
	return out
}

func wholeItem(text string) int { return len(text) }

func firstSentence(text string) int {
	if i := strings.Index(text, "。"); i >= 0 {
		return i
	}
	return len(text)
}

func firstClause(text string) int {
	if i := strings.IndexAny(text, "，：；。"); i > 0 {
		return i
	}
	return len(text)
}

// composeTable proposes what the rows of a table are of; where the question asks for
// what falls, the rows that do.
func (r *Reading) composeTable(out []Candidate, lead int, run []int) []Candidate {
	var pieces []Piece
	length := 0
	for _, i := range run {
		row := rowOf(r.pages[i].text)
		cell := row[0].span
		if numberIn(cell.Of(r.pages[i].text)) != nil {
			cell = row[1].span // the first is the row's number
		}
		if holdsAny(cell.Of(r.pages[i].text), loadCues()["total"]) || cell.End == cell.Start {
			continue
		}
		if r.falls() {
			if r.extreme == nil || !isMostOf(r.extreme[i]) {
				continue
			}
			cell = knowledge.Span{End: len(r.pages[i].text)}
		}
		pieces = append(pieces, Piece{r.pages[i].hit, cell})
		length += utf8.RuneCountInString(cell.Of(r.pages[i].text)) + 1
	}
	if length > maxList || len(pieces) < minPieces {
		return out
	}
	return append(out, r.compose(lead, pieces))
}

// isMostOf reports whether a figure of a table stands as what is asked for.
func isMostOf(all []standing) bool {
	return slices.ContainsFunc(all, func(s standing) bool { return s.class > int(ofTable)*4 && s.isMost() })
}

// compose makes a candidate of pieces, judged by the passage that leads to them.
func (r *Reading) compose(lead int, pieces []Piece) Candidate {
	first := slices.IndexFunc(r.pages, func(p page) bool { return p.hit == pieces[0].Hit })
	c := Candidate{Kind: AComposition, Hit: pieces[0].Hit, Span: pieces[0].Span, Pieces: pieces, page: first, clause: -1, joint: betweenItems}
	for _, s := range r.pages[first].sentences {
		if s.whole.Start <= c.Span.Start && c.Span.End <= s.whole.End {
			c.Sentence = s.whole
		}
	}
	if c.Sentence.End == 0 {
		c.Sentence = c.Span
	}
	if lead >= 0 {
		c.page, c.sentence = lead, len(r.pages[lead].sentences)-1
	}
	c.last = c.sentence
	return c
}

// textOf returns the words of a candidate.
func (r *Reading) textOf(c *Candidate) string {
	if c.Pieces != nil {
		return c.Text(r.hits)
	}
	return c.Span.Of(r.pages[c.page].text)
}
