package index

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// candidate is a passage that BM25 found, with what tells it from the others.
type candidate struct {
	*cached
	bm25     [sources]float64
	features [features]float64
}

// feature is one thing that is measured of a candidate; the names of the parts
// of a score are those of the features.
type feature int

// The features.
const (
	featWords feature = iota
	featHeads
	featAlts
	featGrams
	featCover
	featCover2
	featLocal
	featLocal2
	featTriCover
	featTriLocal
	featQuad
	featWordLocal
	featUni
	featExact
	featExactMiss
	featWin20
	featWin40
	featWin80
	featWin160
	featSent
	featSent2
	featFirst
	featFreq
	featLength
	featAsked
	featAskedNear
	features
)

var featureNames = [features]string{
	"words", "heads", "alts", "grams", "cover", "cover2", "local", "local2", "tricover", "trilocal", "quad", "wordlocal", "uni", "exact", "exactmiss",
	"win20", "win40", "win80", "win160", "sent", "sent2", "first", "freq", "length", "asked", "askednear",
}

// maxAsked bounds the characters of a question that the ranking looks at.
const maxAsked = 120

// unitKind is the sort of a unit.
type unitKind int

const (
	unitUni unitKind = iota
	unitPair
	unitTriple
	unitWord
	unitExact // a number or a word in letters
	unitKinds
)

// unit is a run of a question's characters that is looked for in passages.
type unit struct {
	kind   unitKind
	length int
	idf    float64 // among all passages
	local  float64 // among the candidates
	inside bool    // a pair within one word
}

// asked is a question as the ranking sees it.
type asked struct {
	text  []rune
	at    map[rune][]int // places of a character in text
	units []unit
	ends  [][]int // by place: the units that end there
	total [unitKinds]float64
}

func newAsked(q Query, bq *bm25Query) *asked {
	text := []rune(closeUp(zhtext.FoldString(q.Text)))
	text = text[:min(len(text), maxAsked)]
	a := &asked{text: text, at: map[rune][]int{}, ends: make([][]int, len(text))}
	idf := map[Term]float64{}
	for _, t := range bq.terms {
		if t.source == fromWords || t.source == fromGrams {
			idf[Term{Field: t.field, Text: t.text}] = t.idf
		}
	}
	seen := map[string]bool{}
	add := func(kind unitKind, from, to int, w float64) {
		key := string(rune('0'+kind)) + string(text[from:to])
		if seen[key] {
			return
		}
		seen[key] = true
		a.ends[to-1] = append(a.ends[to-1], len(a.units))
		a.units = append(a.units, unit{kind: kind, length: to - from, idf: w})
	}
	active := make([]bool, len(text)) // a pair of the content begins here
	for i := range text {
		if p := a.at[text[i]]; true {
			a.at[text[i]] = append(p, i)
		}
		if i+2 <= len(text) {
			if w, ok := idf[Term{Field: fieldGrams, Text: string(text[i : i+2])}]; ok && isHan(text[i]) && isHan(text[i+1]) {
				active[i] = true
				add(unitPair, i, i+2, w)
			}
		}
	}
	for i := range text {
		if active[i] || i > 0 && active[i-1] {
			add(unitUni, i, i+1, 1)
		}
		if i+1 < len(text) && active[i] && active[i+1] {
			w := max(idf[Term{Field: fieldGrams, Text: string(text[i : i+2])}], idf[Term{Field: fieldGrams, Text: string(text[i+1 : i+3])}])
			add(unitTriple, i, i+3, w)
		}
	}
	s := string(text)
	for t, w := range idf {
		r, _ := utf8.DecodeRuneInString(t.Text)
		kind := unitWord
		switch {
		case t.Field == fieldWords && isHan(r):
		case t.Field == fieldGrams && !isHan(r):
			kind = unitExact
		default:
			continue
		}
		if i := strings.Index(s, t.Text); i >= 0 {
			from := utf8.RuneCountInString(s[:i])
			add(kind, from, from+utf8.RuneCountInString(t.Text), w)
		}
	}
	return a
}

