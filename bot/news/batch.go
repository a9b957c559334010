package news

import (
	"cmp"
	"slices"

	"beilun/bot/message"
	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// batch is news that are compared with many subscriptions. What each is of, and which
// of them a subject wants, is found out once.
type batch struct {
	items    []index.News
	of       []matter
	parts    []partOf
	measures measurer
	wanted   map[string][]int
}

func newBatch(items []index.News, measures measurer) *batch {
	b := &batch{measures: measures, wanted: map[string][]int{}}
	for _, it := range items {
		if s := it.Row.Figure.Binding.State; s == knowledge.Former || s == knowledge.Withdrawn {
			continue // what a release says was so before, or is wrong, is not what it brings
		}
		if it.Before != nil && tellsFormer(it) {
			it.Kind, it.Before = index.Fresh, nil // the release knows better
		}
		b.items, b.of = append(b.items, it), append(b.of, matterOf(it.Row))
		text, _, _ := sentenceOf(it.Row)
		b.parts = append(b.parts, partOf{
			sentence: it.Row.Passage.Release.ID + "\x00" + text, same: sameKey(it.Row.Figure),
			main: text != "" && message.IsMeasure(it.Row.Figure.Binding.Metric),
		})
	}
	return b
}

// partOf says where one of the news belongs.
type partOf struct {
	sentence string // the same for all of a sentence
	same     string // sameKey
	main     bool   // it measures something that has a name of its own
}

// choose returns the indexes of the news that at least one of the subscriptions
// wants, and the subscriptions that want any.
func (b *batch) choose(subs []subscription) (hits []int, from []subscription) {
	for _, s := range subs {
		if found := b.wants(s.Subject); len(found) > 0 {
			from = append(from, s)
			hits = append(hits, found...)
		}
	}
	if len(from) > 1 {
		slices.Sort(hits)
		hits = slices.Compact(hits)
	}
	return hits, from
}

// wants returns the indexes of the news that a subject wants, in order.
func (b *batch) wants(subject string) []int {
	found, ok := b.wanted[subject]
	if ok {
		return found
	}
	w := newWanted(subject, b.measures)
	for i, m := range b.of {
		if w.matches(m, b.measures) {
			found = append(found, i)
		}
	}
	b.wanted[subject] = found
	return found
}

// newsOrder is the order of the lines of a digest, by kind.
var newsOrder = [...]index.NewsKind{index.Contradicts, index.Replaces, index.Fresh}

// maxFresh is how many sentences of new figures a digest quotes of one release: the
// rest is a click away.
const maxFresh = 4

// add adds news to a digest, each figure once and each sentence once. Contradictions
// come first, then what changed, then what is new; beyond the bound they are only
// counted.
func (n *note) add(b *batch, hits []int) {
	seen := figures{}
	byKind := map[index.NewsKind][]line{}
	for _, l := range n.Lines {
		byKind[l.Kind] = append(byKind[l.Kind], l)
		for i := range l.Figures {
			seen.add(sameKey(&l.Figures[i]), &l.Figures[i])
		}
	}
	w := message.WordsOf(n.English)
	fresh := map[string]int{} // lines by release
	for _, g := range b.sentences(hits, seen) {
		n.Total += len(g.items)
		release := g.items[0].Row.Passage.Release.ID
		if len(byKind[g.kind]) == maxDigestLines || g.kind == index.Fresh && fresh[release] == maxFresh {
			continue
		}
		l, ok := newLine(w, g.items)
		if !ok {
			continue
		}
		byKind[g.kind] = append(byKind[g.kind], l)
		if g.kind == index.Fresh {
			fresh[release]++
		}
	}
	n.Lines = nil
	for _, k := range newsOrder {
		n.Lines = append(n.Lines, byKind[k]...)
	}
	n.Lines = n.Lines[:min(len(n.Lines), maxDigestLines)]
}

// sentence is the news of one sentence of a release.
type sentence struct {
	items []index.News
	kind  index.NewsKind // the first in newsOrder
	main  bool           // it is what a release is about
}

// sentences groups news by the sentence that they stand in, and leaves out what was
// seen. Those come first that measure something with a name of its own, or have several
// figures: they are what a release is about, and 两个好消息 is not.
func (b *batch) sentences(hits []int, seen figures) []*sentence {
	var out []*sentence
	at := map[string]*sentence{}
	for _, i := range hits {
		it, p := b.items[i], b.parts[i]
		if !seen.add(p.same, it.Row.Figure) {
			continue
		}
		s := at[p.sentence]
		if s == nil {
			s = &sentence{kind: it.Kind}
			at[p.sentence], out = s, append(out, s)
		}
		s.items = append(s.items, it)
		s.main = s.main || p.main
		if slices.Index(newsOrder[:], it.Kind) < slices.Index(newsOrder[:], s.kind) {
			s.kind = it.Kind
		}
	}
	slices.SortStableFunc(out, func(x, y *sentence) int {
		rank := func(s *sentence) int {
			if s.main || len(s.items) > 1 {
				return 0
			}
			return 1
		}
		return cmp.Compare(rank(x), rank(y))
	})
	return out
}

// figures are figures by sameKey.
type figures map[string][]*knowledge.Figure

// add adds a figure under its key. It reports false if there is one that
// says the same.
func (fs figures) add(key string, f *knowledge.Figure) bool {
	if slices.ContainsFunc(fs[key], func(o *knowledge.Figure) bool { return sameNews(f, o) }) {
		return false
	}
	fs[key] = append(fs[key], f)
	return true
}

// sameKey is the same for figures that sameNews can be true of.
func sameKey(f *knowledge.Figure) string {
	value := f.Time
	if value == "" && f.Value != nil {
		value = f.Value.RatString()
	}
	return ledger.MeasureKey(f) + "\x00" + value
}

// sameNews reports whether two figures say the same of one thing, by the rule of the
// ledger.
func sameNews(f, g *knowledge.Figure) bool {
	a, b := ledger.Row{Figure: f}, ledger.Row{Figure: g}
	return ledger.SameValue(f, g) && ledger.SamePeriod(a, b) && ledger.SameState(a, b) && ledger.SameMeasure(a, b)
}
