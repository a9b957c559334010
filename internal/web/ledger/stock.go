package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"sync/atomic"

	"beilun/index"
	"beilun/index/passage"
	"beilun/index/store"
	"beilun/internal/packed"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// stock is all figures with their passages in few bytes, newest first. Nobody changes it once
// it is full, so it is safe for concurrent use.
type stock struct {
	said     []string // see packed.Strings
	releases []index.Release
	passages []packedPassage
	things   map[uint32][]*knowledge.Thing // by passage, of each of its figures; only where people have written about one
	rows     []packedRow
	recent   [recently]atomic.Pointer[unpacked]
}

// packedPassage is a passage as store.Pack packs it. Its strings are parts of a chunk.
type packedPassage struct {
	text, about string
	release     uint32 // its place in stock.releases
	number      uint32
}

// packedRow is a figure of a passage.
type packedRow struct {
	passage         uint32 // its place in stock.passages
	nth             uint32 // of its figures
	at              uint32 // in what is packed
	start           uint32 // in the text
	subject, metric uint32 // as bound, in stock.said
	measure         uint32 // equal for all rows that may be of one entry
	standing        uint8  // in its entry: the place in standings
}

// unpacked is a passage that was unpacked lately.
type unpacked struct {
	number uint32
	index.Passage
}

// recently is how many passages are kept unpacked, each of those with the same remainder
// taking the place of the one before: a page asks for a row several times, and a file for
// the rows of a passage one after the other.
const recently = 256

// standings are those that a row has, by the number that is kept.
var standings = [...]ledger.Standing{ledger.Present, ledger.Superseded, ledger.Restated, ledger.Revised, ledger.Conflicting, ledger.Withdrawn}

// row returns a row by its place. Rows of one passage have its text and mostly its figures
// in common.
func (s *stock) row(i uint32) index.Row {
	r := &s.rows[i]
	place := &s.recent[r.passage%recently]
	p := place.Load()
	if p == nil || p.number != r.passage {
		p = &unpacked{r.passage, s.passage(r.passage)}
		place.Store(p)
	}
	return index.Row{Passage: p.Passage, Figure: &p.Figures[r.nth]}
}

// passage unpacks a passage.
func (s *stock) passage(i uint32) index.Passage {
	of := &s.passages[i]
	rel := s.releases[of.release]
	p, err := store.Unpack(passage.ID(rel.ID, int(of.number)), rel, of.text, of.about, s.said)
	if err != nil {
		panic(err) // a packer wrote it, and nobody changes it
	}
	for nth, t := range s.things[i] {
		p.Figures[nth].Binding.Thing = t
	}
	p.Keep()
	return p
}

// lone is row for comparing: the passage is without its figures, and nothing is kept.
func (s *stock) lone(i uint32) (index.Row, error) {
	r := &s.rows[i]
	of := &s.passages[r.passage]
	rel := s.releases[of.release]
	row, err := store.UnpackRow(passage.ID(rel.ID, int(of.number)), rel, of.text, of.about, int(r.at), s.said)
	if ts := s.things[r.passage]; ts != nil && err == nil {
		row.Figure.Binding.Thing = ts[r.nth]
	}
	return row, err
}

// dateOf returns the date of the release of a row.
func (s *stock) dateOf(i uint32) knowledge.Date { return s.releaseOf(i).Date }

func (s *stock) releaseOf(i uint32) *index.Release {
	return &s.releases[s.passages[s.rows[i].passage].release]
}

// passageOf returns the ID of the passage of a row.
func (s *stock) passageOf(i uint32) string {
	return passage.ID(s.releaseOf(i).ID, int(s.passages[s.rows[i].passage].number))
}

// chunkBytes is how many bytes of passages are put into one string, at least.
const chunkBytes = 64 << 10

// packer fills a stock.
type packer struct {
	*stock
	said     packed.Strings
	measures map[string]uint32
	places   map[string]uint32 // in releases, by ID, of those that no other has
	last     index.Passage     // that was packed
	figures  []int             // of it: where each is
	chunk    []byte
	pending  []int // where in chunk each of the last passages begins, and its second part
}

func newPacker() *packer {
	return &packer{stock: &stock{things: map[uint32][]*knowledge.Thing{}}, measures: map[string]uint32{}, places: map[string]uint32{}}
}

