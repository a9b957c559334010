package index

import (
	"fmt"
	"strings"

	"beilun/index/likeness"
	"beilun/index/passage"
	"beilun/index/words"
	"beilun/knowledge/bind"
)

// putting is a release on its way into a batch, some passages after the others,
// so that a long one is never in memory as a whole.
type putting struct {
	b       *batch
	rec     record
	lex     *words.Lexicon
	binder  bind.Binder
	named   map[string]bool
	like    likeness.Reader
	heading string
	sample  *passage.Passage // for the sentinels
	samples int              // passages it was drawn from
	things  thingNotes
}

// put adds one release in place of what stood under its ID.
func (b *batch) put(rel passage.Release, digest string, ps []passage.Passage, lex *words.Lexicon, binder bind.Binder) error {
	p := b.begin(rel, digest, lex, binder)
	if err := p.add(ps); err != nil {
		return err
	}
	return p.end()
}

// begin takes out what stands under the ID of rel, to put rel in its place.
func (b *batch) begin(rel passage.Release, digest string, lex *words.Lexicon, binder bind.Binder) *putting {
	b.remove(rel.ID)
	p := &putting{b: b, rec: record{Release: rel, Digest: digest, Tokens: map[string]int{}}, lex: lex, binder: binder, named: map[string]bool{}}
	p.name(rel.Title)
	return p
}

func (p *putting) name(text string) {
	if len(p.named) >= maxNamesOfRelease {
		return
	}
	for _, n := range p.binder.Names(text) {
		if !p.named[n] && len(p.named) < maxNamesOfRelease {
			p.named[strings.Clone(n)] = true // a part of the text would keep all of it in memory
		}
	}
}

// add adds the next passages of the release.
func (p *putting) add(ps []passage.Passage) error {
	b := p.b
	for i := range ps {
		passage := &ps[i]
		if p.rec.Passages == 0 || passage.Heading != p.heading {
			p.heading = passage.Heading
			p.name(passage.Heading)
		}
		p.name(passage.Text)
		p.things.note(passage)
		p.like.Add(passage)
		doc, tokens := newDocument(*passage, p.lex)
		if err := b.bleve.IndexAdvanced(doc); err != nil {
			return fmt.Errorf("index passage %s: %w", passage.ID, err)
		}
		for f, n := range tokens {
			p.rec.Tokens[f] += n
		}
		p.rec.Passages++
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
	b := p.b
	p.rec.Names = sortedKeys(p.named)
	p.rec.Things = p.things.list()
	p.rec.Likeness = p.like.Likeness()
	doc, err := newRecord(p.rec)
	if err != nil {
		return err
	}
	if err := b.bleve.IndexAdvanced(doc); err != nil {
		return fmt.Errorf("index record of %s: %w", p.rec.Release.ID, err)
	}
	b.catalog.Releases[p.rec.Release.ID] = p.rec
	countRecord(&b.stats, p.rec, 1)
	if b.sentinels != nil && p.sample != nil {
		b.sentinels.note([]passage.Passage{*p.sample})
	}
	return nil
}

// drop takes out again what was added.
func (p *putting) drop() {
	for i := range p.rec.Passages {
		p.b.bleve.Delete(passage.ID(p.rec.Release.ID, i+1))
	}
}
