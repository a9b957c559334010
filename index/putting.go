package index

import (
	"fmt"

	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/index/words"
	"beilun/knowledge/bind"
)

// putting is a release on its way into a batch, some passages after the others,
// so that a long one is never in memory as a whole.
type putting struct {
	b       *batch
	rec     *catalog.Recorder
	lex     *words.Lexicon
	made    catalog.Record   // set by end
	sample  *passage.Passage // for the sentinels
	samples int              // passages it was drawn from
}

// put adds one release in place of the one with its ID.
func (b *batch) put(rel passage.Release, digest string, ps []passage.Passage, lex *words.Lexicon, binder bind.Binder) error {
	p := b.begin(rel, digest, lex, binder)
	if err := p.add(ps); err != nil {
		return err
	}
	return p.end()
}

// begin removes the release with the ID of rel, to put rel in its place.
func (b *batch) begin(rel passage.Release, digest string, lex *words.Lexicon, binder bind.Binder) *putting {
	b.remove(rel.ID)
	return &putting{b: b, rec: catalog.NewRecorder(rel, digest, binder), lex: lex}
}

// add adds the next passages of the release.
func (p *putting) add(ps []passage.Passage) error {
	b := p.b
	for i := range ps {
		passage := &ps[i]
		doc, tokens := newDocument(*passage, p.lex)
		p.rec.Add(passage, tokens)
		if err := b.bleve.IndexAdvanced(doc); err != nil {
			return fmt.Errorf("index passage %s: %w", passage.ID, err)
		}
		b.size++
		b.bytes += len(passage.Text) + figureBytes*len(passage.Figures)
		p.draw(passage)
		if b.roomy && b.full() {
			if err := b.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// draw keeps a passage for the sentinels, each with the same chance. A very long
// one would have to be kept as a whole.
func (p *putting) draw(of *passage.Passage) {
	if p.b.sentinels == nil || len(of.Text) > 4*passage.MaxBytes {
		return
	}
	if p.samples++; p.b.sentinels.random.IntN(p.samples) == 0 {
		kept := *of
		p.sample = &kept
	}
}

// end adds the release itself.
func (p *putting) end() error {
	b, rec := p.b, p.rec.Record()
	p.made = rec
	doc, err := newRecord(rec)
	if err != nil {
		return err
	}
	if err := b.bleve.IndexAdvanced(doc); err != nil {
		return fmt.Errorf("index record of %s: %w", rec.Release.ID, err)
	}
	b.catalog.Releases[rec.Release.ID] = rec
	countRecord(&b.stats, rec, 1)
	if b.sentinels != nil && p.sample != nil {
		b.sentinels.note([]passage.Passage{*p.sample})
	}
	return nil
}

// drop removes the passages that were added.
func (p *putting) drop() {
	release, passages := p.rec.Size()
	for i := range passages {
		p.b.bleve.Delete(passage.ID(release, i+1))
	}
}
