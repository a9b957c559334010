package choice

import (
	"regexp"
	"slices"
	"strings"

	"beilun/index/answer/frame"
	"beilun/knowledge/ledger"
)

// whose is how the thing of a figure is the one asked for.
type whose int

const (
	whoseOpen      whose = iota // none is asked for, and it is of the district or of none
	whoseOpenOther              // none is asked for, and it is of something
	whoseSame
	whoseUnsure // it is, with doubt
	whosePart   // it is of a part
	whoseFar    // it is not: the place where the name stands, and what is known of the figure's own thing, behind it
	numWhose    = whoseFar + whose(numSpots*4)
)

// spot is where a name stands, seen from a figure or a text.
type spot int

const (
	inClause spot = iota
	beforeClause
	behind // later in the sentence
	sentenceBefore
	passageBefore
	inHeading
	inTitle
	elsewhere
	nowhere
	numSpots
)

// spotOf returns the nearest place where name n stands, seen from clause at of a
// sentence, or from the sentence as a whole where at is negative.
func (pg *page) spotOf(n, s, at int) spot {
	const enough = 0.5
	st := &pg.sentences[s]
	switch {
	case at >= 0 && pg.clauses[at].names[n] >= enough:
		return inClause
	case at >= 0 && slices.ContainsFunc(pg.clauses[st.from:at], func(c clause) bool { return c.names[n] >= enough }):
		return beforeClause
	case st.names[n] >= enough && at < 0:
		return inClause
	case st.names[n] >= enough:
		return behind
	case s > 0 && pg.sentences[s-1].names[n] >= enough:
		return sentenceBefore
	}
	for k := range s {
		if pg.sentences[k].names[n] >= enough {
			return passageBefore
		}
	}
	switch {
	case pg.heading.names[n] >= enough:
		return inHeading
	case pg.title.names[n] >= enough:
		return inTitle
	}
	for k := s + 1; k < len(pg.sentences); k++ {
		if pg.sentences[k].names[n] >= enough {
			return elsewhere
		}
	}
	return nowhere
}

// isHome reports whether a name is that of the district that the releases are of.
func (r *Reading) isHome(n string) bool { return n == "" || slices.Contains(r.about.Home, n) }

// minSure is how sure a subject has to be to be gone by.
const minSure = 0.5

func (r *Reading) whose(c *Candidate) whose {
	b := &c.Figure.Binding
	unsure := b.Loose || b.Sure > 0 && b.Sure < minSure
	if len(r.names) == 0 {
		if r.isHome(b.Subject) {
			return whoseOpen
		}
		return whoseOpenOther
	}
	best := numWhose
	pg := &r.pages[c.page]
	for i, n := range r.names {
		w := whoseFar
		switch {
		case r.about.Same(b, n.text) || b.Subject == "" && r.isHome(n.text):
			w = whoseSame
			if unsure {
				w = whoseUnsure
			}
		case b.Subject != n.text && strings.HasPrefix(b.Subject, n.text):
			w = whosePart
		default:
			own := 2
			switch {
			case b.Subject == "" || r.isHome(b.Subject):
				own = 0
			case unsure:
				own = 1
			case ledger.Apart(b.Subject, n.text):
				own = 3
			}
			w += whose(int(pg.spotOf(i, c.sentence, c.clause))*4 + own)
		}
		best = min(best, w)
	}
	return best
}

// numOwners is the number of values of owner.
const numOwners = 6

// owner sums up whose a figure is: 0 no name is asked for, 1 it is of that thing, 2 of
// none while the name stands in its clause or in front of it, 3 of none, 4 of another
// while the name stands there, 5 of another.
func (w whose) owner() int {
	if w < whoseFar {
		return boolInt(w != whoseOpen && w != whoseOpenOther)
	}
	far := int(w - whoseFar)
	return 2 + boolInt(spot(far/4) > beforeClause) + 2*boolInt(far%4 >= 2)
}

// named is where the name asked for stands, seen from a text; one past the spots
// where none is asked for.
type named int

