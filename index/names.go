package index

import (
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"beilun/index/thing"
)

// Limits of the names that are kept of a release and of all.
const (
	maxNamesOfRelease = 200
	maxPieces         = 200_000
)

// pieces are the names in the releases and the runs of words that they are
// made of, by how they sound. It is made when it is first needed and kept with
// the catalog that it was made of.
type pieces struct {
	known    map[string]ends     // the pieces themselves
	order    []string            // the same, as they were found
	bySound  map[string][]string // readings.sound → pieces
	longest  int                 // characters of the longest piece
	spelling func() *spelling    // made when it is first needed: few questions are in pinyin
	things   *thing.Set          // what the same names are names of
}

// spelling are the pieces and the words of the vocabulary by their pinyin.
type spelling struct {
	words   map[string]string   // readings.spell → a piece or a word
	names   map[string][]string // readings.spellings → pieces, those first that begin a name
	longest int                 // letters of the longest key
}

// ends tells whether a piece begins or ends a name.
type ends uint8

const (
	isHead ends = 1 << iota
	isTail
)

func newPieces(l *Lexicon, c *catalog) *pieces {
	p := &pieces{things: c.things(), known: map[string]ends{}, bySound: map[string][]string{}}
	p.spelling = sync.OnceValue(p.spell)
	for _, n := range c.names() {
		words := l.cut(n)
		for i := range words {
			for j := i; j < len(words) && len(p.known) < maxPieces; j++ {
				var e ends
				if i == 0 {
					e |= isHead
				}
				if j == len(words)-1 {
					e |= isTail
				}
				p.add(n[words[i].Start:words[j].End], e)
			}
		}
		p.add(n, isHead|isTail)
	}
	return p
}

func (p *pieces) add(piece string, e ends) {
	if old, ok := p.known[piece]; ok {
		p.known[piece] = old | e
		return
	}
	n := utf8.RuneCountInString(piece)
	if n < 2 || n > 20 || !allHan(piece) {
		return
	}
	p.known[piece] = e
	p.longest = max(p.longest, n)
	p.order = append(p.order, piece)
	key := loadReadings().sound(piece)
	p.bySound[key] = append(p.bySound[key], piece)
}

// spell makes the spelling of p. A longer name or a word of the vocabulary wins
// over a piece of a name.
func (p *pieces) spell() *spelling {
	s := &spelling{words: map[string]string{}, names: map[string][]string{}}
	for _, piece := range p.order {
		s.add(piece, false)
	}
	for _, head := range []ends{isHead, 0} {
		for _, piece := range p.order {
			if p.known[piece]&isHead == head {
				for _, key := range loadReadings().spellings(piece) {
					s.names[key] = append(s.names[key], piece)
				}
			}
		}
	}
	for _, m := range loadVocabulary().metrics {
		for _, w := range m.words {
			s.add(w, true)
		}
	}
	for _, a := range loadAskings() {
		s.add(a.words, true)
	}
	for _, w := range []string{"公司", "项目", "新开工", "总", "家", "个", "年", "的", "是", "有", "区", "市", "园", "港", "亿元", "万元", "平方米"} {
		s.add(w, true)
	}
	return s
}

func (s *spelling) add(word string, vocabulary bool) {
	if !allHan(word) {
		return
	}
	key := loadReadings().spell(word)
	if old, ok := s.words[key]; !ok || vocabulary || len(word) > len(old) {
		s.words[key] = word
		s.longest = max(s.longest, len(key))
	}
}

func allHan(s string) bool {
	for _, r := range s {
		if !isHan(r) {
			return false
		}
	}
	return s != ""
}

// pieces returns the pieces of the names of the current catalog. After a change
// they may be those from before it for a moment: to make them takes half a second
// where there are thousands of releases, and no question waits for that.
func (x *Index) pieces() *pieces {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return newPieces(x.lex, &catalog{})
	}
	g := x.current
	g.piecesMu.Lock()
	if g.pieces == nil {
		defer g.piecesMu.Unlock()
		g.pieces, g.piecesOf = newPieces(x.lex, g.catalog), g.catalog
		return g.pieces
	}
	if g.piecesOf != g.catalog && g.making == nil {
		c, done := g.catalog, make(chan struct{})
		g.making, g.until = done, time.Now().Add(patienceForPieces)
		x.making.Go(func() {
			defer close(done)
			p := newPieces(x.lex, c)
			g.piecesMu.Lock()
			defer g.piecesMu.Unlock()
			g.pieces, g.piecesOf, g.making = p, c, nil
		})
	}
	making, until := g.making, g.until
	g.piecesMu.Unlock()
	if making != nil {
		select {
		case <-making:
		case <-time.After(time.Until(until)):
		}
	}
	g.piecesMu.Lock()
	defer g.piecesMu.Unlock()
	return g.pieces
}

// patienceForPieces is how long a question waits for the pieces of what has just
// changed. Those of some hundred releases are made by then.
const patienceForPieces = 20 * time.Millisecond

// names returns the names in the releases and of what they tell figures of, in
// order.
func (c *catalog) names() []string {
	var out []string
	for _, r := range c.Releases {
		out = append(out, r.Names...)
		for _, t := range r.Things {
			if t.Figures > 0 || t.Full != "" {
				out = append(out, t.Name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
