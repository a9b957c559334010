package ledger

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/english"
	"beilun/index/words"
	"beilun/internal/zhtext"
)

// Found is something that a search finds: a thing, a metric, or a metric of a thing.
type Found struct {
	Thing, Metric string
	Entries       int // how many it has
}

// Limits of a search.
const (
	MaxFound  = 20 // of its results
	MaxSearch = 40 // characters of what is searched for; what follows is left out
)

// name is a name of a thing or a metric in the forms in which it is typed.
type name struct {
	group    *Group
	isMetric bool
	folded   string // without blanks
	sound    string // in pinyin
	initials string // of the pinyin, one for each character
	english  string // of a metric
}

func namesOf(things, metrics []*Group) []name {
	out := make([]name, 0, len(things)+len(metrics))
	add := func(g *Group, isMetric bool) {
		n := name{group: g, isMetric: isMetric, folded: fold(g.Name)}
		syllables := words.Sounds(n.folded)
		var initials strings.Builder
		for _, s := range syllables {
			r, _ := utf8.DecodeRuneInString(s)
			initials.WriteRune(r)
		}
		n.sound, n.initials = strings.Join(syllables, ""), initials.String()
		if isMetric {
			n.english = fold(english.Name(g.Name))
		}
		out = append(out, n)
	}
	for _, g := range things {
		add(g, false)
	}
	for _, g := range metrics {
		add(g, true)
	}
	return out
}

// fold returns text as names are compared: in small letters of half width, simplified,
// without blanks.
func fold(text string) string {
	return strings.Join(strings.Fields(strings.ToLower(zhtext.FoldString(text))), "")
}

// How well a name fits what is typed, the best last.
const (
	unfit = iota
	soundsLike
	holds
	begins
	equals
)

// fit returns how well n fits what is typed.
func (n *name) fit(typed string) int {
	switch {
	case n.folded == typed:
		return equals
	case strings.HasPrefix(n.folded, typed):
		return begins
	case strings.Contains(n.folded, typed), n.english != "" && strings.Contains(n.english, typed):
		return holds
	case isLetters(typed) && (strings.HasPrefix(n.initials, typed) || strings.HasPrefix(n.sound, typed) || len(typed) > 2 && strings.Contains(n.initials, typed)):
		return soundsLike
	}
	return unfit
}

func isLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// scored is something found, with what its rank is made of.
type scored struct {
	Found
	fit, length int
}

// Search returns the things and metrics that fit what is typed so far, the best first, and
// metrics of a thing where both are typed, with a blank between them or without. It finds
// them by a beginning or any part, and by pinyin or its initials.
func (s *Snapshot) Search(typed string) []Found {
	parts := strings.Fields(clip(typed, MaxSearch))
	for i, p := range parts {
		parts[i] = fold(p)
	}
	whole := strings.Join(parts, "")
	if whole == "" {
		return nil
	}
	var out []scored
	for i := range s.names {
		n := &s.names[i]
		if f := n.fit(whole); f != unfit {
			found := Found{Thing: n.group.Name, Entries: len(n.group.Entries)}
			if n.isMetric {
				found = Found{Metric: n.group.Name, Entries: len(n.group.Entries)}
			}
			out = append(out, scored{found, f, len(n.folded)})
			continue
		}
		if n.isMetric {
			continue
		}
		if rest, ok := strings.CutPrefix(whole, n.folded); ok && utf8.RuneCountInString(n.folded) > 1 {
			out = n.group.with(out, equals, rest)
		} else if len(parts) > 1 {
			if f := n.fit(parts[0]); f != unfit {
				out = n.group.with(out, f, strings.Join(parts[1:], ""))
			}
		}
		if len(out) > maxScored {
			out = best(out, MaxFound)
		}
	}
	out = best(out, MaxFound)
	found := make([]Found, len(out))
	for i, o := range out {
		found[i] = o.Found
	}
	return found
}

// maxScored bounds what is found before the best are chosen.
const maxScored = 2000

// with adds to out the metrics of g that fit what is typed behind the name of g.
func (g *Group) with(out []scored, fit int, typed string) []scored {
	from := len(out)
	for _, e := range g.Entries {
		n := name{folded: fold(e.Metric())}
		f := n.fit(typed)
		if f == unfit && fold(english.Name(e.Metric())) == typed {
			f = equals
		}
		if f == unfit {
			continue
		}
		if i := slices.IndexFunc(out[from:], func(o scored) bool { return o.Metric == e.Metric() }); i >= 0 {
			out[from+i].Entries++
			continue
		}
		out = append(out, scored{Found{Thing: g.Name, Metric: e.Metric(), Entries: 1}, min(fit, f), len(g.Name) + len(e.Metric())})
	}
	return out
}

// best returns the best n of found.
func best(found []scored, n int) []scored {
	slices.SortStableFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.fit, a.fit), cmp.Compare(b.Entries, a.Entries), cmp.Compare(a.length, b.length))
	})
	return found[:min(n, len(found))]
}

func clip(s string, runes int) string {
	for i := range s {
		if runes == 0 {
			return s[:i]
		}
		runes--
	}
	return s
}

// Of returns the entries of a thing and a metric; an empty name is any. A name may be a part
// of one, its pinyin, or the English one of a metric: it is that of an entry if one has it,
// else those of what a search finds.
func (s *Snapshot) Of(subject, metric string) []*Entry {
	if subject == "" && metric == "" {
		return s.Entries
	}
	things := s.named(subject, s.Thing, func(f Found) string { return onlyIf(f.Metric == "", f.Thing) })
	metrics := s.named(metric, s.Metric, func(f Found) string { return onlyIf(f.Thing == "", f.Metric) })
	switch {
	case metric == "":
		return things
	case subject == "":
		return metrics
	}
	of := map[*Entry]bool{}
	for _, e := range metrics {
		of[e] = true
	}
	out := []*Entry{}
	for _, e := range things {
		if of[e] {
			out = append(out, e)
		}
	}
	return out
}

// named returns the entries of the group with a name or, if there is none, those of the
// groups that a search for it finds.
func (s *Snapshot) named(name string, group func(string) *Group, found func(Found) string) (out []*Entry) {
	if name == "" {
		return nil
	}
	if g := group(name); g != nil {
		return g.Entries
	}
	for _, f := range s.Search(name) {
		if g := group(found(f)); g != nil {
			out = append(out, g.Entries...)
		}
	}
	return out
}

func onlyIf(ok bool, s string) string {
	if ok {
		return s
	}
	return ""
}
