package errata

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"beilun/knowledge"
)

// groups collects names that are of one thing.
type groups struct {
	at      map[string]*group
	against map[string][]string // names of other things than a name's
}

type group struct {
	names []string
}

func (g *groups) of(name string) *group {
	if g.at[name] == nil {
		g.at[name] = &group{[]string{name}}
	}
	return g.at[name]
}

// bySize returns the groups of two names, the larger one first, so that joining moves
// each name only a few times.
func (g *groups) bySize(a, b string) (into, from *group) {
	into, from = g.of(a), g.of(b)
	if len(into.names) < len(from.names) {
		return from, into
	}
	return into, from
}

// areTwo reports whether a line says that the things of two names are two.
func (g *groups) areTwo(a, b string) bool {
	into, from := g.bySize(a, b)
	return into != from && slices.ContainsFunc(from.names, func(n string) bool {
		return slices.ContainsFunc(g.against[n], func(o string) bool { return g.at[o] == into })
	})
}

// join merges the groups of two names.
func (g *groups) join(a, b string) {
	into, from := g.bySize(a, b)
	if into == from {
		return
	}
	for _, n := range from.names {
		g.at[n] = into
	}
	into.names = append(into.names, from.names...)
}

// group makes the things of the lines. A Same line that contradicts an Apart line
// becomes a problem.
func (l *List) group() {
	g := &groups{at: map[string]*group{}, against: map[string][]string{}}
	for _, line := range l.Lines {
		if line.Kind != Apart {
			continue
		}
		for i, a := range line.Names {
			g.of(a)
			for _, b := range line.Names[:i] {
				g.against[a], g.against[b] = append(g.against[a], b), append(g.against[b], a)
			}
		}
	}
	l.Lines = slices.DeleteFunc(l.Lines, func(line Line) bool {
		if line.Kind != Same {
			return false
		}
		for i, a := range line.Names {
			if slices.ContainsFunc(line.Names[:i], func(b string) bool { return g.areTwo(a, b) }) {
				l.Problems = append(l.Problems, Problem{line.Sheet, line.Number, clip(line.Text), ErrTwo})
				return true
			}
		}
		for _, n := range line.Names[1:] {
			g.join(line.Names[0], n)
		}
		return false
	})
	l.make(g)
}

// make turns groups into things.
func (l *List) make(g *groups) {
	l.things, l.apart = map[string]*knowledge.Thing{}, map[string]*knowledge.Thing{}
	made := map[*group]*knowledge.Thing{}
	for name, of := range g.at {
		if made[of] == nil {
			names := slices.Clone(of.names)
			slices.SortFunc(names, func(a, b string) int {
				return cmp.Or(cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a)), cmp.Compare(a, b))
			})
			made[of] = &knowledge.Thing{Names: names}
		}
		l.things[name] = made[of]
	}
	for name, others := range g.against {
		t := l.things[name]
		for _, o := range others {
			if u := l.things[o]; !slices.Contains(t.Not, u) {
				t.Not = append(t.Not, u)
			}
		}
	}
	for name, t := range l.things {
		if len(t.Not) > 0 {
			l.apart[name] = &knowledge.Thing{Not: t.Not}
		}
	}
}

// leastEnd is the least number of characters of a name that longer names of the same
// thing may end with; compare leastName of package ledger.
const leastEnd = 4

// Thing returns what the lines say about the thing with a folded name, or nil. For a
// longer name that ends in one of the lines, as 某区东海大桥 ends in 东海大桥, it
// returns only what the thing is not, since the longer name may be yet another
// thing.
func (l *List) Thing(name string) *knowledge.Thing {
	if l == nil || len(l.things) == 0 || name == "" {
		return nil
	}
	if t := l.things[name]; t != nil || len(l.apart) == 0 {
		return t
	}
	for i := range name {
		if t := l.apart[name[i:]]; t != nil && utf8.RuneCountInString(name[i:]) >= leastEnd {
			return t
		}
	}
	return nil
}

// NamesIn returns the names of the lines that occur in a folded text without white
// space, the longest at each place. A part of a longer word in letters or of a longer
// number does not count.
func (l *List) NamesIn(text string) (out []string) {
	if l == nil || len(l.things) == 0 {
		return nil
	}
	for i := 0; i < len(text); {
		_, width := utf8.DecodeRuneInString(text[i:])
		end, n := 0, 0
		for j, r := range text[i:] {
			if n++; n > maxName {
				break
			}
			to := i + j + utf8.RuneLen(r)
			if r != utf8.RuneError && l.things[text[i:to]] != nil && !goesOn(text, i) && !goesOn(text, to) {
				end = to
			}
		}
		if end > 0 {
			out, i = append(out, text[i:end]), end
			continue
		}
		i += width
	}
	return out
}

// goesOn reports whether a word in letters or a number of text continues across i.
func goesOn(text string, i int) bool {
	plain := func(i int) bool {
		return i >= 0 && i < len(text) && ('0' <= text[i] && text[i] <= '9' || 'a' <= text[i] && text[i] <= 'z')
	}
	return plain(i-1) && plain(i)
}

// Same reports whether the lines say that two folded names are of one thing. decided
// is false if they say neither that nor that they are of two.
func (l *List) Same(a, b string) (same, decided bool) {
	return (&knowledge.Binding{Subject: a, Thing: l.Thing(a)}).SameThing(&knowledge.Binding{Subject: b, Thing: l.Thing(b)})
}

// Between returns the lines about both names, or about the things that have them.
func (l *List) Between(a, b string) (out []Line) {
	if l == nil {
		return nil
	}
	t, u := l.Thing(a), l.Thing(b)
	if t == nil || u == nil {
		return nil
	}
	of := func(t *knowledge.Thing, name, n string) bool {
		return t.Has(n) || len(t.Names) == 0 && len(n) < len(name) && name[len(name)-len(n):] == n
	}
	for _, line := range l.Lines {
		is := func(t *knowledge.Thing, name string) bool {
			return slices.ContainsFunc(line.Names, func(n string) bool { return of(t, name, n) })
		}
		if is(t, a) && is(u, b) {
			out = append(out, line)
		}
	}
	return out
}
