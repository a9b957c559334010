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
	Name    string
	Full    string // what Name is short for
	Figures int
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

// mention is something that releases name, have figures of or call by a short form.
type mention struct {
	name, full        string
	figures, releases int32
	in                [thing.MaxIn]int32 // the newest releases, by their number from the newest
	ins               int8
	named             bool // by a release, or one has figures of it or calls it by a short form
}

// isIn notes that a release mentions m.
func (m *mention) isIn(release int32) {
	if int(m.ins) < len(m.in) && (m.ins == 0 || m.in[m.ins-1] != release) {
		m.in[m.ins] = release
		m.ins++
	}
}

// mentioned returns the things of a catalog and its names, which are those of things
// that are more than the long form of another, both in the order of the names.
func (c *Catalog) mentioned() (things []thing.Thing, names []string) {
	all := make([]mention, 0, 2*len(c.Releases))
	byName := make(map[string]int32, 2*len(c.Releases))
	of := func(name string, release int) *mention {
		i, ok := byName[name]
		if !ok {
			i = int32(len(all))
			byName[name] = i
			all = append(all, mention{name: name})
		}
		all[i].isIn(int32(release))
		return &all[i]
	}
	newest := c.newest()
	for n, id := range newest {
		r := c.Releases[id]
		for _, name := range r.Content().Names {
			m := of(name, n)
			m.releases++
			m.named = true
		}
		for _, tr := range r.Content().Things {
			m := of(tr.Name, n)
			m.figures += int32(tr.Figures)
			m.full = cmp.Or(m.full, tr.Full)
			m.named = m.named || tr.Figures > 0 || tr.Full != ""
			if tr.Full != "" {
				of(tr.Full, n)
			}
		}
	}
	slices.SortFunc(all, func(a, b mention) int { return strings.Compare(a.name, b.name) })
	things, names = make([]thing.Thing, 0, len(all)), make([]string, 0, len(all))
	in := make([]string, 0, 2*len(all))
	for i := range all {
		m := &all[i]
		from := len(in)
		for _, n := range m.in[:m.ins] {
			in = append(in, newest[n])
		}
		things = append(things, thing.Thing{Name: m.name, Full: m.full, Figures: int(m.figures), Releases: int(m.releases), In: in[from:len(in):len(in)]})
		if m.named {
			names = append(names, m.name)
		}
	}
	return things, names
}

// newest returns the IDs of the releases, the newest first, without earlier versions of
// pages.
func (c *Catalog) newest() []string {
	type dated struct {
		id   string
		date knowledge.Date
	}
	all := make([]dated, 0, len(c.Releases))
	for id, r := range c.Releases {
		if r.Release.Until.IsZero() {
			all = append(all, dated{id, r.Release.Date})
		}
	}
	slices.SortFunc(all, func(a, b dated) int { return cmp.Or(b.date.Compare(a.date), strings.Compare(a.id, b.id)) })
	out := make([]string, len(all))
	for i, d := range all {
		out[i] = d.id
	}
	return out
}
