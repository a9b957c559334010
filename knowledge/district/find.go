package district

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Release is the part of a release that says which place it is about.
type Release struct {
	Title, Source string
	Names         []string // of things in its text, folded; may be nil
}

// Weights of a publisher and of a title that name a place.
const (
	publisherWeight = 2
	titleWeight     = 1
)

const (
	minWeight = 2 // of the district: one publisher, or two titles
	farMore   = 2 // times the weight of any other place that is not around it
	minOther  = 2 // releases that name another district
)

// Tally counts what releases say about places, so that one that is added or removed need
// not make a district be found in all of them again. It is for one goroutine at a time.
type Tally struct {
	w      *words
	weight map[string]int // see weigh
	titles map[string]int
	pubs   map[string]int
	cities map[string]map[string]int // by place: the cities in front of it
	media  map[string]int            // what precedes 发布, 日报
	named  map[string]int            // releases whose text names the place
	longer map[string]int            // names and titles that begin with a city: 汐川市第一医院安枰院区

	led    map[string]place   // what leading returns, since releases name the same things; nil: it is asked
	placed map[string][]place // what places returns for publishers
}

// NewTally returns a tally of releases.
func NewTally(releases []Release) *Tally {
	t := &Tally{
		w: loadWords(), titles: map[string]int{}, pubs: map[string]int{}, cities: map[string]map[string]int{},
		media: map[string]int{}, named: map[string]int{}, longer: map[string]int{}, led: map[string]place{}, placed: map[string][]place{},
	}
	for _, r := range releases {
		t.Add(r)
	}
	t.led = nil // it is as large as all names
	return t
}

// Find returns the district that releases are about, or the zero District if that is
// not clear. If own is not zero, the district is own, and the releases only provide
// its city and the others. The order of the releases does not matter.
func Find(releases []Release, own District) District {
	return NewTally(releases).District(own)
}

// Add adds a release, and Remove removes one that was added.
func (t *Tally) Add(r Release)    { t.count(r, 1) }
func (t *Tally) Remove(r Release) { t.count(r, -1) }

// District is Find for the releases in t.
func (t *Tally) District(own District) District {
	t.weigh()
	d := own
	if d.IsZero() {
		if d.Name = t.most(); d.Name == "" {
			return District{}
		}
		d.From = t.reasons(d.Name)
	}
	d.Short = t.w.short(d.Name, t.media)
	if d.City == "" {
		d.City = t.cityOf(d)
	}
	d.Others = t.others(d)
	return d
}

// add adds n to the count of name, which is left out where it is 0.
func add(to map[string]int, name string, n int) {
	if to[name] += n; to[name] == 0 {
		delete(to, name)
	}
}

// count counts a release n times: once, or once less.
func (t *Tally) count(r Release, n int) {
	at, ok := t.placed[r.Source]
	if !ok {
		at = t.w.places(r.Source)
		t.placed[r.Source] = at
	}
	t.places(at, t.pubs, n)
	t.places(t.w.places(r.Title), t.titles, n)
	for _, m := range t.w.Words("media") {
		if stem, ok := strings.CutSuffix(r.Source, m); ok && utf8.RuneCountInString(stem) >= minName {
			add(t.media, stem, n)
			break
		}
	}
	var names []string
	found := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
			add(t.named, name, n)
		}
	}
	t.name(r.Title, n, found)
	for _, name := range r.Names {
		t.name(name, n, found)
	}
}

// name counts a name n times and calls found for the place that it begins with and for the
// city of that.
func (t *Tally) name(name string, n int, found func(string)) {
	p, ok := t.led[name]
	if !ok {
		p = t.w.leading(name)
		if t.led != nil {
			t.led[name] = p
		}
	}
	if p.city == "" && strings.HasSuffix(p.name, "市") && p.name != name {
		add(t.longer, name, n)
	}
	found(p.name)
	found(p.city)
}

