package rank

import (
	"math"
	"slices"

	"beilun/index/passage"
	"beilun/index/query"
	"beilun/knowledge"
)

// Retrieved is a passage that BM25 found, with what may distinguish
// it from the others.
type Retrieved struct {
	Passage  *passage.Passage
	BM25     [sources]float64
	features [features]float64
}

// Candidate returns what the ranking is trained on.
func (r *Retrieved) Candidate() Candidate {
	return Candidate{r.Passage.ID, slices.Clone(r.features[:])}
}

// feature is one thing that is measured of a candidate. Most are shares of what
// could be, between 0 and 1, so that short and long questions compare.
type feature int

// The features. Where rareness weighs them it is that among the candidates,
// which have most of the question's common words all of them.
const (
	featWords     feature = iota // BM25 of the words
	featHeads                    // BM25 of the pairs of characters in the headings
	featAlts                     // BM25 of other words for the same
	featExact                    // numbers and words in letters
	featWordCover                // words, by how rare they are in the index
	featFreq                     // how often the pairs of characters occur
	featCharFreq                 // how often the characters occur
	featRunMax                   // the longest common run
	featRunLong                  // characters in common runs of three and more
	featRunSquare                // common runs, the longer the more
	featOrder                    // words that follow each other as in the question
	featPairs40                  // pairs of characters within 40 characters
	featWords40                  // words within 40
	featChars20                  // characters within 20
	featChars40                  // characters within 40
	featPairsSent                // pairs of characters in one sentence
	featCharsSent                // characters in one sentence
	featChars2                   // characters in two neighbouring sentences
	featFirst                    // pairs of characters in the first sentence: what the passage is about
	featAskedSent                // a figure of the kind asked for in the sentence that has most characters
	featAskedTime                // how near to the window with most pairs, where a time is asked for
	featLength                   // of the passage: a long one has more of anything
	features
)

// featureNames name the parts of a score.
var featureNames = [features]string{
	featWords: "words", featHeads: "heads", featAlts: "alts", featExact: "exact", featWordCover: "word cover",
	featFreq: "frequency", featCharFreq: "char frequency",
	featRunMax: "longest run", featRunLong: "long runs", featRunSquare: "squared runs", featOrder: "order",
	featPairs40: "pairs in 40", featWords40: "words in 40", featChars20: "chars in 20", featChars40: "chars in 40",
	featPairsSent: "pairs in sentence", featCharsSent: "chars in sentence", featChars2: "chars in two sentences",
	featFirst: "first sentence", featAskedSent: "figure in sentence",
	featAskedTime: "time near", featLength: "length",
}

// meanChars is the length in characters at which featLength is 0: about the
// median of the sets that the weights are learned from. The feature is the
// same for all passages that are much shorter or longer than those.
const meanChars = 400

// weighing gives every unit a weight.
type weighing struct {
	of    []float64
	total float64
}

func (a *asked) weigh(weight func(unit) float64, kinds ...unitKind) weighing {
	w := weighing{of: make([]float64, len(a.units))}
	for u, x := range a.units {
		if slices.Contains(kinds, x.kind) {
			w.of[u] = weight(x)
			w.total += w.of[u]
		}
	}
	return w
}

// share returns x as a share of of.
func share(x, of float64) float64 {
	if of <= 0 {
		return 0
	}
	return x / of
}

// measuring is what is the same for all candidates of a question.
type measuring struct {
	*asked
	ideal                      [sources]float64 // BM25 of a passage that has everything
	chars, pairs, words, exact weighing         // by rareness among the candidates
	rarePairs, rareWords       weighing         // by rareness in the index
	kinds                      []knowledge.Kind // of figures that may answer
	timed                      bool             // a time is asked for
	room                       []int            // for a number of each unit
}

