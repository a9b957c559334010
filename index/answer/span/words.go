package span

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/bind"
)

// farWord is the distance from which words are all as far from those that ask.
const farWord = 6

// relate notes where the words stand, seen from those that ask.
func (qn *question) relate(text string, words []bind.Word) {
	from, to := byteAt(text, qn.from), byteAt(text, qn.to)
	note := func(w bind.Word, n int) {
		part := text[w.Start:w.End]
		if utf8.RuneCountInString(part) == 1 && strings.Contains(common, part) {
			return
		}
		h := hash(part)
		if old, ok := qn.rel[h]; !ok || max(old, -old) > max(n, -n) {
			qn.rel[h] = max(-farWord, min(n, farWord))
		}
	}
	n := 0
	for _, w := range slices.Backward(words) {
		if w.End > from {
			continue
		}
		if n--; n == -1 {
			qn.before = hash(text[w.Start:w.End])
		}
		note(w, n)
	}
	n = 0
	for _, w := range words {
		if w.Start < to {
			continue
		}
		if n++; n == 1 {
			qn.after = hash(text[w.Start:w.End])
		}
		note(w, n)
	}
}

// findWords notes for each token the nearest words of the question.
func (s *sentence) findWords(qn *question) {
	n := len(s.toks)
	buf := make([]uint32, 2*n)
	s.leftWord, s.rightWord = buf[:n:n], buf[n:]
	at, rel := -1, 0
	for i, t := range s.toks {
		s.leftWord[i] = wordCode(rel, i-at)
		if r, ok := qn.rel[t.hash]; ok {
			at, rel = i, r
		}
	}
	at, rel = n, 0
	for i, t := range slices.Backward(s.toks) {
		s.rightWord[i] = wordCode(rel, at-i)
		if r, ok := qn.rel[t.hash]; ok {
			at, rel = i, r
		}
	}
}

// wordCode numbers a word's place in the question and its distance.
func wordCode(rel, dist int) uint32 {
	switch {
	case rel == 0:
		return 0
	case dist > 9:
		dist = 6
	case dist > 5:
		dist = 5
	case dist > 3:
		dist = 4
	}
	return uint32((rel+farWord+1)<<4 | dist)
}

// clauseCover is the weight of the question's grams in the clause that begins
// at a character.
func (s *sentence) clauseCover(from int) float32 {
	to := from
	for to < len(s.runes) && !breaks(s.runes[to]) {
		to++
	}
	return between(s.gramSum, from, to)
}