// places counts n times the places that one title or publisher names.
func (t *Tally) places(places []place, to map[string]int, n int) {
	seen := map[string]bool{}
	for _, p := range places {
		if p.city != "" {
			if t.cities[p.name] == nil {
				t.cities[p.name] = map[string]int{}
			}
			if add(t.cities[p.name], p.city, n); len(t.cities[p.name]) == 0 {
				delete(t.cities, p.name)
			}
		}
		if !seen[p.name] { // twice in one title is once
			seen[p.name] = true
			add(to, p.name, n)
		}
	}
}

// weigh sets the weights. A place whose name ends as those of parts do needs a
// publisher. A publisher with a short name (安枰发布) counts for the places that begin
// with it.
func (t *Tally) weigh() {
	t.weight = map[string]int{}
	for name, n := range t.pubs {
		t.weight[name] += publisherWeight * n
	}
	for name, n := range t.titles {
		if !t.isWeak(name) {
			t.weight[name] += titleWeight * n
		}
	}
	for name := range t.weight {
		for stem, n := range t.media {
			if strings.HasPrefix(name, stem) && name != stem && !t.w.isPlace(stem) {
				t.weight[name] += n
			}
		}
	}
}

// isWeak reports whether name ends as the names of parts of places do, and no
// publisher has it.
func (t *Tally) isWeak(name string) bool {
	return hasSuffix(name, t.w.Words("weak")) && t.pubs[name] == 0
}

// most returns the place of the greatest weight, or "" if none is far ahead. A city is
// no rival of the districts in it.
func (t *Tally) most() string {
	best := ""
	for _, name := range slices.Sorted(maps.Keys(t.weight)) {
		if best == "" || t.weight[name] > t.weight[best] {
			best = name
		}
	}
	if t.weight[best] < minWeight {
		return ""
	}
	for name, n := range t.weight {
		if name != best && n*farMore > t.weight[best] && t.cities[best][name] == 0 && t.cities[name][best] == 0 {
			return ""
		}
	}
	return best
}

// reasons returns in Chinese how a place is known.
func (t *Tally) reasons(name string) string {
	var out []string
	if n := t.pubs[name]; n > 0 {
		out = append(out, fmt.Sprintf("%d篇的发布单位", n))
	}
	if n := t.titles[name]; n > 0 {
		out = append(out, fmt.Sprintf("%d个标题", n))
	}
	return strings.Join(out, "、")
}

// cityOf returns the city that d is part of: the one in front of its name, else the
// one whose schools and hospitals are named after d.
func (t *Tally) cityOf(d District) string {
	if strings.HasSuffix(d.Name, "市") {
		return ""
	}
	cities := t.cities[d.Name]
	if len(cities) == 0 && d.Short != "" {
		cities = map[string]int{}
		for n := range t.longer {
			if strings.Contains(n, d.Short) {
				cities[t.w.leading(n).name]++
			}
		}
	}
	if len(cities) != 1 { // several: not clear
		return ""
	}
	return slices.Collect(maps.Keys(cities))[0]
}

// maxStem is the largest number of characters of the name of another district without
// its end. Longer names are those of zones, which may be within the district.
const maxStem = 3

// others returns the other districts that several releases name. If d is a city, other
// districts are within it and do not count.
func (t *Tally) others(d District) []string {
	var out []string
	for name := range t.named {
		end := t.w.end(name)
		if end == "市" && d.City == "" && !strings.HasSuffix(d.Name, "市") {
			continue // it may be the district's own
		}
		stem := utf8.RuneCountInString(strings.TrimSuffix(name, end))
		if t.named[name]+t.titles[name]+t.pubs[name] < minOther || stem > maxStem || utf8.RuneCountInString(end) > 1 || name == d.City ||
			strings.HasSuffix(name, d.Name) || strings.HasPrefix(name, d.Short) && d.Short != "" || strings.HasSuffix(d.Name, "市") && end != "市" || t.isWeak(name) {
			continue
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
