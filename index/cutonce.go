package index

import "github.com/go-ego/gse"

// cuttingOnce returns a lexicon of the words of l that cuts the same run of
// characters only once: a paragraph is cut when its figures are bound, when names
// are looked for and when it is indexed. It remembers all that it has cut, so it
// is for one release, and not safe for concurrent use.
func (l *Lexicon) cuttingOnce() *Lexicon {
	seen := map[string][]gse.Segment{}
	return &Lexicon{stop: l.stop, aliases: l.aliases, hash: l.hash, segment: func(run []byte) []gse.Segment {
		if s, ok := seen[string(run)]; ok {
			return s
		}
		s := l.segment(run)
		seen[string(run)] = s
		return s
	}}
}
