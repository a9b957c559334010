package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/blevesearch/bleve/v2"
)

// News wait in the index until they are told: they are written in the same batch
// as the release that brings them, each under an internal key of its own, and
// are carried along when a new generation is made. Whoever tells them takes them
// out by their number. A number is never given twice.

// outboxKey is the internal key under which an outbox is kept.
var outboxKey = []byte("outbox")

// outbox tells which news wait: those from First up to, not including, Next.
type outbox struct {
	First uint64 `json:"first"`
	Next  uint64 `json:"next"`
}

// newOutbox begins at a number that no earlier index has given, whether it is
// known or lost: news are far fewer than milliseconds.
func newOutbox() outbox {
	n := uint64(time.Now().UnixMilli())
	return outbox{n, n}
}

func newsKey(n uint64) []byte { return fmt.Appendf(nil, "news-%d", n) }

// storedNews is a News as it is kept.
type storedNews struct {
	Kind   NewsKind   `json:"kind"`
	Row    storedRow  `json:"row"`
	Before *storedRow `json:"before,omitempty"`
	At     time.Time  `json:"at"`
}

// storedRow is a row whose passage has one figure.
type storedRow struct {
	ID      string  `json:"id"`
	Release Release `json:"release"`
	Text    string  `json:"text"`
	About   []byte  `json:"about"` // see encode.go
}

func storeRow(r Row) storedRow {
	return storedRow{r.Passage.ID, r.Passage.Release, r.Passage.Text, encodeAbout(r.Passage)}
}

func (s storedRow) row() (Row, error) {
	p, err := passageOf(s.ID, s.Release, s.Text, string(s.About))
	if err != nil {
		return Row{}, err
	}
	if len(p.Figures) != 1 {
		return Row{}, fmt.Errorf("decode passage %s: %w", s.ID, errShort)
	}
	return Row{p, &p.Figures[0]}, nil
}

func (s storedNews) news() (News, error) {
	n := News{Kind: s.Kind, At: s.At}
	var err error
	if n.Row, err = s.Row.row(); err != nil || s.Before == nil {
		return n, err
	}
	before, err := s.Before.row()
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
	if len(raw) == 0 || json.Unmarshal(raw, &o) != nil || o.Next < o.First || o.Next-o.First > maxOutbox {
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

// put adds news to a batch and drops the oldest over the limit. It returns how
// many it dropped.
func (o *outbox) put(b *bleve.Batch, news [][]byte) (dropped int, err error) {
	for _, raw := range news {
		b.SetInternal(newsKey(o.Next), seal(raw))
		o.Next++
	}
	for ; o.Next-o.First > maxOutbox; o.First++ {
		b.DeleteInternal(newsKey(o.First))
		dropped++
	}
	return dropped, o.write(b)
}

func (o *outbox) write(b *bleve.Batch) error {
	raw, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("encode news: %w", err)
	}
	b.SetInternal(outboxKey, seal(raw))
	return nil
}

func encodeNews(news []News) ([][]byte, error) {
	out := make([][]byte, len(news))
	for i, n := range news {
		s := storedNews{Kind: n.Kind, Row: storeRow(n.Row), At: n.At}
		if n.Before != nil {
			before := storeRow(*n.Before)
			s.Before = &before
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
	dropped, err := o.put(b, raw)
	if dropped > 0 {
		x.log.Info("news that nobody took are dropped", "count", dropped)
	}
	return err
}

// carryNews writes the news that wait in before, nil when there is none, and
// those of the sync that made g to g. The caller holds x.telling until g has
// taken the place of before.
func (x *Index) carryNews(before, g *generation, news []News) error {
	if before == nil {
		return nil
	}
	o, err := before.outbox()
	if err != nil { // a new index matters more than old news
		x.log.Warn("news that wait are lost", "err", err)
		o = newOutbox()
	}
	b := g.bleve.NewBatch()
	for n := o.First; n < o.Next; n++ {
		raw, err := before.internal(newsKey(n))
		if err != nil {
			x.log.Warn("news that wait are lost", "number", n, "err", err)
		} else if len(raw) > 0 {
			b.SetInternal(newsKey(n), seal(raw))
		}
	}
	if err := x.putNews(&o, b, news); err != nil {
		return err
	}
	if err := g.write(b); err != nil {
		return fmt.Errorf("write news: %w", err)
	}
	return g.pin() // nobody reads g yet
}

// News returns the news that were not told yet, oldest first, and the number to
// tell them by, 0 when there are none. It is safe for concurrent use.
func (x *Index) News(ctx context.Context) ([]News, uint64, error) {
	x.telling.Lock()
	defer x.telling.Unlock()
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return nil, 0, errors.New("read news: the index is closed")
	}
	if x.current == nil {
		return nil, 0, nil
	}
	o, err := x.current.outbox()
	if err != nil || o.First == o.Next {
		return nil, 0, err
	}
	var out []News
	for n := o.First; n < o.Next; n++ {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		var s storedNews
		var one News
		raw, err := x.current.internal(newsKey(n))
		if err == nil {
			err = json.Unmarshal(raw, &s)
		}
		if err == nil {
			one, err = s.news()
		}
		if err != nil {
			x.log.Warn("news that cannot be read are left out", "number", n, "err", err)
			continue
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
	g, closed := x.current, x.closed
	x.mu.RUnlock()
	if closed { // no sync changes or closes g's outbox meanwhile: it would have to hold x.telling
		return errors.New("take out news: the index is closed")
	}
	if g == nil {
		return nil
	}
	o, err := g.outbox()
	if err != nil || upTo < o.First || o.First == o.Next {
		return err
	}
	b := g.bleve.NewBatch()
	for ; o.First < o.Next && o.First <= upTo; o.First++ {
		b.DeleteInternal(newsKey(o.First))
	}
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
