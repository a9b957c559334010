package choice

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"beilun/index/answer/frame"
)

//go:embed cues.txt
var cueFile string

// loadCues reads cues.txt: by kind of answer, the words that give one.
var loadCues = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(cueFile) {
		f := strings.Fields(line)
		if len(f) > 1 && !strings.HasPrefix(f[0], "#") {
			out[f[0]] = append(out[f[0]], f[1:]...)
		}
	}
	return out
})

var cueNames = map[frame.Asks]string{
	frame.Person: "person", frame.Organisation: "organisation", frame.Place: "place", frame.Reason: "reason", frame.Manner: "manner",
	frame.Definition: "definition", frame.Purpose: "purpose", frame.List: "list", frame.Status: "status", frame.About: "about", frame.Whether: "whether",
}

// loadCueIndexes makes, by kind of answer, an index of the first 64 words that give one,
// each a list of its own.
var loadCueIndexes = sync.OnceValue(func() map[frame.Asks]*wordIndex {
	out := map[frame.Asks]*wordIndex{}
	for asks, name := range cueNames {
		var lists [][]string
		for _, w := range loadCues()[name] {
			lists = append(lists, []string{w})
		}
		out[asks] = newWordIndex(lists[:min(len(lists), 64)])
	}
	return out
})

// noCues is the index of no words.
var noCues = newWordIndex(nil)

// cuesOf returns the index of the words that give a kind of answer.
func cuesOf(asks frame.Asks) *wordIndex {
	if x := loadCueIndexes()[asks]; x != nil {
		return x
	}
	return noCues
}

// cues returns which words of the kind of answer asked for stand in a text.
func (r *Reading) cues(c *Candidate) (set uint64) {
	if c.Kind != ASentence && c.Kind != ARun {
		return cuesOf(r.frame.Asks).in(r.textOf(c))
	}
	pg := &r.pages[c.page]
	for s := c.sentence; s <= c.last; s++ {
		set |= pg.sentences[s].cues
	}
	return set
}

//go:embed aspects.txt
var aspectFile string

// aspect is a line of aspects.txt.
type aspect struct{ asked, said []string }

// maxAspects is how many aspects there may be.
const maxAspects = 16

var loadAspects = sync.OnceValue(func() (out []aspect) {
	for line := range strings.Lines(aspectFile) {
		f := strings.Fields(line)
		bar := slices.Index(f, "|")
		if bar < 1 || strings.HasPrefix(f[0], "#") {
			continue
		}
		out = append(out, aspect{f[1:bar], f[bar+1:]})
	}
	return out[:min(len(out), maxAspects)]
})

// saidAspects is the index of the words that figures and texts have of the aspects.
var saidAspects = sync.OnceValue(func() *wordIndex {
	var said [][]string
	for _, a := range loadAspects() {
		said = append(said, a.said)
	}
	return newWordIndex(said)
})

// addAspects adds, aspect by aspect, whether the question and the words that are a
// figure's own have it.
func (r *Reading) addAspects(f *features, own string) {
	if r.aspects == nil {
		for _, a := range loadAspects() {
			r.aspects = append(r.aspects, holdsAny(r.frame.Text, a.asked))
		}
	}
	said := saidAspects().in(own)
	for i, asked := range r.aspects {
		if state := 2*boolInt(asked) + int(said>>i&1); state > 0 {
			f.add(tAspect, 4*i+state)
		}
	}
}

// asks reports whether the question has one of the words of that name in cues.txt.
func (r *Reading) asks(name string) bool {
	is, ok := r.asked[name]
	if !ok {
		if r.asked == nil {
			r.asked = map[string]bool{}
		}
		is = holdsAny(r.frame.Text, loadCues()[name])
		r.asked[name] = is
	}
	return is
}

// RegionEnds returns what names of parts of the country end with.
func RegionEnds() []string { return loadCues()["region"] }
