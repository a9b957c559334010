package store

import (
	"fmt"

	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/index/words"
	"beilun/knowledge/bind"

	"github.com/blevesearch/bleve/v2/document"
)

// Ready is what of a release is ready to go into a batch. To make it takes most of the time,
// and no batch: several releases are made ready beside each other, and put one after the
// other. It is for one goroutine at a time.
type Ready struct {
	rec  *catalog.Recorder
	lex  *words.Lexicon
	docs []*document.Document // of held
	held []passage.Passage
}

// MakeReady begins with the release, whose file has a digest.
func MakeReady(rel passage.Release, digest string, lex *words.Lexicon, binder bind.Binder) *Ready {
	return &Ready{rec: catalog.NewRecorder(rel, digest, binder), lex: lex}
}

// Add adds the next passages, which are held until they are put.
func (r *Ready) Add(ps []passage.Passage) {
	for i := range ps {
		doc, tokens := newDocument(ps[i], r.lex)
		r.rec.Add(&ps[i], tokens)
		r.docs = append(r.docs, doc)
	}
	r.held = append(r.held, ps...)
}

// Held returns the passages that were added and not put yet.
func (r *Ready) Held() []passage.Passage { return r.held }

// Putting is a release on its way into a batch, some passages after the others,
// so that a long one is never in memory as a whole.
type Putting struct {
	b       *Batch
	ready   *Ready
	Made    catalog.Record   // set by end
	put     int              // passages
	sample  *passage.Passage // for the sentinels
	samples int              // passages it was drawn from
}

// Put adds one release in place of the one with its ID.
func (b *Batch) Put(rel passage.Release, digest string, ps []passage.Passage, lex *words.Lexicon, binder bind.Binder) error {
	r := MakeReady(rel, digest, lex, binder)
	r.Add(ps)
	p := b.Begin(r)
	if err := p.Add(); err != nil {
		return err
	}
	return p.End()
}

// Begin removes the release with the ID of the one that is ready, to put that in its place.
func (b *Batch) Begin(r *Ready) *Putting {
	release, _ := r.rec.Size()
	b.Remove(release)
	return &Putting{b: b, ready: r}
}

// Add puts the passages that are held.
func (p *Putting) Add() error {
	b, r := p.b, p.ready
	docs, held := r.docs, r.held
	r.docs, r.held = nil, nil
	for i := range held {
		passage := &held[i]
		if err := b.Bleve.IndexAdvanced(docs[i]); err != nil {
			return fmt.Errorf("index passage %s: %w", passage.ID, err)
		}
		p.put++
		b.Size++
		b.bytes += len(passage.Text) + figureBytes*len(passage.Figures)
		p.draw(passage)
		if b.Roomy && b.IsFull() {
			if err := b.Flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// draw keeps a passage for the sentinels, each with the same chance. A very long
// one would have to be kept as a whole.
func (p *Putting) draw(of *passage.Passage) {
	if p.b.Sentinels == nil || len(of.Text) > 4*passage.MaxBytes {
		return
	}
	if p.samples++; p.b.Sentinels.random.IntN(p.samples) == 0 {
		kept := *of
		p.sample = &kept
	}
}

// End adds the release itself.
func (p *Putting) End() error {
	b, rec := p.b, p.ready.rec.Record()
	p.Made = rec
	doc, err := NewRecord(rec)
	if err != nil {
		return err
	}
	if err := b.Bleve.IndexAdvanced(doc); err != nil {
		return fmt.Errorf("index record of %s: %w", rec.Release.ID, err)
	}
	b.Catalog.Put(rec)
	countRecord(&b.stats, rec, 1)
	if b.Sentinels != nil && p.sample != nil {
		b.Sentinels.note([]passage.Passage{*p.sample})
	}
	return nil
}

// Drop removes the passages that were put.
func (p *Putting) Drop() {
	release, _ := p.ready.rec.Size()
	for i := range p.put {
		p.b.Bleve.Delete(passage.ID(release, i+1))
	}
}
