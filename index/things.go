package index

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/rank"
	"beilun/index/thing"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// thingRecord is something that a release tells figures of, or a name that it says
// is short for another.
type thingRecord struct {
	Name    string `json:"n"`
	Full    string `json:"s,omitempty"` // what Name is short for
	Figures int    `json:"f,omitempty"`
}

// maxThingsOfRelease bounds the things that are kept of a release.
const maxThingsOfRelease = 200

// thingNotes collects the things of a release.
type thingNotes struct {
	figures map[string]int
	shorts  map[string]string
	quoted  map[string]bool
}

// note takes down what a passage tells figures of, and which names it calls short
// for which.
func (n *thingNotes) note(p *passage.Passage) {
	if n.figures == nil {
		n.figures, n.shorts, n.quoted = map[string]int{}, map[string]string{}, map[string]bool{}
	}
	for i := range p.Figures {
		n.count(&p.Figures[i])
	}
	folded := zhtext.FoldString(p.Text)
	for _, m := range inMarks.FindAllStringSubmatch(folded, maxQuoted) {
		if len(n.quoted) < maxQuoted {
			n.quoted[strings.Clone(m[1])] = true
		}
	}
	if !strings.Contains(p.Text, "称") && !strings.Contains(p.Text, "又名") {
		return
	}
	for _, m := range shortened.FindAllStringSubmatchIndex(folded, maxThingsOfRelease) {
		short, full := folded[m[2]:m[3]], fullBefore(folded[:m[0]])
		if full != "" && full != short && query.PhaseIn(short) != short && len(n.shorts) < maxThingsOfRelease {
			n.shorts[strings.Clone(short)] = strings.Clone(full)
		}
	}
}

func (n *thingNotes) count(f *knowledge.Figure) {
	s := f.Binding.Subject
	if s == "" {
		return
	}
	if _, ok := n.figures[s]; ok || len(n.figures) < maxThingsOfRelease {
		n.figures[s]++
	}
}

// shortened is where a text tells a short form of what stands before it:
// (以下简称“附三院”).
var shortened = regexp.MustCompile(`\((?:以下)?(?:统称|简称|下称|又称|俗称|又名)(?:为|:)?["“「]?([^"“”」()，,。;；、]{2,15})["”」]?\)`)

// inMarks is a name in quotation marks: “云汐之星”号.
var inMarks = regexp.MustCompile(`["“]([\p{Han}a-z0-9·-]{2,8})["”]`)

// maxQuoted bounds the names in quotation marks that are kept of a release.
const maxQuoted = 40

// maxFull is how many characters of what stands before a short form can be the full
// name.
const maxFull = 25

// fullBefore returns the name that a text ends with: what no mark or word for what
// is done with it stands in.
func fullBefore(text string) string {
	text = strings.TrimRight(text, "\"”」》")
	from := len(text)
	for n := 0; from > 0 && n < maxFull; n++ {
		r, w := utf8.DecodeLastRuneInString(text[:from])
		if strings.ContainsRune("，,。;；:：!！?？、“”\"「《(（)）\n \t-—–由将把了为和与在据对从向是及按的", r) {
			break
		}
		from -= w
	}
	if utf8.RuneCountInString(text[from:]) < 3 {
		return ""
	}
	return text[from:]
}

// list returns what was noted, in order.
func (n *thingNotes) list() []thingRecord {
	var out []thingRecord
	for _, name := range sortedKeys(n.figures) {
		out = append(out, thingRecord{Name: name, Figures: n.figures[name]})
	}
	for _, name := range sortedKeys(n.quoted) {
		if n.figures[name] == 0 && n.shorts[name] == "" {
			out = append(out, thingRecord{Name: name})
		}
	}
	for _, short := range sortedKeys(n.shorts) {
		out = append(out, thingRecord{Name: short, Full: n.shorts[short]})
	}
	return out
}

// things returns the things of a catalog: what the releases name, tell figures of or
// call by a short form.
func (c *catalog) things() *thing.Set {
	byName := map[string]*thing.Thing{}
	of := func(name string) *thing.Thing {
		t := byName[name]
		if t == nil {
			t = &thing.Thing{Name: name}
			byName[name] = t
		}
		return t
	}
	for _, r := range c.Releases {
		for _, n := range r.Names {
			of(n).Releases++
		}
		for _, tr := range r.Things {
			t := of(tr.Name)
			t.Figures += tr.Figures
			t.Full = cmp.Or(t.Full, tr.Full)
			if tr.Full != "" {
				of(tr.Full)
			}
		}
	}
	out := make([]thing.Thing, 0, len(byName))
	for _, t := range byName {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b thing.Thing) int { return strings.Compare(a.Name, b.Name) })
	return thing.New(out)
}

// Things returns the things that the releases name or tell figures of. After a
// change they may be those from before it for a moment.
func (x *Index) Things() *thing.Set { return x.mentions().things }

// PassagesWith returns for each of some folded texts in how many passages all its pairs
// of characters stand: how many have it, or a few more.
func (x *Index) PassagesWith(texts []string) []int {
	out := make([]int, len(texts))
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return out
	}
	g := x.current
	err := x.read(context.Background(), g, func() error {
		return g.reading(func(r *scorch.IndexSnapshot) error {
			shards, err := g.lengths.shards(r)
			if err != nil {
				return err
			}
			for _, sh := range shards {
				for i, text := range texts {
					n, err := sh.having(words.GramTerms(text))
					if err != nil {
						return err
					}
					out[i] += n
				}
			}
			return nil
		})
	})
	if err != nil {
		for i := range out {
			out[i] = -1
		}
	}
	return out
}

// having counts the passages that have all of some terms.
func (sh *shard) having(grams []string) (int, error) {
	var all *roaring.Bitmap
	for i, g := range grams {
		docs, err := sh.postings(rank.FieldNumber(fieldGrams), g)
		switch {
		case err != nil:
			return 0, err
		case docs == nil || docs.IsEmpty():
			return 0, nil
		case i == 0:
			all = docs
		case i == 1:
			all = roaring.And(all, docs)
		default:
			all.And(docs)
		}
	}
	if all == nil {
		return 0, nil
	}
	return int(all.GetCardinality()), nil
}
