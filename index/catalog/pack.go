package catalog

import (
	"errors"

	"beilun/index/passage"
	"beilun/index/thing"
	"beilun/index/words"
	"beilun/internal/packed"
	"beilun/knowledge"
	"beilun/knowledge/district"
)

// What is worked out of a catalog can be written and read back, because that takes a
// tenth of the time of making it again for each question that a process is started for.
// Store writes it together with the catalog, by the same program and with the same
// words, and reads nothing of another one.

// PackReleases writes the records of c.
func (c *Catalog) PackReleases(w *packed.Writer) error {
	w.Int(len(c.Releases))
	for _, r := range c.Releases {
		raw, err := EncodeRecord(&r)
		if err != nil {
			return err
		}
		w.String(string(raw))
	}
	return nil
}

// UnpackReleases reads the stored records that PackReleases wrote.
func UnpackReleases(r *packed.Reader) []string {
	out := make([]string, r.Len())
	for i := range out {
		out[i] = r.String()
	}
	return out
}

// Pack returns what c names, for Unpack.
func (n *Naming) Pack(l *words.Lexicon, c *Catalog) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.prepare(l, c)
	var w packed.Writer
	n.made.Things.Pack(&w)
	n.made.Names.Pack(&w)
	return string(w.Out)
}

// Unpack makes n read what c names from what Pack returned, when it is needed.
func (n *Naming) Unpack(c *Catalog, of string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.packed, n.of = of, c
}

// unpack returns what n was to read, nil if there is nothing or something else.
func (n *Naming) unpack(l *words.Lexicon) *Mentions {
	r := packed.Reader{In: n.packed}
	n.packed = ""
	if m := (&Mentions{Things: thing.Unpack(&r), Names: words.UnpackNames(l, &r)}); r.End() == nil {
		return m
	}
	return nil
}

// Pack returns which of the releases that rs follows are copies, for UnpackReprints.
func (rs *Reprints) Pack() string {
	var w packed.Writer
	w.Int(rs.out)
	w.Int(len(rs.cites))
	for id, cited := range rs.cites {
		w.String(id)
		w.String(cited)
	}
	w.Int(len(rs.places))
	for id, p := range rs.places {
		w.String(id)
		w.Bool(p.out)
		w.Int(len(p.also))
		for _, c := range p.also {
			for _, s := range []string{c.ID, c.Title, c.Source, c.URL} {
				w.String(s)
			}
			packDate(&w, c.Date)
		}
	}
	return string(w.Out)
}

// UnpackReprints returns the copies among releases from what Pack returned; nil if that is
// something else.
func UnpackReprints(of string, releases map[string]Record) *Reprints {
	r := packed.Reader{In: of}
	rs := NewReprints()
	rs.base, rs.out = releases, r.Int()
	for range r.Len() {
		id := r.String()
		rs.cites[id] = r.String()
	}
	for range r.Len() {
		id := r.String()
		p := places{out: r.Bool()}
		for range r.Len() {
			p.also = append(p.also, passage.Copy{ID: r.String(), Title: r.String(), Source: r.String(), URL: r.String(), Date: unpackDate(&r)})
		}
		rs.places[id] = p
	}
	if r.End() != nil {
		return nil
	}
	return rs
}

func packDate(w *packed.Writer, d knowledge.Date) {
	w.Int(d.Year)
	w.Int(d.Month)
	w.Int(d.Day)
}

func unpackDate(r *packed.Reader) knowledge.Date {
	return knowledge.Date{Year: r.Int(), Month: r.Int(), Day: r.Int()}
}

// Pack returns the district that the releases of c are about, given what the user says
// of it, for Unpack.
func (l *Locality) Pack(c *Catalog, own district.District) string {
	var w packed.Writer
	w.String(packedDistrict(own))
	w.String(packedDistrict(l.District(c, own)))
	return string(w.Out)
}

// Unpack takes the district of c from what Pack returned. One for another own, or
// something else, is passed over.
func (l *Locality) Unpack(c *Catalog, own district.District, of string) {
	r := packed.Reader{In: of}
	given, found := r.String(), packed.Reader{In: r.String()}
	d := unpackDistrict(&found)
	if errors.Join(r.End(), found.End()) != nil || given != packedDistrict(own) {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.of, l.tally, l.found = c, nil, d
}

func packedDistrict(d district.District) string {
	var w packed.Writer
	for _, s := range []string{d.Name, d.Short, d.City, d.From} {
		w.String(s)
	}
	w.Int(len(d.Others))
	for _, o := range d.Others {
		w.String(o)
	}
	return string(w.Out)
}

func unpackDistrict(r *packed.Reader) district.District {
	d := district.District{Name: r.String(), Short: r.String(), City: r.String(), From: r.String()}
	for range r.Len() {
		d.Others = append(d.Others, r.String())
	}
	return d
}