// place is where a unit ends in a passage.
type place struct {
	at   int
	unit int
}

// find returns the places of a's units in text, in order.
func (a *asked) find(text []rune, places []place) []place {
	n := len(a.text)
	last, cur := make([]int, n), make([]int, n)
	var lastSet, curSet []int
	for t, r := range text {
		curSet = curSet[:0]
		for _, j := range a.at[r] {
			run := 1
			if j > 0 {
				run += last[j-1]
			}
			cur[j] = run
			curSet = append(curSet, j)
			for _, u := range a.ends[j] {
				x := &a.units[u]
				if x.length > run {
					continue
				}
				if x.kind == unitExact && (t+1 < len(text) && sameToken(text[t], text[t+1]) || t >= x.length && sameToken(text[t-x.length], text[t-x.length+1])) {
					continue
				}
				places = append(places, place{t, u})
			}
		}
		for _, j := range lastSet {
			last[j] = 0
		}
		last, cur = cur, last
		lastSet, curSet = curSet, lastSet
	}
	return places
}

func sameToken(a, b rune) bool {
	return scriptOf(a) == other && scriptOf(b) == other && unicode.IsDigit(a) == unicode.IsDigit(b)
}

// measureAll fills in the features of cs.
func measureAll(q Query, bq *bm25Query, cs []candidate) {
	if len(cs) == 0 {
		return
	}
	a := newAsked(q, bq)
	all := make([][]place, len(cs))
	df := make([]float64, len(a.units))
	freq := make([][]int, len(cs))
	for i := range cs {
		all[i] = a.find(cs[i].view.text, nil)
		freq[i] = make([]int, len(a.units))
		for _, p := range all[i] {
			freq[i][p.unit]++
		}
		for u, n := range freq[i] {
			if n > 0 {
				df[u]++
			}
		}
	}
	var ideal [sources]float64
	for _, t := range bq.terms {
		ideal[t.source] += t.weight * t.idf * (1 + bm25K1)
	}
	for u := range a.units {
		x := &a.units[u]
		x.local = math.Log((float64(len(cs)) + 1) / (df[u] + 0.5))
	}
	kinds := wantedKinds(q.Want)
	for i := range cs {
		c := &cs[i]
		f := &c.features
		f[featWords] = share(c.bm25[fromWords], ideal[fromWords])
		f[featGrams] = share(c.bm25[fromGrams], ideal[fromGrams])
		f[featHeads] = share(c.bm25[fromHeads], ideal[fromHeads])
		f[featAlts] = share(c.bm25[fromAlts], ideal[fromGrams]+ideal[fromWords])
		a.coverage(f, freq[i])
		a.windows(f, all[i], c.view, kinds, q)
		f[featLength] = max(-1, min(1, math.Log(float64(len(c.view.text)+1)/400)))
	}
}

func share(x, of float64) float64 {
	if of <= 0 {
		return 0
	}
	return x / of
}

func (a *asked) coverage(f *[features]float64, freq []int) {
	var have, total [unitKinds]float64
	var have2, total2, local, localAll, local2, local2All, tf float64
	var lk, lkAll [unitKinds]float64
	miss := 0.0
	for u, x := range a.units {
		total[x.kind] += x.idf
		lkAll[x.kind] += x.local
		if x.kind == unitPair || x.kind == unitExact {
			total2 += x.idf * x.idf
			localAll += x.local
			local2All += x.local * x.local
		}
		if freq[u] == 0 {
			if x.kind == unitExact {
				miss++
			}
			continue
		}
		have[x.kind] += x.idf
		lk[x.kind] += x.local
		if x.kind == unitPair || x.kind == unitExact {
			have2 += x.idf * x.idf
			local += x.local
			local2 += x.local * x.local
			tf += x.idf * math.Log(float64(freq[u]))
		}
	}
	pe := total[unitPair] + total[unitExact]
	f[featCover] = share(have[unitPair]+have[unitExact], pe)
	f[featCover2] = share(have2, total2)
	f[featLocal] = share(local, localAll)
	f[featLocal2] = share(local2, local2All)
	f[featTriCover] = share(have[unitTriple], total[unitTriple])
	f[featTriLocal] = share(lk[unitTriple], lkAll[unitTriple])
	f[featWordLocal] = share(lk[unitWord], lkAll[unitWord])
	f[featUni] = share(lk[unitUni], lkAll[unitUni])
	f[featExact] = share(lk[unitExact], lkAll[unitExact])
	f[featExactMiss] = miss
	f[featFreq] = share(tf, pe)
	f[featQuad] = f[featCover] * f[featCover]
}

