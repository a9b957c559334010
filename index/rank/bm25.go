package rank

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"sync"

	"beilun/index/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// BM25 is BM25 over the sets of passages that bleve keeps for each term
// (see grade.go), computed exactly except for frequencies over MaxGrade. Bleve's
// own BM25 takes the number of different terms for the mean length, counts the
// inverse document frequency twice and the root of the term frequency, and
// multiplies by the share of matched clauses; on short passages it ranks worse
// than tf-idf does.
//
// The rarest terms are scored first. As soon as all the terms that are left
// cannot lift a new passage among the best any more (MaxScore, Turtle and Flood
// 1995), they are looked up for the passages in question only, and frequent
// terms, which make up most of all postings, are hardly read at all. What is
// found is the same as if all postings were read.
//
// A BM25 serves one search: the search leaves in it what the ranking
// needs to know of each term.
type BM25 struct {
	Terms    []Term
	stats    Stats
	Worth    int  // see tally
	Narrowed bool // set by the search: not all postings had to be read
}

// Fields are the fields that BM25 looks into.
var Fields = [...]string{query.FieldWords, query.FieldGrams, query.FieldHeads}

// FieldNumber returns the place of a field in textFields.
func FieldNumber(field string) int { return slices.Index(Fields[:], field) }

// LengthCodes are the codes of the lengths of passages, by field and passage.
type LengthCodes [len(Fields)][]byte

// Shard is a part of an index as one search sees it. Its passages are numbered
// from 0; all of its fields are required.
type Shard struct {
	Size    int // passages, with those that are deleted
	Lengths *LengthCodes

	// Postings returns the passages that have a term in a text field, without those
	// that are deleted; nil for none. They are only read.
	Postings func(field int, term string) (*roaring.Bitmap, error)
	// ID returns the ID of a passage.
	ID func(doc uint32) (string, error)
}

// Term is one term to look for in one field.
type Term struct {
	Field  string
	Text   string
	Weight float64
	source source
	IDF    float64 // set by the search; 0 for a term that no document has
}

// source is the part of a score that a term counts in.
type source int

const (
	fromWords source = iota // words of the question
	fromGrams               // its pairs of characters
	fromHeads               // its pairs of characters in the headings
	fromAlts                // other words for the same, in any field
	sources
)

// Stats are the counts of an index that BM25 needs and bleve does not
// keep: passages, and tokens by field.
type Stats struct {
	Passages int
	Tokens   map[string]int
}

// Clone returns a copy that can be changed without changing s.
func (s Stats) Clone() Stats {
	return Stats{Passages: s.Passages, Tokens: maps.Clone(s.Tokens)}
}

// MeanLength returns the mean number of tokens that a passage has in a field, 1
// where there are none.
func (s Stats) MeanLength(field string) float64 {
	if s.Passages == 0 || s.Tokens[field] == 0 {
		return 1
	}
	return float64(s.Tokens[field]) / float64(s.Passages)
}

// BM25 parameters. A passage is short and says a thing once: how often a term
// occurs in it means little, so k1 is low. Both were chosen by hand: they find
// the right passage among the best fifty for .999 of the questions of qa-cmrc
// and qa-drcd (gen_ranking.go).
const (
	K1 = 0.4
	B  = 0.4
)

// saturation is what a term counts in a field of the passages, its weight and
// rareness left out, by how often it occurs there and the code of the field's
// length. The second row is what a second occurrence adds, and so on.
type saturation [MaxGrade][256]float64

func newSaturation(mean float64) *saturation {
	if s := lastSaturations.get(mean); s != nil {
		return s
	}
	var s saturation
	for code := range s[0] {
		norm := K1 * (1 - B + B*LengthOf(byte(code))/mean)
		before := 0.0
		for i := range s {
			tf := float64(i + 1)
			now := tf * (K1 + 1) / (tf + norm)
			s[i][code] = now - before
			before = now
		}
	}
	lastSaturations.put(mean, &s)
	return &s
}

// saturations are the last ones that were made: their means change with the index only.
type saturations struct {
	mu   sync.Mutex
	mean [8]float64
	made [8]*saturation
	next int
}

var lastSaturations saturations

func (l *saturations) get(mean float64) *saturation {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, m := range l.mean {
		if m == mean {
			return l.made[i]
		}
	}
	return nil
}

func (l *saturations) put(mean float64, s *saturation) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mean[l.next], l.made[l.next] = mean, s
	l.next = (l.next + 1) % len(l.mean)
}

// most returns the most that a term can count: in a passage of one token.
func (s *saturation) most() float64 {
	sum := 0.0
	for _, row := range s {
		sum += row[1]
	}
	return sum
}

// Scored is a passage that BM25 found, with its score by source.
type Scored struct {
	Shard int    // its number
	Doc   uint32 // in the shard
	place uint32 // among the passages of all shards
	Parts [sources]float64
}

// Score returns the sum of the parts.
func (d Scored) Score() float64 {
	sum := 0.0
	for _, p := range d.Parts {
		sum += p
	}
	return sum
}

// lookup is a term that some passage has.
type lookup struct {
	*Term
	field  int
	df     int         // passages that have it
	factor float64     // weight and rareness
	most   float64     // that it can add to a passage
	counts *saturation // of the field
	lists  []termLists // by shard
	twin   bool        // the next one is its twin: a pair of characters that is a word as well
}

