package span

import "math"

// candidate is a run of tokens of a sentence that may be the answer.
type candidate struct {
	sentence int // of those that are read
	i, j     int // first and last token
	clause   bool
	score    float32
}

// logs holds the logarithms of lengths.
var logs = func() (out [64]float32) {
	for i := range out {
		out[i] = float32(math.Log(float64(i + 1)))
	}
	return out
}()

// breaks reports whether a mark ends a clause.
func breaks(r rune) bool {
	switch r {
	case ',', '，', ';', '；', ':', '：', '。', '!', '?', '！', '？', '\n', '…':
		return true
	}
	return false
}

// starts and ends report whether an answer may begin or end with t.
func (t token) starts() bool { return t.mark == 0 || isOpen(t.mark) || t.mark == '$' || t.mark == '-' }
func (t token) ends() bool {
	return t.mark == 0 || isClose(t.mark) || t.mark == '%' || t.mark == '℃' || t.mark == '。'
}

// eachCandidate calls f for every candidate of s.
func (s *sentence) eachCandidate(f func(i, j int, clause bool)) {
	n := len(s.toks)
	starts, ends := s.clauses()
	last := n - 1
	for last > 0 && breaks(s.toks[last].mark) {
		last--
	}
	for i := range n {
		if !s.toks[i].starts() {
			continue
		}
		opens := starts[i] == i
		for j := i; j < n; j++ {
			t := s.toks[j]
			closes := ends[j] == j
			if breaks(t.mark) {
				continue
			}
			inClause := starts[j] == starts[i]
			switch {
			case inClause && j-i < maxTokens,
				inClause && (opens || closes),
				opens && closes,
				j == last:
			default:
				if !inClause && !opens {
					j = max(j, last-1)
				} else if j < ends[j] {
					j = ends[j] - 1
				}
				continue
			}
			if t.ends() {
				f(i, j, opens && closes)
			}
		}
	}
}

// clauses returns the first and the last token of the clause of each token.
// Marks between clauses belong to the one in front of them.
func (s *sentence) clauses() (starts, ends []int) {
	n := len(s.toks)
	starts, ends = make([]int, n), make([]int, n)
	at := 0
	for i := range n {
		starts[i] = at
		if breaks(s.toks[i].mark) {
			at = i + 1
		}
	}
	end := n - 1
	for i := n - 1; i >= 0; i-- {
		if breaks(s.toks[i].mark) {
			end = i - 1
		}
		ends[i] = end
	}
	return starts, ends
}
