package index

import (
	"beilun/knowledge/bind"

	"github.com/go-ego/gse"
)

// cuttingOnce returns a lexicon of the words of l and its binder that cut the
// same text only once: a paragraph is cut when its figures are bound, when names
// are looked for and when it is indexed. They remember all that they have cut, so
// they are for one release, and not safe for concurrent use.
func (l *Lexicon) cuttingOnce() (*Lexicon, bind.Binder) {
	runs, texts := map[string][]gse.Segment{}, map[string][]bind.Word{}
	once := &Lexicon{stop: l.stop, aliases: l.aliases, hash: l.hash, segment: func(run []byte) []gse.Segment {
		s, ok := runs[string(run)]
		if !ok {
			s = l.segment(run)
			runs[string(run)] = s
		}
		return s
	}}
	b := once.Binder()
	cut := b.Cut
	b.Cut = func(text string) []bind.Word {
		ws, ok := texts[text]
		if !ok {
			ws = cut(text)
			texts[text] = ws
		}
		return ws
	}
	return once, b
}
