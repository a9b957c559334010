package store

import (
	"fmt"

	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/index/words"
	"beilun/knowledge/bind"
)

// Putting is a release on its way into a batch, some passages after the others,
// so that a long one is never in memory as a whole.
type Putting struct {
	b       *Batch
	rec     *catalog.Recorder
	lex     *words.Lexicon
	Made    catalog.Record   // set by end
	sample  *passage.Passage // for the sentinels
	samples int              // passages it was drawn from
}

// Put adds one release in place of the one with its ID.
func (b *Batch) Put(rel passage.Release, digest string, ps []passage.Passage, lex *words.Lexicon, binder bind.Binder) error {
	p := b.Begin(rel, digest, lex, binder)
	if err := p.Add(ps); err != nil {
		return err
	}
	return p.End()
}

// Begin removes the release with the ID of rel, to put rel in its place.
func (b *Batch) Begin(rel passage.Release, digest string, lex *words.Lexicon, binder bind.Binder) *Putting {
	b.Remove(rel.ID)
	return &Putting{b: b, rec: catalog.NewRecorder(rel, digest, binder), lex: lex}
}

// Add adds the next passages of the release.
func (p *Putting) Add(ps []passage.Passage) error {
	b := p.b
	for i := range ps {
		passage := &ps[i]
		doc, tokens := newDocument(*passage, p.lex)
		p.rec.Add(passage, tokens)
		if err := b.Bleve.IndexAdvanced(doc); err != nil {
			return fmt.Errorf("index passage %s: %w", passage.ID, err)
		}
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
	b, rec := p.b, p.rec.Record()
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

// Drop removes the passages that were added.
func (p *Putting) Drop() {
	release, passages := p.rec.Size()
	for i := range passages {
		p.b.Bleve.Delete(passage.ID(release, i+1))
	}
}
