package index

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"beilun/index/passage"

	"github.com/blevesearch/bleve/v2"
)

// News wait in the index until they are told: they are written in the same batch
// as the release that brings them, and are carried along when a new generation is
// made. Whoever tells them takes them out by their number. A number is never given
// twice.
//
// They are one internal value, and deflated. Bleve writes all internal values anew
// with each state of the index, of which it keeps some ten: two thousand news, a
// value each, let its root.bolt grow beyond what is taken for one.

// outboxKey is the internal key under which the outbox is kept.
var outboxKey = []byte("outbox")

// outbox holds the news that wait, oldest first. The last of them has the number
// before Next.
type outbox struct {
	Next uint64            `json:"next"`
	News []json.RawMessage `json:"news"`
}

// newOutbox begins at a number that no earlier index has given, whether it is
// known or lost: news are far fewer than milliseconds.
func newOutbox() outbox { return outbox{Next: uint64(time.Now().UnixMilli())} }

// first returns the number of the first news that wait, Next when there are none.
func (o *outbox) first() uint64 { return o.Next - uint64(len(o.News)) }

// storedNews is a News as it is kept: in JSON and not as passages are, so that an
// index of another version can read it.
type storedNews struct {
	Kind   NewsKind         `json:"kind"`
	Row    *passage.Passage `json:"passage"` // with the one figure
	Before *passage.Passage `json:"beforePassage,omitempty"`
	At     time.Time        `json:"at"`
}

// errNews says that stored bytes are no news.
var errNews = errors.New("not stored news")

func rowOf(p *passage.Passage) (passage.Row, error) {
	if p == nil || len(p.Figures) != 1 {
		return passage.Row{}, errNews
	}
	f := &p.Figures[0]
	for _, s := range append(slices.Clone(p.Sentences), f.Span, f.Quote) {
		if s.Start < 0 || s.End < s.Start || s.End > len(p.Text) {
			return passage.Row{}, errNews
		}
	}
	return passage.Row{Passage: *p, Figure: f}, nil
}

func (s storedNews) news() (News, error) {
	n := News{Kind: s.Kind, At: s.At}
	var err error
	if n.Row, err = rowOf(s.Row); err != nil || s.Before == nil {
		return n, err
	}
	before, err := rowOf(s.Before)
	n.Before = &before
	return n, err
}

// outbox reads the outbox of a generation, an empty one when it has none.
func (g *generation) outbox() (outbox, error) {
	raw, err := g.internal(outboxKey)
	if errors.Is(err, errSum) {
		return newOutbox(), nil
	}
	if err != nil {
		return outbox{}, err
	}
	var o outbox
	in := io.LimitReader(flate.NewReader(bytes.NewReader(raw)), 2*maxOutboxBytes)
	if len(raw) == 0 || json.NewDecoder(in).Decode(&o) != nil || uint64(len(o.News)) > o.Next || len(o.News) > maxOutbox {
		return newOutbox(), nil
	}
	return o, nil
}

