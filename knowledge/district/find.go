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

// tally counts what releases say about places.
type tally struct {
	w      *words
	weight map[string]int
	titles map[string]int
	pubs   map[string]int
	cities map[string]map[string]int // by place: the cities in front of it
	media  map[string]int            // what precedes 发布, 日报
	named  map[string]int            // releases whose text names the place
	longer []string                  // names and titles that begin with a city: 汐川市第一医院安枰院区

	led    map[string]place   // what leading returns, since releases name the same things
	placed map[string][]place // what places returns for publishers
}

// Find returns the district that releases are about, or the zero District if that is
// not clear. If own is not zero, the district is own, and the releases only provide
// its city and the others. The order of the releases does not matter.
func Find(releases []Release, own District) District {
	w := loadWords()
	t := &tally{
		w: w, weight: map[string]int{}, titles: map[string]int{}, pubs: map[string]int{}, cities: map[string]map[string]int{},
		media: map[string]int{}, named: map[string]int{}, led: map[string]place{}, placed: map[string][]place{},
	}
	for _, r := range releases {
		t.add(r)
	}
	t.weigh()
	d := own
	if d.IsZero() {
		if d.Name = t.most(); d.Name == "" {
			return District{}
		}
		d.From = t.reasons(d.Name)
	}
	d.Short = w.short(d.Name, t.media)
	if d.City == "" {
		d.City = t.cityOf(d)
	}
	d.Others = t.others(d)
	return d
}

func (t *tally) add(r Release) {
	at, ok := t.placed[r.Source]
	if !ok {
		at = t.w.places(r.Source)
		t.placed[r.Source] = at
	}
	t.count(at, t.pubs)
	t.count(t.w.places(r.Title), t.titles)
	for _, m := range t.w.Words("media") {
		if stem, ok := strings.CutSuffix(r.Source, m); ok && utf8.RuneCountInString(stem) >= minName {
			t.media[stem]++
			break
		}
	}
	var names []string
	name := func(n string) {
		if n != "" && !slices.Contains(names, n) {
			names = append(names, n)
			t.named[n]++
		}
	}
	t.name(r.Title, name)
	for _, n := range r.Names {
		t.name(n, name)
	}
}

// name calls found for the place that the name n begins with and for its city.
func (t *tally) name(n string, found func(string)) {
	p, ok := t.led[n]
	if !ok {
		p = t.w.leading(n)
		t.led[n] = p
		if p.city == "" && strings.HasSuffix(p.name, "市") && p.name != n {
			t.longer = append(t.longer, n)
		}
	}
	found(p.name)
	found(p.city)
}

// count adds the places that one title or publisher names.
func (t *tally) count(places []place, to map[string]int) {
	seen := map[string]bool{}
	for _, p := range places {
		if p.city != "" {
			if t.cities[p.name] == nil {
				t.cities[p.name] = map[string]int{}
			}
			t.cities[p.name][p.city]++
		}
		if !seen[p.name] { // twice in one title is once
			seen[p.name] = true
			to[p.name]++
		}
	}
}

// weigh sets the weights. A place whose name ends as those of parts do needs a
// publisher. A publisher with a short name (安枰发布) counts for the places that begin
// with it.
func (t *tally) weigh() {
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
func (t *tally) isWeak(name string) bool {
	return hasSuffix(name, t.w.Words("weak")) && t.pubs[name] == 0
}

// most returns the place of the greatest weight, or "" if none is far ahead. A city is
// no rival of the districts in it.
func (t *tally) most() string {
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
func (t *tally) reasons(name string) string {
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
func (t *tally) cityOf(d District) string {
	if strings.HasSuffix(d.Name, "市") {
		return ""
	}
	cities := t.cities[d.Name]
	if len(cities) == 0 && d.Short != "" {
		cities = map[string]int{}
		for _, n := range t.longer {
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
func (t *tally) others(d District) []string {
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
