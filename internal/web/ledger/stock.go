package ledger

import (
	"cmp"
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
	said     []string // see packed.Strings; names, kinds and measures of entries, too
	releases []index.Release
	passages []packedPassage
	things   map[uint32][]*knowledge.Thing // by passage, of each of its figures; only where people have written about one
	rows     []packedRow
	recent   [recently]atomic.Pointer[unpacked]
	age      int // of how many stocks before it has texts at most
}

// packedPassage is a passage as store.Pack packs it. Its strings are parts of chunks.
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
	subject, metric uint32 // as bound, in stock.said
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

// sortedRow is a row while it is sorted.
type sortedRow struct {
	packedRow
	start   uint32 // in the text
	measure uint32 // equal for all rows that may be of one entry
}

// packer fills a stock.
type packer struct {
	*stock
	words    packed.Strings // of which stock is made
	sorting  []sortedRow    // the rows
	measures map[string]uint32
	places   map[string]uint32 // in releases, by ID, of those that no other has
	last     index.Passage     // that was packed
	figures  []int             // of it: where each is
	texts    chunks
	abouts   chunks
	shared   map[place]string // texts of the stock before
	known    map[string]uint32
}

// place is a passage of a stock.
type place struct{ release, number uint32 }

// chunks are the last parts that are not in strings yet: where each begins, and its passage.
type chunks struct {
	parts    []byte
	begins   []int
	passages []uint32
}

// maxAge is for how many stocks texts are handed on at most: a text keeps its whole chunk.
const maxAge = 8

// newPacker returns an empty packer. What it packs has texts in common with the stock before,
// which may be nil: while both are there that is less memory.
func newPacker(before *stock) *packer {
	k := &packer{stock: &stock{things: map[uint32][]*knowledge.Thing{}}, measures: map[string]uint32{}, places: map[string]uint32{}}
	if before == nil || before.age == maxAge {
		return k
	}
	k.age, k.known, k.shared = before.age+1, make(map[string]uint32, len(before.releases)), make(map[place]string, len(before.passages))
	for i := range before.releases {
		if _, ok := k.known[before.releases[i].ID]; !ok {
			k.known[before.releases[i].ID] = uint32(i)
		}
	}
	for i := range before.passages {
		p := &before.passages[i]
		k.shared[place{k.known[before.releases[p.release].ID], p.number}] = p.text
	}
	return k
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
		k.sorting = append(k.sorting, sortedRow{
			packedRow{uint32(len(k.passages) - 1), uint32(nth), uint32(k.figures[nth]), k.number(b.Subject), k.number(b.Metric)},
			uint32(r.Figure.Span.Start), measure,
		})
	}
}

// number returns the number of a text in stock.said.
func (k *packer) number(s string) uint32 {
	n := uint32(k.words.Number(s))
	k.said = k.words.All
	return n
}

// put packs a passage.
func (k *packer) put(p *index.Passage) {
	about, figures := store.Pack(p, &k.words)
	k.last, k.figures = *p, figures
	k.passages = append(k.passages, packedPassage{release: k.place(p.Release), number: uint32(p.Number())})
	at := uint32(len(k.passages) - 1)
	known, ok := k.known[p.Release.ID]
	if text := k.shared[place{known, uint32(p.Number())}]; ok && text == p.Text {
		k.passages[at].text = text
	} else {
		k.texts.add(at, p.Text)
	}
	k.abouts.add(at, string(about))
	if i := slices.IndexFunc(p.Figures, func(f knowledge.Figure) bool { return f.Binding.Thing != nil }); i >= 0 {
		things := make([]*knowledge.Thing, len(p.Figures))
		for i := range p.Figures {
			things[i] = p.Figures[i].Binding.Thing
		}
		k.things[at] = things
	}
	if len(k.texts.parts)+len(k.abouts.parts) >= chunkBytes {
		k.flush()
	}
}

func (c *chunks) add(passage uint32, part string) {
	c.begins, c.passages = append(c.begins, len(c.parts)), append(c.passages, passage)
	c.parts = append(c.parts, part...)
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

// flush puts the parts of the last passages into strings.
func (k *packer) flush() {
	k.texts.flush(func(passage uint32, text string) { k.passages[passage].text = text })
	k.abouts.flush(func(passage uint32, about string) { k.passages[passage].about = about })
}

func (c *chunks) flush(put func(passage uint32, part string)) {
	all := string(c.parts)
	for i, passage := range c.passages {
		end := len(all)
		if i+1 < len(c.begins) {
			end = c.begins[i+1]
		}
		put(passage, all[c.begins[i]:end])
	}
	c.parts, c.begins, c.passages = c.parts[:0], c.begins[:0], c.passages[:0]
}

// sort puts the rows in order, those of the newest release first, of one release in the
// order of the text, and returns the places of the rows of each measure in that order.
func (k *packer) sort() (places [][]uint32) {
	k.flush()
	k.said, k.passages, k.releases = k.words.All, slices.Clip(k.passages), slices.Clip(k.releases)
	compare := func(a, b uint32) int {
		p, q := &k.releases[a], &k.releases[b]
		return cmp.Or(q.Date.Compare(p.Date), cmp.Compare(p.ID, q.ID))
	}
	sorted, ranks := make([]uint32, len(k.releases)), make([]uint32, len(k.releases))
	for i := range sorted {
		sorted[i] = uint32(i)
	}
	slices.SortFunc(sorted, compare)
	for i, at := range sorted {
		if ranks[at] = uint32(i); i > 0 && compare(at, sorted[i-1]) == 0 { // the same release
			ranks[at] = ranks[sorted[i-1]]
		}
	}
	slices.SortFunc(k.sorting, func(a, b sortedRow) int {
		p, q := &k.passages[a.passage], &k.passages[b.passage]
		return cmp.Or(cmp.Compare(ranks[p.release], ranks[q.release]), cmp.Compare(p.number, q.number), cmp.Compare(a.start, b.start), cmp.Compare(a.nth, b.nth))
	})
	places, k.rows = make([][]uint32, len(k.measures)), make([]packedRow, len(k.sorting))
	for i, r := range k.sorting {
		k.rows[i], places[r.measure] = r.packedRow, append(places[r.measure], uint32(i))
	}
	k.sorting, k.measures, k.places, k.shared, k.known = nil, nil, nil, nil, nil
	return places
}

// close returns the stock. Nothing can be added to it any more.
func (k *packer) close() *stock {
	k.said = k.words.Close()
	return k.stock
}