// add packs the rows of a passage, but for those whose measure is unknown: they are of no
// entry.
func (k *packer) add(rows []index.Row) {
	for _, r := range rows {
		b := &r.Figure.Binding
		if len(b.Words) == 0 {
			continue
		}
		p := &r.Passage
		if p.ID != k.last.ID || !slices.Equal(p.Release.Also, k.last.Release.Also) {
			k.put(p)
		}
		nth := 0
		for i := range p.Figures {
			if &p.Figures[i] == r.Figure {
				nth = i
			}
		}
		key := ledger.MeasureKey(r.Figure) + "\x00" + string(ledger.StateClass(b.State))
		measure, ok := k.measures[key]
		if !ok {
			measure = uint32(len(k.measures))
			k.measures[key] = measure
		}
		k.rows = append(k.rows, packedRow{
			passage: uint32(len(k.passages) - 1), nth: uint32(nth), at: uint32(k.figures[nth]), start: uint32(r.Figure.Span.Start),
			subject: uint32(k.said.Number(b.Subject)), metric: uint32(k.said.Number(b.Metric)), measure: measure,
		})
	}
}

// put packs a passage.
func (k *packer) put(p *index.Passage) {
	about, figures := store.Pack(p, &k.said)
	k.last, k.figures = *p, figures
	k.passages = append(k.passages, packedPassage{release: k.place(p.Release), number: uint32(p.Number())})
	k.pending = append(k.pending, len(k.chunk), len(k.chunk)+len(p.Text))
	k.chunk = append(append(k.chunk, p.Text...), about...)
	if i := slices.IndexFunc(p.Figures, func(f knowledge.Figure) bool { return f.Binding.Thing != nil }); i >= 0 {
		things := make([]*knowledge.Thing, len(p.Figures))
		for i := range p.Figures {
			things[i] = p.Figures[i].Binding.Thing
		}
		k.things[uint32(len(k.passages)-1)] = things
	}
	if len(k.chunk) >= chunkBytes {
		k.flush()
	}
}

// place returns the place of a release, which other passages share unless others have this
// one, too.
func (k *packer) place(r index.Release) uint32 {
	if at, ok := k.places[r.ID]; ok && len(r.Also) == 0 {
		return at
	}
	at := uint32(len(k.releases))
	k.releases = append(k.releases, r)
	if len(r.Also) == 0 {
		k.places[r.ID] = at
	}
	return at
}

// flush puts the last passages into a string.
func (k *packer) flush() {
	all := string(k.chunk)
	first := len(k.passages) - len(k.pending)/2
	ends := append(k.pending, len(all))
	for i := range len(k.pending) / 2 {
		p := &k.passages[first+i]
		p.text, p.about = all[ends[2*i]:ends[2*i+1]], all[ends[2*i+1]:ends[2*i+2]]
	}
	k.chunk, k.pending = k.chunk[:0], k.pending[:0]
}

// full returns the stock, with its rows in order: those of the newest release first, of one
// release in the order of the text.
func (k *packer) full() *stock {
	k.flush()
	s := k.stock
	s.said, s.passages, s.rows, s.releases = k.said.Close(), slices.Clone(s.passages), slices.Clone(s.rows), slices.Clone(s.releases)
	*k = packer{}
	compare := func(a, b uint32) int {
		p, q := &s.releases[a], &s.releases[b]
		return cmp.Or(q.Date.Compare(p.Date), cmp.Compare(p.ID, q.ID))
	}
	sorted, ranks := make([]uint32, len(s.releases)), make([]uint32, len(s.releases))
	for i := range sorted {
		sorted[i] = uint32(i)
	}
	slices.SortFunc(sorted, compare)
	for i, at := range sorted {
		if ranks[at] = uint32(i); i > 0 && compare(at, sorted[i-1]) == 0 { // the same release
			ranks[at] = ranks[sorted[i-1]]
		}
	}
	slices.SortFunc(s.rows, func(a, b packedRow) int {
		p, q := &s.passages[a.passage], &s.passages[b.passage]
		return cmp.Or(cmp.Compare(ranks[p.release], ranks[q.release]), cmp.Compare(p.number, q.number), cmp.Compare(a.start, b.start), cmp.Compare(a.nth, b.nth))
	})
	return s
}

// byMeasure returns the places of all rows, those of each measure together and in order.
func (s *stock) byMeasure() (places []uint32) {
	places = make([]uint32, len(s.rows))
	for i := range places {
		places[i] = uint32(i)
	}
	slices.SortFunc(places, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(s.rows[a].measure, s.rows[b].measure), cmp.Compare(a, b))
	})
	return places
}

// standingNumber returns the number by which a standing is kept.
func standingNumber(s ledger.Standing) (uint8, error) {
	i := slices.Index(standings[:], s)
	if i < 0 {
		return 0, fmt.Errorf("standing %q is unknown", s)
	}
	return uint8(i), nil
}