// internal reads what is kept under an internal key, nil when nothing is.
func (g *generation) internal(key []byte) (raw []byte, err error) {
	r, err := g.reader()
	if err != nil {
		return nil, fmt.Errorf("read news: %w", err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if raw, err = r.GetInternal(key); err == nil && len(raw) > 0 {
		raw, err = unseal(raw)
	}
	if err != nil {
		return nil, fmt.Errorf("read news: %w", err)
	}
	return raw, nil
}

// add adds news and drops the oldest over the limits. It returns how many it
// dropped.
func (o *outbox) add(news []json.RawMessage) (dropped int) {
	o.Next += uint64(len(news))
	o.News = append(o.News, news...)
	size := 0
	for i := len(o.News) - 1; i >= 0; i-- {
		if size += len(o.News[i]) + 1; size > maxOutboxBytes || len(o.News)-i > maxOutbox {
			o.News = o.News[i+1:]
			return i + 1
		}
	}
	return 0
}

// write writes the outbox to a batch.
func (o *outbox) write(b *bleve.Batch) error {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err == nil {
		err = json.NewEncoder(w).Encode(o)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("encode news: %w", err)
	}
	b.SetInternal(outboxKey, seal(out.Bytes()))
	return nil
}

func encodeNews(news []News) ([]json.RawMessage, error) {
	out := make([]json.RawMessage, len(news))
	for i, n := range news {
		s := storedNews{Kind: n.Kind, Row: &n.Row.Passage, At: n.At}
		if n.Before != nil {
			s.Before = &n.Before.Passage
		}
		raw, err := json.Marshal(s)
		if err != nil {
			return nil, fmt.Errorf("encode news: %w", err)
		}
		out[i] = raw
	}
	return out, nil
}

// post puts news into the batch that brings them. The caller holds x.telling
// until the batch is written.
func (x *Index) post(g *generation, b *bleve.Batch, news []News) error {
	if len(news) == 0 {
		return nil
	}
	o, err := g.outbox()
	if err != nil {
		return err
	}
	return x.putNews(&o, b, news)
}

func (x *Index) putNews(o *outbox, b *bleve.Batch, news []News) error {
	raw, err := encodeNews(news)
	if err != nil {
		return err
	}
	if dropped := o.add(raw); dropped > 0 {
		x.log.Info("news that nobody took are dropped", "count", dropped)
	}
	return o.write(b)
}

// carryNews writes the news that wait, in the index that g takes the place of, and
// those of the sync that made g to g. The caller holds x.telling until g has taken
// that place.
func (x *Index) carryNews(g *generation, news []News) error {
	var o outbox
	switch {
	case x.current != nil:
		var err error
		if o, err = x.current.outbox(); err != nil { // a new index matters more than old news
			x.log.Warn("news that wait are lost", "err", err)
			o = newOutbox()
		}
	case x.left != nil:
		o = x.left.outbox
	default:
		return nil
	}
	b := g.bleve.NewBatch()
	if err := x.putNews(&o, b, news); err != nil {
		return err
	}
	if err := g.write(b); err != nil {
		return fmt.Errorf("write news: %w", err)
	}
	return g.pin() // nobody reads g yet
}

// News returns the news that were not told yet, oldest first, and the number to
// tell them by, 0 when there are none. It returns ErrBuilding where they are known
// only when the index has been built. It is safe for concurrent use.
func (x *Index) News(ctx context.Context) ([]News, uint64, error) {
	x.telling.Lock()
	defer x.telling.Unlock()
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return nil, 0, errors.New("read news: the index is closed")
	}
	if x.current == nil {
		return nil, 0, x.left.waits()
	}
	o, err := x.current.outbox()
	if err != nil || len(o.News) == 0 {
		return nil, 0, err
	}
	var out []News
	for i, raw := range o.News {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		var s storedNews
		var one News
		err := json.Unmarshal(raw, &s)
		if err == nil {
			one, err = s.news()
		}
		if err != nil {
			x.log.Warn("news that cannot be read are left out", "number", o.first()+uint64(i), "err", err)
			continue
		}
		for _, r := range []*passage.Row{&one.Row, one.Before} {
			if r != nil && x.current.rulings != nil { // as people see it now
				b := &r.Figure.Binding
				b.Thing = x.current.rulings.Thing(b.Subject)
			}
		}
		out = append(out, one)
	}
	return out, o.Next - 1, nil
}

// Told takes the news up to a number out, durably: no restart brings them back.
// It is safe for concurrent use.
func (x *Index) Told(ctx context.Context, upTo uint64) error {
	x.telling.Lock()
	defer x.telling.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	x.mu.RLock()
	g, left, closed := x.current, x.left, x.closed
	x.mu.RUnlock()
	if closed { // no sync changes or closes g's outbox meanwhile: it would have to hold x.telling
		return errors.New("take out news: the index is closed")
	}
	if g == nil {
		return left.waits()
	}
	o, err := g.outbox()
	if err != nil || len(o.News) == 0 || upTo < o.first() {
		return err
	}
	o.News = o.News[min(uint64(len(o.News)), upTo-o.first()+1):]
	b := g.bleve.NewBatch()
	if err := o.write(b); err != nil {
		return err
	}
	if err := g.write(b); err != nil {
		return fmt.Errorf("take out news: %w", err)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.current != g || x.closed {
		return nil
	}
	return g.pin()
}
