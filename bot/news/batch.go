package news

import (
	"slices"

	"beilun/bot/message"
	"beilun/index"
	"beilun/knowledge"
)

// batch is news that are compared with many subscriptions. What each is of, how it
// reads, and which of them a subject wants are found out once.
type batch struct {
	items  []index.News
	of     []matter
	lines  [2][]batchLine // Chinese, English
	wanted map[string][]int
}

// batchLine is the line for one of the news, drawn when it is first needed.
type batchLine struct {
	line
	key   string // of the line
	ok    bool   // it can be shown
	drawn bool
}

func newBatch(items []index.News) *batch {
	b := &batch{wanted: map[string][]int{}}
	for _, it := range items {
		if s := it.Row.Figure.Binding.State; s == knowledge.Former || s == knowledge.Withdrawn {
			continue // what a release says was so before, or is wrong, is not what it brings
		}
		b.items, b.of = append(b.items, it), append(b.of, matterOf(it.Row))
	}
	b.lines = [2][]batchLine{make([]batchLine, len(b.items)), make([]batchLine, len(b.items))}
	return b
}

// line returns the line for one of the news.
func (b *batch) line(i int, english bool) *batchLine {
	l := &b.lines[0][i]
	if english {
		l = &b.lines[1][i]
	}
	if !l.drawn {
		it := b.items[i]
		l.line, l.ok = newLine(message.WordsOf(english).Answer, it.Kind, it.Row, it.Before)
		l.key, l.drawn = l.line.key(), true
	}
	return l
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
	w := newWanted(subject)
	for i, m := range b.of {
		if w.matches(m) {
			found = append(found, i)
		}
	}
	b.wanted[subject] = found
	return found
}

// newsOrder is the order of the lines of a digest, by kind.
var newsOrder = [...]index.NewsKind{index.Contradicts, index.Replaces, index.Fresh}

// add adds news to a digest, each thing once. Contradictions come first, then
// what changed, then what is new; beyond the bound they are only counted.
func (n *note) add(b *batch, hits []int) {
	seen := map[string]bool{}
	byKind := map[index.NewsKind][]line{}
	for _, l := range n.Lines {
		seen[l.key()] = true
		byKind[l.Kind] = append(byKind[l.Kind], l)
	}
	for _, i := range hits {
		l := b.line(i, n.English)
		if seen[l.key] {
			continue
		}
		seen[l.key] = true
		if n.Total++; l.ok && len(byKind[l.Kind]) < maxDigestLines {
			byKind[l.Kind] = append(byKind[l.Kind], l.line)
		}
	}
	n.Lines = nil
	for _, k := range newsOrder {
		n.Lines = append(n.Lines, byKind[k]...)
	}
	n.Lines = n.Lines[:min(len(n.Lines), maxDigestLines)]
}
