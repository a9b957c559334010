// Package span reads: given a question and the passages that were found for
// it, it finds the shortest part of a sentence that answers.
//
// Candidates are runs of words of the sentences that speak most of the
// question. Each is scored by a linear model over what stands in it and beside
// it, trained by "beilun eval train"; [Reader.Read] returns the candidate that
// shares most with what the model holds likely. Nothing is made up: a [Span]
// is a part of a passage.
package span

import (
	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/bind"
)

// Reader reads passages. It is safe for concurrent use.
type Reader struct {
	cut func(text string) []bind.Word
	m   func() *model // few questions are read for, and the weights take a while to load
}

// New returns a Reader with the built-in weights that cuts texts into words
// with lex.
func New(lex *index.Lexicon) *Reader {
	return &Reader{cut: lex.Binder().Cut, m: builtin}
}

// Warm loads the words and the weights, which the first question would wait for.
func (r *Reader) Warm() {
	r.m()
	r.cut("港")
}

// Span is a part of a passage that may answer a question.
type Span struct {
	Hit        int            // which of the hits
	Sentence   int            // which sentence of the passage
	Span       knowledge.Span // bytes of the passage's text
	Confidence float64        // the overlap (F1) with the answer that is to be expected, from 0 to 1
}

// maxSpans is the number of spans that Read returns.
const maxSpans = 8

// Read returns the spans of hits that may answer q, the best first; none when
// hits have no sentences.
func (r *Reader) Read(q index.Query, hits []index.Hit) []Span {
	l := newLattice(r.m(), q, hits, r.cut, false)
	var out []Span
	for _, c := range l.choose() {
		if len(out) == maxSpans {
			break
		}
		out = append(out, l.span(c))
	}
	return out
}

func (l *lattice) span(c choice) Span {
	s := l.ss[c.sentence]
	return Span{
		Hit:        s.hit,
		Sentence:   s.at,
		Span:       knowledge.Span{Start: s.offset[s.toks[c.i].from], End: s.offset[s.toks[c.j].to]},
		Confidence: float64(c.worth),
	}
}

// With returns a Reader with weights of its own, as [Train] returns them.
func With(lex *index.Lexicon, w []float32) *Reader {
	m := newModel(w)
	return &Reader{cut: lex.Binder().Cut, m: func() *model { return m }}
}