// Measure fills in the features of cs.
func Measure(q query.Query, bq *BM25, cs []Retrieved) {
	m := measuring{asked: newAsked(q, bq)}
	m.room = make([]int, len(m.units))
	founds := make([]found, len(cs))
	finder := m.newFinder(len(cs))
	df := make([]float64, len(m.units))
	for i := range cs {
		founds[i] = finder.find(cs[i].Passage.View().Text)
		for u, n := range founds[i].count {
			if n > 0 {
				df[u]++
			}
		}
	}
	for u := range m.units {
		m.units[u].local = math.Log(float64(len(cs)+1) / (df[u] + 0.5))
	}
	for _, t := range bq.Terms {
		m.ideal[t.source] += t.Weight * t.IDF * (1 + K1)
	}
	local := func(x unit) float64 { return x.local }
	idf := func(x unit) float64 { return x.idf }
	m.chars = m.weigh(local, charUnit, exactUnit)
	m.pairs = m.weigh(local, pairUnit, exactUnit)
	m.words = m.weigh(local, wordUnit, exactUnit)
	m.exact = m.weigh(local, exactUnit)
	m.rarePairs = m.weigh(idf, pairUnit, exactUnit)
	m.rareWords = m.weigh(idf, wordUnit)
	m.kinds = answerKinds(q.Want)
	m.timed = q.Want == query.WantTime || q.Want == query.WantDuration
	for i := range cs {
		m.measure(&cs[i], founds[i])
	}
}

func (m *measuring) measure(c *Retrieved, found found) {
	f, v := &c.features, c.Passage.View()
	f[featWords] = share(c.BM25[fromWords], m.ideal[fromWords])
	f[featHeads] = share(c.BM25[fromHeads], m.ideal[fromHeads])
	f[featAlts] = share(c.BM25[fromAlts], m.ideal[fromWords]+m.ideal[fromGrams])
	f[featExact] = found.cover(m.exact)
	f[featWordCover] = found.cover(m.rareWords)
	f[featFreq] = found.frequency(m.rarePairs)
	f[featCharFreq] = found.frequency(m.chars)
	m.measureRuns(f, found.runs)
	f[featOrder] = m.inOrder(found.words)
	f[featWords40], _ = window(found.words, 40, m.words, m.room)
	f[featChars20], _ = window(found.chars, 20, m.chars, m.room)
	f[featChars40], _ = window(found.chars, 40, m.chars, m.room)
	f[featPairsSent], _, f[featFirst], _ = sentences(found.pairs, v.Ends, m.pairs, m.room)
	pairs40, near := window(found.places, 40, m.pairs, m.room)
	f[featPairs40] = pairs40
	charsSent, two, _, sentence := sentences(found.chars, v.Ends, m.chars, m.room)
	f[featCharsSent], f[featChars2] = charsSent, two
	m.measureFigures(f, v, near, sentence)
	f[featLength] = max(-1, min(1, math.Log(float64(len(v.Text)+1)/meanChars)))
}

// cover returns the share of the question, by weight, that the passage contains.
func (f found) cover(w weighing) float64 {
	sum := 0.0
	for u, n := range f.count {
		if n > 0 {
			sum += w.of[u]
		}
	}
	return share(sum, w.total)
}

// frequency returns how often the units occur in the passage, 0 if none occurs twice.
func (f found) frequency(w weighing) float64 {
	sum := 0.0
	for u, n := range f.count {
		if n > 1 && w.of[u] > 0 {
			sum += w.of[u] * math.Log(float64(n))
		}
	}
	return share(sum, w.total)
}

// measureRuns measures the runs of characters that question and passage have in
// common.
func (m *measuring) measureRuns(f *[features]float64, runs []int32) {
	const long = 3
	squares, n := 0, float64(len(runs))
	for j := len(runs) - 1; j >= 0; {
		run := int(runs[j])
		if run < 2 {
			j--
			continue
		}
		f[featRunMax] = max(f[featRunMax], float64(run)/10)
		squares += run * run
		if run >= long {
			f[featRunLong] += float64(run) / n
		}
		j -= run
	}
	f[featRunSquare] = share(math.Sqrt(float64(squares)), n)
}