const numNamed = named(numSpots) + 1

func (r *Reading) named(c *Candidate) named {
	if len(r.names) == 0 {
		return named(numSpots)
	}
	worst := inClause
	for i := range r.names {
		best := nowhere
		for s := c.sentence; s <= c.last; s++ {
			best = min(best, r.pages[c.page].spotOf(i, s, c.clause))
		}
		worst = max(worst, best)
	}
	return named(worst)
}

// another reports whether the figures of a text are of another thing than asked.
func (r *Reading) another(c *Candidate) int {
	if len(r.names) == 0 {
		return 0
	}
	figures := r.hits[c.Hit].Passage.Figures
	out := 1
	for i := range figures {
		b := &figures[i].Binding
		if !c.Sentence.Contains(figures[i].Span) || b.Subject == "" || b.Loose {
			continue
		}
		if slices.ContainsFunc(r.names, func(n name) bool { return r.about.Same(b, n.text) }) {
			return 2
		}
		out = 3
	}
	return out
}

var numberPattern = regexp.MustCompile(`第?(?:[0-9]+|[一二三四五六七八九十]+)(?:期|号线|号楼|号院|号|届|中学|小学|中|小|院|批|标段|路|街|区|层|馆)`)

// numbersIn returns the numbers of things in a question, as ledger.Key writes them.
func numbersIn(f *frame.Frame) (out []string) {
	for _, n := range numberPattern.FindAllString(f.Text, -1) {
		out = append(out, strings.TrimPrefix(ledger.Key(n), "第")) // 十五小学 alone is no number
	}
	return out
}

func (r *Reading) numbered(own, text, heads string) int {
	if len(r.numbers) == 0 {
		return 0
	}
	worst := 1
	key, headKey, ownKey := ledger.Key(text), ledger.Key(heads), ledger.Key(own)
	for _, n := range r.numbers {
		own := 4
		kind := strings.TrimLeft(n, "0123456789一二三四五六七八九十")
		switch {
		case holdsNumber(ownKey, n):
			own = 1
		case kind != "" && anyNumbered(ownKey, kind):
			own = 3
		case holdsNumber(key, n):
			own = 1
		case holdsNumber(headKey, n):
			own = 2
		case kind != "" && anyNumbered(key, kind):
			own = 3
		}
		worst = max(worst, own)
	}
	return worst
}

// holdsNumber reports whether key has the number n that is no end of a longer one.
func holdsNumber(key, n string) bool {
	for from := 0; ; {
		i := strings.Index(key[from:], n)
		if i < 0 {
			return false
		}
		i += from
		if i == 0 || !isDigit(key[i-1]) || !isDigit(n[0]) {
			return true
		}
		from = i + 1
	}
}

// anyNumbered reports whether a number stands in front of kind in key.
func anyNumbered(key, kind string) bool {
	for from := 0; ; {
		i := strings.Index(key[from:], kind)
		if i < 0 {
			return false
		}
		i += from
		if i > 0 && isDigit(key[i-1]) {
			return true
		}
		from = i + len(kind)
	}
}

var placePattern = regexp.MustCompile(`[\p{Han}]{2,4}?(?:新区|开发区|区|县|市|镇|乡|街道|村|路|大道|街)`)

// placesIn returns the regions and roads that a question names.
func placesIn(f *frame.Frame) []string { return placePattern.FindAllString(f.Text, -1) }

// placesNear reports whether the places that the question names stand near a candidate,
// by what tells them from others: 1 all, 2 some are the releases' own, 3 some stand
// nowhere.
func (r *Reading) placesNear(text string, pg *page) int {
	worst := 0
	for _, p := range r.places {
		own := 3
		head := firstRunes(p, 2)
		switch {
		case strings.Contains(text, head) || strings.Contains(pg.heads.folded, head):
			own = 1
		case slices.ContainsFunc(r.about.Home, func(h string) bool { return strings.Contains(h, head) }):
			own = 2
		}
		worst = max(worst, own)
	}
	return worst
}
