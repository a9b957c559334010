package facts

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Waiting is an Outbox as it is kept, for adding to it. It does not change once made.
//
// 2026-12-01: news are deflated some at a time, each part for itself, and the parts are one
// stream, as [DecodeOutbox] has always read it. Where nobody takes the news, as beside
// "beilun web", two thousand of them wait, and to read and write all of them for each new
// release took 70 ms, more than all else.
type Waiting struct {
	next  uint64
	parts []part // oldest first
}

// part is some of the news that wait.
type part struct {
	count    int
	size     int    // bytes as JSON, and one for each
	deflated []byte // with a comma between them, up to the boundary of a byte
}

// maxPart is how many news are deflated together.
const maxPart = 64

// Waiting returns what o is kept as.
func (o *Outbox) Waiting() (*Waiting, error) {
	w := &Waiting{next: o.Next}
	var err error
	w.parts, err = partsOf(o.News)
	return w, err
}

// Add returns w with news and without the oldest over the limits, and how many these are.
func (w *Waiting) Add(news []News) (_ *Waiting, dropped int, err error) {
	raw, err := encodeNews(news)
	if err != nil {
		return nil, 0, err
	}
	return w.add(raw)
}

func (w *Waiting) add(raw []json.RawMessage) (_ *Waiting, dropped int, err error) {
	added, err := partsOf(raw)
	if err != nil {
		return nil, 0, err
	}
	out := &Waiting{next: w.next + uint64(len(raw)), parts: slices.Concat(w.parts, added)}
	count, size := 0, 0
	for i := len(out.parts) - 1; i >= 0; i-- {
		p := out.parts[i]
		if count += p.count; count <= MaxOutbox && size+p.size <= maxOutboxBytes {
			size += p.size
			continue
		}
		last, err := p.last(MaxOutbox-count+p.count, maxOutboxBytes-size)
		if err != nil {
			return nil, 0, err
		}
		kept, err := partsOf(last)
		if err != nil {
			return nil, 0, err
		}
		dropped = p.count - len(last)
		for _, older := range out.parts[:i] {
			dropped += older.count
		}
		out.parts = append(kept, out.parts[i+1:]...)
		break
	}
	return out, dropped, nil
}

// last returns the last news of a part: at most a number, and of at most size bytes.
func (p part) last(most, size int) ([]json.RawMessage, error) {
	text, err := io.ReadAll(io.LimitReader(flate.NewReader(io.MultiReader(bytes.NewReader(p.deflated), bytes.NewReader(lastBlock))), 2*maxOutboxBytes))
	var all []json.RawMessage
	if err == nil {
		err = json.Unmarshal(slices.Concat([]byte("["), text, []byte("]")), &all)
	}
	if err == nil && len(all) != p.count {
		err = errors.New("it has another number of news")
	}
	if err != nil {
		return nil, fmt.Errorf("take news apart: %w", err)
	}
	from := len(all)
	for from > 0 && len(all)-from < most && len(all[from-1])+1 <= size {
		from--
		size -= len(all[from]) + 1
	}
	return all[from:], nil
}

// lastBlock ends a deflated stream: a stored block of no bytes.
var lastBlock = []byte{1, 0, 0, 0xff, 0xff}

// partsOf deflates news.
func partsOf(raw []json.RawMessage) (out []part, err error) {
	for some := range slices.Chunk(raw, maxPart) {
		p := part{count: len(some)}
		text := make([]byte, 0, 64<<10)
		for i, one := range some {
			if i > 0 {
				text = append(text, ',')
			}
			p.size += len(one) + 1
			if len(one) == 0 {
				one = json.RawMessage("null")
			}
			text = append(text, one...)
		}
		if p.deflated, err = deflated(text); err != nil {
			return nil, fmt.Errorf("encode news: %w", err)
		}
		out = append(out, p)
	}
	return out, nil
}

// deflated returns text deflated for itself and not as the last of a stream.
func deflated(text []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err == nil {
		_, err = w.Write(text)
	}
	if err == nil {
		err = w.Flush()
	}
	return out.Bytes(), err
}

// Encode returns the outbox as it is kept.
func (w *Waiting) Encode() ([]byte, error) {
	head, err := deflated(strconv.AppendUint([]byte(`{"next":`), w.next, 10))
	if err != nil {
		return nil, fmt.Errorf("encode news: %w", err)
	}
	parts := [][]byte{head, stored(`,"news":[`)}
	for i, p := range w.parts {
		if i > 0 {
			parts = append(parts, stored(","))
		}
		parts = append(parts, p.deflated)
	}
	return slices.Concat(append(parts, stored("]}\n"), lastBlock)...), nil
}

// stored returns a short text as a block of a deflated stream that begins and ends at the
// boundary of a byte.
func stored(text string) []byte {
	n := byte(len(text))
	return append([]byte{0, n, 0, ^n, 0xff}, text...)
}