// inOrder returns the share of neighbouring words of the question that are close to
// each other in the passage, in the same order.
func (m *measuring) inOrder(places []place) float64 {
	const close = 15 // characters
	weight := func(i int) float64 { return min(m.units[m.asked.words[i]].local, m.units[m.asked.words[i+1]].local) }
	sum, total := 0.0, 0.0
	for i := 0; i+1 < len(m.asked.words); i++ {
		total += weight(i)
	}
	counted := make([]bool, len(m.asked.words))
	last, at := -1, 0
	for _, p := range places {
		i := m.order[p.unit]
		if i < 0 {
			continue
		}
		if last >= 0 && i == last+1 && int(p.at)-at < close && !counted[last] {
			counted[last] = true
			sum += weight(last)
		}
		last, at = i, int(p.at)
	}
	return share(sum, total)
}

// window returns the largest share of the units, by weight, that are within width
// characters of each other, and the middle of that window. room has a place for each unit.
func window(places []place, width int, w weighing, room []int) (_ float64, middle int) {
	count := room[:len(w.of)]
	clear(count)
	sum, best, from := 0.0, 0.0, 0
	for _, p := range places {
		if w.of[p.unit] <= 0 {
			continue
		}
		for ; int(places[from].at)+width < int(p.at); from++ {
			u := places[from].unit
			if w.of[u] <= 0 {
				continue
			}
			if count[u]--; count[u] == 0 {
				sum -= w.of[u]
			}
		}
		if count[p.unit]++; count[p.unit] == 1 {
			sum += w.of[p.unit]
		}
		if sum > best {
			best, middle = sum, int(places[from].at+p.at)/2
		}
	}
	return share(best, w.total), middle
}

// sentences returns the share of the units, by weight, that are in the best sentence,
// in the best two neighbours and in the first, and which sentence is the best. room is as
// that of window.
func sentences(places []place, ends []int, w weighing, room []int) (one, two, first float64, at int) {
	in := room[:len(w.of)] // 1 + the last sentence that has the unit
	clear(in)
	k, before := 0, 0.0
	for n, end := range ends {
		sum, again := 0.0, 0.0
		for ; k < len(places) && int(places[k].at) < end; k++ {
			switch u := places[k].unit; in[u] {
			case n + 1:
			case n:
				again += w.of[u]
				fallthrough
			default:
				in[u] = n + 1
				sum += w.of[u]
			}
		}
		if n == 0 {
			first, again = sum, 0
		}
		if sum > one {
			one, at = sum, n
		}
		two = max(two, before+sum-again)
		before = sum
	}
	return share(one, w.total), share(two, w.total), share(first, w.total), at
}

// measureFigures measures how close the figures are that may be the answer.
func (m *measuring) measureFigures(f *[features]float64, v *passage.View, near, sentence int) {
	const half = 15 // characters
	start := 0
	if sentence > 0 {
		start = v.Ends[sentence-1]
	}
	for _, g := range v.Figures {
		if !slices.Contains(m.kinds, g.Kind) {
			continue
		}
		if start <= g.At && g.At < v.Ends[sentence] {
			f[featAskedSent] = 1
		}
		if m.timed {
			distance := math.Abs(float64(g.At - near))
			f[featAskedTime] = max(f[featAskedTime], half/(half+distance))
		}
	}
}

// answerKinds returns the kinds of figures that may be the answer.
func answerKinds(w query.Want) []knowledge.Kind {
	switch w {
	case query.WantNumber:
		return []knowledge.Kind{knowledge.Count, knowledge.Number, knowledge.Money, knowledge.Dimension, knowledge.Percent, knowledge.Multiple}
	case query.WantCount:
		return []knowledge.Kind{knowledge.Count, knowledge.Number}
	case query.WantMoney:
		return []knowledge.Kind{knowledge.Money}
	case query.WantPercent:
		return []knowledge.Kind{knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple}
	case query.WantDimension:
		return []knowledge.Kind{knowledge.Dimension}
	case query.WantDuration: // 在公元几年 asks for a time
		return []knowledge.Kind{knowledge.Duration, knowledge.DateKind, knowledge.PeriodKind}
	case query.WantAge:
		return []knowledge.Kind{knowledge.Age}
	case query.WantOrdinal:
		return []knowledge.Kind{knowledge.Ordinal}
	case query.WantTime:
		return []knowledge.Kind{knowledge.DateKind, knowledge.PeriodKind, knowledge.Time}
	}
	return nil
}
