package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"beilun/index/passage"
	"beilun/index/words"

	blevei "github.com/blevesearch/bleve_index_api"
)

// maxSentinels is the number of releases by which a new generation is tried
// before it is used: the first, the last and some between.
const maxSentinels = 24

// Sentinels are passages that a new generation has to give back. The releases
// between the first and the last are drawn with equal chances.
type Sentinels struct {
	random *rand.Rand
	seen   int
	kept   []passage.Passage
	last   *passage.Passage
}

// NewSentinels returns sentinels that are drawn in the same way every time.
func NewSentinels() *Sentinels {
	return &Sentinels{random: rand.New(rand.NewPCG(2, 6))} // the same every time: a failure can be looked at
}

// note takes one passage of a release, or none.
func (s *Sentinels) note(ps []passage.Passage) {
	if len(ps) == 0 {
		return
	}
	p := ps[s.random.IntN(len(ps))]
	s.last = &p
	s.seen++
	if len(s.kept) < maxSentinels {
		s.kept = append(s.kept, p)
	} else if i := s.random.IntN(s.seen); i > 0 && i < maxSentinels { // the first one stays
		s.kept[i] = p
	}
}

// Check asks g for the passages: each has to be found by the rarest word of
// its text, by a pair of characters and by each term of its figures, and to be
// read back as it was.
func (s *Sentinels) Check(ctx context.Context, g *Generation, lex *words.Lexicon) error {
	ps := s.kept
	if s.last != nil {
		ps = append(ps[:len(ps):len(ps)], *s.last)
	}
	for _, p := range ps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := Guarded(func() error { return answers(ctx, g, p, lex) }); err != nil {
			return fmt.Errorf("ask for passage %s: %w", p.ID, err)
		}
	}
	return nil
}

func answers(ctx context.Context, g *Generation, p passage.Passage, lex *words.Lexicon) (err error) {
	r, err := g.reader()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	got, err := g.load(r, p.ID)
	if err != nil {
		return err
	}
	if got.Text != p.Text || got.Heading != p.Heading || len(got.Figures) != len(p.Figures) {
		return errors.New("it is another text")
	}
	doc, _ := newDocument(p, lex)
	var fields []sentinelTerms
	doc.VisitFields(func(f blevei.Field) {
		if f.Options().IsIndexed() {
			f.Analyze()
			fields = append(fields, sentinelTerms{f.Name(), f.AnalyzedTokenFrequencies()})
		}
	})
	for _, f := range fields {
		if err := hasTerms(ctx, r, p.ID, f); err != nil {
			return err
		}
	}
	return nil
}

type sentinelTerms struct {
	field string
	terms blevei.TokenFrequencies
}

// hasTerms looks for a document among those of the rarest term of a field or,
// for its figures, of every term. The other terms have to be there at least.
func hasTerms(ctx context.Context, r blevei.IndexReader, id string, f sentinelTerms) error {
	rarest, least := "", uint64(0)
	for _, term := range slices.Sorted(maps.Keys(f.terms)) {
		tfr, err := r.TermFieldReader(ctx, []byte(term), f.field, false, false, false)
		if err != nil {
			return err
		}
		n := tfr.Count()
		if err := tfr.Close(); err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("%q is not in %s", term, f.field)
		}
		if f.field == fieldLedger {
			if err := findable(ctx, r, id, f.field, term); err != nil {
				return err
			}
		}
		if rarest == "" || n < least {
			rarest, least = term, n
		}
	}
	if rarest == "" {
		return nil
	}
	return findable(ctx, r, id, f.field, rarest)
}

// findable returns an error when the document with an ID is not found by a
// term.
func findable(ctx context.Context, r blevei.IndexReader, id, field, term string) (err error) {
	internal, err := r.InternalID(id)
	if err != nil {
		return err
	}
	tfr, err := r.TermFieldReader(ctx, []byte(term), field, false, false, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, tfr.Close()) }()
	d, err := tfr.Advance(internal, nil)
	if err != nil {
		return err
	}
	if d == nil || !d.ID.Equals(internal) {
		return fmt.Errorf("it is not found by %q in %s", term, field)
	}
	return nil
}
