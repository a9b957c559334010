package facts

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"beilun/index/passage"
)

// News wait in the index until they are delivered: they are written in the same batch
// as the release that brings them, and are copied when a new generation is built. A
// number is never used twice, so that whoever delivers news can take them out by it.
//
// They are one value, and deflated, because Bleve writes all such values anew with
// each state of the index, of which it keeps about ten: with two thousand news in a
// value each its root.bolt outgrew what checkFiles accepts.

// Outbox is the news that wait, oldest first. The last of them has the number before
// Next.
type Outbox struct {
	Next uint64            `json:"next"`
	News []json.RawMessage `json:"news"`
}

// NewOutbox returns an empty outbox. It begins at a number that no earlier index has
// used, whether that is known or lost: news are far fewer than milliseconds.
func NewOutbox() Outbox { return Outbox{Next: uint64(time.Now().UnixMilli())} }

// First returns the number of the first news that wait, Next if there are none.
func (o *Outbox) First() uint64 { return o.Next - uint64(len(o.News)) }

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

// DecodeOutbox returns what Encode made raw of; an empty outbox if that cannot be read.
func DecodeOutbox(raw []byte) Outbox {
	var o Outbox
	in := io.LimitReader(flate.NewReader(bytes.NewReader(raw)), 2*maxOutboxBytes)
	if len(raw) == 0 || json.NewDecoder(in).Decode(&o) != nil || uint64(len(o.News)) > o.Next || len(o.News) > MaxOutbox {
		return NewOutbox()
	}
	return o
}

// Encode returns the outbox as it is kept.
func (o *Outbox) Encode() ([]byte, error) {
	w, err := o.Waiting()
	if err != nil {
		return nil, err
	}
	return w.Encode()
}

// Add adds news and drops the oldest over the limits. It returns how many it dropped.
func (o *Outbox) Add(news []News) (dropped int, err error) {
	raw, err := encodeNews(news)
	if err != nil {
		return 0, err
	}
	return o.add(raw), nil
}

func (o *Outbox) add(news []json.RawMessage) (dropped int) {
	o.Next += uint64(len(news))
	o.News = append(o.News, news...)
	size := 0
	for i := len(o.News) - 1; i >= 0; i-- {
		if size += len(o.News[i]) + 1; size > maxOutboxBytes || len(o.News)-i > MaxOutbox {
			o.News = o.News[i+1:]
			return i + 1
		}
	}
	return 0
}

// Take removes the news with numbers up to one and reports whether there were any.
func (o *Outbox) Take(upTo uint64) bool {
	if len(o.News) == 0 || upTo < o.First() {
		return false
	}
	o.News = o.News[min(uint64(len(o.News)), upTo-o.First()+1):]
	return true
}

// Decode returns the i-th of the news that wait.
func (o *Outbox) Decode(i int) (News, error) {
	var s storedNews
	if err := json.Unmarshal(o.News[i], &s); err != nil {
		return News{}, err
	}
	return s.news()
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