// windows measures how close together the units stand.
func (a *asked) windows(f *[features]float64, places []place, v view, kinds []knowledge.Kind, q Query) {
	total := 0.0
	for _, x := range a.units {
		if x.kind == unitPair || x.kind == unitExact {
			total += x.idf
		}
	}
	if total == 0 {
		return
	}
	count := make([]int, len(a.units))
	weight := func(u int) float64 {
		if k := a.units[u].kind; k == unitPair || k == unitExact {
			return a.units[u].idf
		}
		return 0
	}
	near := 0
	for i, width := range []int{20, 40, 80, 160} {
		clear(count)
		sum, best, from := 0.0, 0.0, 0
		for _, p := range places {
			for places[from].at+width < p.at {
				if u := places[from].unit; count[u] == 1 {
					sum -= weight(u)
					count[u] = 0
				} else {
					count[u]--
				}
				from++
			}
			if count[p.unit]++; count[p.unit] == 1 {
				sum += weight(p.unit)
			}
			if sum > best {
				best = sum
				if i == 2 {
					near = (places[from].at + p.at) / 2
				}
			}
		}
		f[featWin20+feature(i)] = best / total
	}
	// sentences
	best1, best2 := 0.0, 0.0
	k := 0
	var prev map[int]bool
	for n, end := range v.ends {
		here := map[int]bool{}
		sum, both := 0.0, 0.0
		for ; k < len(places) && places[k].at < end; k++ {
			u := places[k].unit
			if !here[u] {
				here[u] = true
				sum += weight(u)
			}
		}
		both = sum
		for u := range prev {
			if !here[u] {
				both += weight(u)
			}
		}
		best1, best2 = max(best1, sum), max(best2, both)
		if n == 0 {
			f[featFirst] = sum / total
		}
		prev = here
	}
	f[featSent], f[featSent2] = best1/total, best2/total
	// asked kind of figure
	for _, g := range v.figures {
		if slices.Contains(kinds, g.kind) {
			f[featAsked] = 1
			if d := g.at - near; -60 < d && d < 60 {
				f[featAskedNear] = 1
			}
		}
	}
}

func wantedKinds(w Want) []knowledge.Kind {
	switch w {
	case WantNumber:
		return []knowledge.Kind{knowledge.Count, knowledge.Number, knowledge.Money, knowledge.Dimension, knowledge.Percent, knowledge.Multiple}
	case WantCount:
		return []knowledge.Kind{knowledge.Count, knowledge.Number}
	case WantMoney:
		return []knowledge.Kind{knowledge.Money}
	case WantPercent:
		return []knowledge.Kind{knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple}
	case WantDimension:
		return []knowledge.Kind{knowledge.Dimension}
	case WantDuration:
		return []knowledge.Kind{knowledge.Duration}
	case WantAge:
		return []knowledge.Kind{knowledge.Age}
	case WantOrdinal:
		return []knowledge.Kind{knowledge.Ordinal}
	case WantTime:
		return []knowledge.Kind{knowledge.DateKind, knowledge.PeriodKind, knowledge.Time}
	}
	return nil
}