// termLists are the passages of a shard that have a term, by how often.
type termLists struct {
	docs   [MaxGrade]*roaring.Bitmap // the first is nil where none has it
	graded bool                      // the others were looked for
}

// Search returns the best limit passages of the shards, best first.
func (q *BM25) Search(ctx context.Context, shards []*Shard, limit int) ([]Scored, error) {
	terms, err := q.look(ctx, shards)
	if err != nil || limit <= 0 {
		return nil, err
	}
	t := newTally(shards, limit, q.Worth)
	defer t.release()
	left := 0.0 // most that the terms still to come can add
	for i := range terms {
		left += terms[i].most
	}
	for i := 0; i < len(terms); i++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if t.narrowed {
			t.narrow(left)
		}
		if t.worthRaising(terms[i].df, left) {
			if err := t.raise(terms, i); err != nil {
				return nil, err
			}
			t.narrow(left)
		}
		left -= terms[i].most
		if !terms[i].twin {
			err = t.count(&terms[i])
		} else {
			i++
			left -= terms[i].most
			err = t.countTwins(&terms[i-1], &terms[i])
		}
		if err != nil {
			return nil, err
		}
	}
	q.Narrowed = t.narrowed
	docs, err := t.best()
	if err != nil {
		return nil, err
	}
	for i := range docs {
		for j := range terms {
			part, err := terms[j].in(shards[docs[i].Shard], docs[i].Shard, docs[i].Doc)
			if err != nil {
				return nil, err
			}
			docs[i].Parts[terms[j].source] += part
		}
	}
	slices.SortFunc(docs, compareDocs)
	return docs, nil
}

// adds returns what one occurrence of the term adds to a score, by the code of the
// field's length.
func (l *lookup) adds() *[256]float64 { return times(&l.counts[0], l.factor) }

// look finds the terms in the shards and returns those that some passage has, in
// the order of pairTwins.
func (q *BM25) look(ctx context.Context, shards []*Shard) ([]lookup, error) {
	var counts [len(Fields)]*saturation
	for i, field := range Fields {
		counts[i] = newSaturation(q.stats.MeanLength(field))
	}
	out := make([]lookup, 0, len(q.Terms))
	for i := range q.Terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		term := &q.Terms[i]
		l := lookup{Term: term, field: FieldNumber(term.Field), lists: make([]termLists, len(shards))}
		for j, sh := range shards {
			docs, err := sh.Postings(l.field, term.Text)
			if err != nil {
				return nil, err
			}
			if docs != nil {
				l.lists[j].docs[0] = docs
				l.df += int(docs.GetCardinality())
			}
		}
		if l.df == 0 {
			continue
		}
		df := float64(l.df)
		term.IDF = math.Log(1 + (float64(q.stats.Passages)-df+0.5)/(df+0.5))
		l.factor, l.counts = term.Weight*term.IDF, counts[l.field]
		l.most = l.factor * l.counts.most()
		out = append(out, l)
	}
	return pairTwins(out), nil
}

// pairTwins puts terms in order: the one that can add most to a score first, and a
// word behind the pair of characters that it is.
func pairTwins(terms []lookup) []lookup {
	slices.SortStableFunc(terms, func(a, b lookup) int { return cmp.Compare(b.most, a.most) })
	words := map[string]int{} // text → place of the term in query.FieldWords
	for i, t := range terms {
		if t.Term.Field == query.FieldWords {
			words[t.Text] = i
		}
	}
	wordOf, paired := map[int]int{}, map[int]bool{} // by place of the pair of characters, and of the word
	for i, t := range terms {
		if w, ok := words[t.Text]; ok && t.Term.Field == query.FieldGrams && !paired[w] {
			wordOf[i], paired[w] = w, true
		}
	}
	out := make([]lookup, 0, len(terms))
	for i, t := range terms {
		w, twin := wordOf[i]
		switch t.twin = twin; {
		case twin:
			out = append(out, t, terms[w])
		case !paired[i]:
			out = append(out, t)
		}
	}
	return out
}

// grades returns the lists of a term in a shard, those of higher grades, too.
func (l *lookup) grades(sh *Shard, i int) (*termLists, error) {
	lists := &l.lists[i]
	if lists.graded || lists.docs[0] == nil {
		return lists, nil
	}
	lists.graded = true
	for g := 1; g < MaxGrade; g++ {
		docs, err := sh.Postings(l.field, GradeTerm(l.Text, g+1))
		if err != nil {
			return nil, err
		}
		if docs == nil {
			break
		}
		lists.docs[g] = docs
	}
	return lists, nil
}

// in returns what a term counts in a passage of the shard with a number.
func (l *lookup) in(sh *Shard, number int, doc uint32) (float64, error) {
	if docs := l.lists[number].docs[0]; docs == nil || !docs.Contains(doc) {
		return 0, nil
	}
	lists, err := l.grades(sh, number)
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for g, docs := range lists.docs {
		if docs == nil || !docs.Contains(doc) {
			break
		}
		sum += l.factor * l.counts[g][sh.Lengths[l.field][doc]]
	}
	return sum, nil
}

// compareDocs orders the better passage before the other.
func compareDocs(a, b Scored) int {
	return cmp.Or(cmp.Compare(b.Score(), a.Score()), cmp.Compare(a.place, b.place))
}
