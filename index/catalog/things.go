package catalog

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/thing"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// thingRecord is something that a release has figures of, or a name that it says is
// short for another.
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

// note adds the things that a passage has figures of, and the short forms that it
// gives of names.
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

// shortened matches a short form given of what is before it:
// (以下简称“附三院”).
var shortened = regexp.MustCompile(`\((?:以下)?(?:统称|简称|下称|又称|俗称|又名)(?:为|:)?["“「]?([^"“”」()，,。;；、]{2,15})["”」]?\)`)

// inMarks is a name in quotation marks: “云汐之星”号.
var inMarks = regexp.MustCompile(`["“]([\p{Han}a-z0-9·-]{2,8})["”]`)

// maxQuoted bounds the names in quotation marks that are kept of a release.
const maxQuoted = 40

// maxFull is how many characters before a short form can be the full name.
const maxFull = 25

// fullBefore returns the name that a text ends with: up to the last mark or verb.
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
	for _, name := range slices.Sorted(maps.Keys(n.figures)) {
		out = append(out, thingRecord{Name: name, Figures: n.figures[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(n.quoted)) {
		if n.figures[name] == 0 && n.shorts[name] == "" {
			out = append(out, thingRecord{Name: name})
		}
	}
	for _, short := range slices.Sorted(maps.Keys(n.shorts)) {
		out = append(out, thingRecord{Name: short, Full: n.shorts[short]})
	}
	return out
}

// things returns the things of a catalog: what the releases name, have figures of or
// call by a short form.
func (c *Catalog) things() *thing.Set {
	byName := map[string]*thing.Thing{}
	of := func(name, release string) *thing.Thing {
		t := byName[name]
		if t == nil {
			t = &thing.Thing{Name: name}
			byName[name] = t
		}
		t.NamedIn(release)
		return t
	}
	for _, id := range c.newest() {
		r := c.Releases[id]
		for _, n := range r.Names {
			of(n, id).Releases++
		}
		for _, tr := range r.Things {
			t := of(tr.Name, id)
			t.Figures += tr.Figures
			t.Full = cmp.Or(t.Full, tr.Full)
			if tr.Full != "" {
				of(tr.Full, id)
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

// newest returns the IDs of the releases, the newest first.
func (c *Catalog) newest() []string {
	return slices.SortedFunc(maps.Keys(c.Releases), func(a, b string) int {
		return cmp.Or(c.Releases[b].Release.Date.Compare(c.Releases[a].Release.Date), strings.Compare(a, b))
	})
}
