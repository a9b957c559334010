package words

import (
	"beilun/knowledge/bind"

	"github.com/go-ego/gse"
)

// CuttingOnce returns a lexicon of the words of l and its binder that cut the
// same text only once: a paragraph is cut when its figures are bound, when names
// are looked for and when it is indexed. They remember what they have cut lately,
// so they are for one release, and not safe for concurrent use. The binder takes
// given for names.
func (l *Lexicon) CuttingOnce(given []string) (*Lexicon, bind.Binder) {
	once := &Lexicon{words: &remembering{words: l.words, runs: map[string][]gse.Segment{}}, stop: l.stop, aliases: l.aliases, hash: l.hash, terms: l.terms}
	return once, once.withGiven(given).Once()
}

// maxCut is how many bytes of text a cutter remembers: more than most releases
// have. A byte of text takes some thirty as it is cut.
const maxCut = 256 << 10

// remembering is a cutter that remembers what it has cut.
type remembering struct {
	words cutter
	runs  map[string][]gse.Segment
	size  int // of the runs
}

func (r *remembering) cut(run string) []gse.Segment {
	s, ok := r.runs[run]
	if !ok {
		s = r.words.cut(run)
		if r.size += len(run); r.size > maxCut {
			clear(r.runs)
			r.size = len(run)
		}
		r.runs[run] = s
	}
	return s
}
