package catalog

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"beilun/index/passage"
	"beilun/internal/packed"
	"beilun/knowledge"
)

// A record is stored as a line of JSON with what every version of the program can
// read, and all of it packed behind: 20,000 records are read when an index is opened,
// and JSON takes a quarter of a second for them.

// stub is what every version has of a record in the line before it.
type stub struct {
	Release struct {
		ID string `json:"id"`
	} `json:"release"`
	Digest string `json:"digest"`
}

// EncodeRecord returns r as it is stored.
func EncodeRecord(r *Record) ([]byte, error) {
	var s stub
	s.Release.ID, s.Digest = r.Release.ID, r.Digest
	line, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("encode record of %s: %w", r.Release.ID, err)
	}
	w := packed.Writer{Out: append(line, '\n')}
	for _, t := range []string{r.Release.ID, r.Release.Title, r.Release.Source, r.Release.URL, r.Release.By, r.Digest} {
		w.String(t)
	}
	for _, d := range []knowledge.Date{r.Release.Date, r.Release.Ahead, r.Release.Until} {
		packDate(&w, d)
	}
	w.Int(r.Passages)
	r.Content().pack(&w)
	return w.Out, nil
}

func (c *Content) pack(w *packed.Writer) {
	w.Int(len(c.Tokens))
	for _, field := range slices.Sorted(maps.Keys(c.Tokens)) {
		w.String(field)
		w.Int(c.Tokens[field])
	}
	w.Int(len(c.Names))
	for _, n := range c.Names {
		w.String(n)
	}
	w.Int(len(c.Things))
	for _, t := range c.Things {
		w.String(t.Name)
		w.String(t.Full)
		w.Int(t.Figures)
	}
	l := &c.Likeness
	w.Int(l.Size)
	w.Int(int(l.Whole))
	for _, b := range [][]byte{l.MinHash, l.Numbers, l.Sentences} {
		w.String(string(b))
	}
}

// DecodeRecord reads what EncodeRecord returned. The record keeps raw in memory.
func DecodeRecord(raw string) (Record, error) {
	r, rest, err := decodeHead(raw)
	if err != nil {
		return Record{}, err
	}
	c, err := unpackContent(rest)
	if err != nil {
		return Record{}, err
	}
	r.SetContent(c)
	return r, nil
}

// NotedRecord is DecodeRecord for bytes that are known to be whole: they come with a
// checksum, and this program has written them. The content is read when it is needed.
func NotedRecord(raw string) (Record, error) {
	r, rest, err := decodeHead(raw)
	r.content = &content{packed: rest}
	return r, err
}

// decodeHead reads all but the content, and returns what is left of raw.
func decodeHead(raw string) (r Record, rest string, err error) {
	_, rest, ok := strings.Cut(raw, "\n")
	if !ok {
		return r, "", fmt.Errorf("decode record: %w", packed.ErrShort)
	}
	d := packed.Reader{In: rest}
	r.Release = passage.Release{ID: d.String(), Title: d.String(), Source: d.String(), URL: d.String(), By: d.String()}
	r.Digest = d.String()
	for _, day := range []*knowledge.Date{&r.Release.Date, &r.Release.Ahead, &r.Release.Until} {
		*day = unpackDate(&d)
	}
	r.Passages = d.Int()
	if d.Err != nil {
		return Record{}, "", fmt.Errorf("decode record: %w", d.Err)
	}
	return r, d.In, nil
}

func unpackContent(raw string) (Content, error) {
	d := packed.Reader{In: raw}
	n := d.Len()
	c := Content{Tokens: make(map[string]int, n)}
	for range n {
		field := d.String()
		c.Tokens[field] = d.Int()
	}
	if n := d.Len(); n > 0 {
		c.Names = make([]string, n)
		for i := range c.Names {
			c.Names[i] = d.String()
		}
	}
	if n := d.Len(); n > 0 {
		c.Things = make([]thingRecord, n)
		for i := range c.Things {
			c.Things[i] = thingRecord{Name: d.String(), Full: d.String(), Figures: d.Int()}
		}
	}
	l := &c.Likeness
	l.Size, l.Whole = d.Int(), uint32(d.Int())
	for _, b := range []*[]byte{&l.MinHash, &l.Numbers, &l.Sentences} {
		if s := d.String(); s != "" {
			*b = []byte(s)
		}
	}
	if err := d.End(); err != nil {
		return Content{}, fmt.Errorf("decode record: %w", err)
	}
	return c, nil
}

// StubOf returns the ID and the digest in a stored record of any version, "" for what
// is not there.
func StubOf(raw string) (id, digest string) {
	line, _, _ := strings.Cut(raw, "\n")
	var s stub
	if json.Unmarshal([]byte(line), &s) != nil {
		return "", ""
	}
	return s.Release.ID, s.Digest
}
