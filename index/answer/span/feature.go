package span

import "strings"

// Weights are numbered: a dense feature has one for all questions and one for
// each class, the others share what is left by their hash.
const (
	hashed    = 1 << 20
	perDense  = 1 + int(classes)
	firstHash = int(denses) * perDense
	weights   = firstHash + hashed
)

// dense numbers the features that are measured and not looked up.
type dense int

// The dense features: of the sentence, of a candidate's start and what stands
// in front of it, of its end and what stands behind it, and of the whole.
const (
	sentCover dense = iota
	sentUni
	sentNear
	sentFirst
	sentSecond
	sentLater
	sentHit1
	sentHit2
	sentOpening
	sentScore

	startBefore0
	startAfter0
	startBefore1
	startAfter1
	startGrams4
	startGrams10
	startGrams24
	startClause
	startUni4
	startCommon
	startCommonAfter
	startOfClause
	startOfSentence
	startFocus
	startFocusNear
	startInWord
	startClauseCover

	endBefore0
	endAfter0
	endBefore1
	endAfter1
	endGrams4
	endGrams10
	endGrams24
	endClause
	endUni4
	endCommon
	endCommonBefore
	endOfClause
	endOfSentence
	endFocus
	endFocusWord
	endFocusRune
	endFocusIn
	endUnit

	wholeGrams
	wholeUni
	wholeGramShare
	wholeUniShare
	wholeInQuestion
	wholeNumber
	wholeNumberFits
	wholeNumberUnit
	wholeCore
	wholeCutsNumber
	wholeHoldsNumber
	wholeHoldsFitting
	wholeDigits
	wholeUnpaired
	wholeQuoted
	wholeQuotes
	wholeItems
	wholeCommas
	wholeClause
	wholeSentence
	wholeSingles
	wholeLatin
	wholeFocusTwice
	wholeLog
	denses
)

// Kinds of hashed features; each is mixed into the hash.
const (
	kindFirst uint32 = iota + 1
	kindFirstTag
	kindPrev
	kindPrevTag
	kindPrevTags
	kindFocusFirst
	kindAskerPrev
	kindFirstRune
	kindPrev2
	kindLast
	kindLastTag
	kindNext
	kindNextTag
	kindNextTags
	kindFocusLast
	kindFocusEndLast
	kindAskerNext
	kindLastRune
	kindNext2
	kindLength
	kindTags
	kindEnds
	kindText
	kindFocusTags
	kindNumber
	kindLengthFocus
	kindAskerLast
	kindAskerTags
	kindLinkPrev
	kindLinkNext
	kindFocusPrev
	kindFocusEnds
	kindFocusText
	kindLastTwo
	kindFocusLastTwo
	kindAround
	kindAroundTags
	kindLeftWord
	kindLeftWordClass
	kindRightWord
	kindRightWordClass
	kindWordsAround
	kindWantEnds
	kindAskerLength
	kindFirstTwo
	kindPlace
	kindLinkFirst
	kindLinkLast
)

// sentence adds the features of a sentence.
func (k *sink) sentence(qn *question, s *sentence) {
	k.dense(sentCover, s.cover)
	k.dense(sentUni, s.uniCover)
	k.dense(sentNear, s.near)
	k.flag(sentFirst, s.place == 0)
	k.flag(sentSecond, s.place == 1)
	k.flag(sentLater, s.place > 3)
	k.flag(sentHit1, s.hit == 1)
	k.flag(sentHit2, s.hit > 1)
	k.flag(sentOpening, s.at == 0)
	k.dense(sentScore, s.score)
	k.hashed(kindPlace, uint32(k.class), uint32(min(s.hit, 3)<<8|min(s.place, 7)))
}

// token returns the token i of s; a mark of its own stands for what is outside.
func (s *sentence) token(i int) token {
	if i < 0 || i >= len(s.toks) {
		return token{hash: 1, tag: 1, mark: '\n'}
	}
	return s.toks[i]
}

// between returns the sum over the characters from up to to, cut off at the ends.
func between(sums []float32, from, to int) float32 {
	from, to = max(0, from), min(to, len(sums)-1)
	if from >= to {
		return 0
	}
	return sums[to] - sums[from]
}

// start adds the features of a candidate that begins with token i.
func (k *sink) start(qn *question, s *sentence, i int, clause int) {
	t, prev, prev2 := s.toks[i], s.token(i-1), s.token(i-2)
	c := uint32(k.class)
	k.hashed(kindFirst, c, t.hash)
	k.hashed(kindFirstTag, c, t.tag)
	k.hashed(kindFirstRune, c, uint32(s.runes[t.from]))
	k.hashed(kindPrev, c, prev.hash)
	k.hashed(kindPrevTag, c, prev.tag)
	k.hashed(kindPrevTags, mix(c, prev.tag), t.tag)
	k.hashed(kindPrev2, c, mix(prev2.tag, prev.hash))
	k.hashed(kindAskerPrev, qn.asker, prev.hash)
	if qn.focus != "" {
		k.hashed(kindFocusFirst, uint32(qn.focusEnd), uint32(s.runes[t.from]))
	}
	at, norm := t.from, 1/qn.total
	k.dense(startBefore0, s.leftIn[0][at])
	k.dense(startAfter0, s.leftIn[1][at])
	k.dense(startBefore1, s.leftIn[2][at])
	k.dense(startAfter1, s.leftIn[3][at])
	k.dense(startGrams4, between(s.gramSum, at-4, at)*norm)
	k.dense(startGrams10, between(s.gramSum, at-10, at)*norm)
	k.dense(startGrams24, between(s.gramSum, at-24, at)*norm)
	k.dense(startClause, between(s.gramSum, clause, at)*norm)
	k.dense(startUni4, between(s.uniSum, at-4, at)/qn.uniTotal)
	k.dense(startCommon, float32(commonSuffix(s.runes[:at], qn.runes[:qn.from]))/4)
	k.dense(startCommonAfter, float32(commonSuffix(s.runes[:at], qn.runes[qn.to:]))/4)
	k.flag(startOfClause, at == clause)
	k.flag(startOfSentence, i == 0)
	if qn.focus != "" {
		k.flag(startFocus, prev.hash == qn.focusHash)
		k.flag(startFocusNear, prev2.hash == qn.focusHash || s.token(i-3).hash == qn.focusHash)
	}
	k.flag(startInWord, qn.words[t.hash])
	k.dense(startClauseCover, s.clauseCover(clause)*norm)
	k.hashed(kindLinkPrev, qn.before, prev.hash)
	k.hashed(kindLinkFirst, qn.before, t.tag)
	k.hashed(kindFirstTwo, c, mix(t.tag, s.token(i+1).tag))
	k.hashed(kindFocusPrev, qn.focusHash, prev.hash)
	left := s.leftWord[i]
	k.hashed(kindLeftWord, 0, left)
	k.hashed(kindLeftWordClass, c, left)
}

// end adds the features of a candidate that ends with token j.
func (k *sink) end(qn *question, s *sentence, j int, clause int) {
	t, next, next2 := s.toks[j], s.token(j+1), s.token(j+2)
	c := uint32(k.class)
	last := uint32(s.runes[t.to-1])
	k.hashed(kindLast, c, t.hash)
	k.hashed(kindLastTag, c, t.tag)
	k.hashed(kindLastRune, c, last)
	k.hashed(kindNext, c, next.hash)
	k.hashed(kindNextTag, c, next.tag)
	k.hashed(kindNextTags, mix(c, next.tag), t.tag)
	k.hashed(kindNext2, c, mix(next2.tag, next.hash))
	k.hashed(kindAskerNext, qn.asker, next.hash)
	k.hashed(kindAskerLast, qn.asker, last)
	if qn.focus != "" {
		k.hashed(kindFocusLast, qn.focusHash, last)
		k.hashed(kindFocusEndLast, uint32(qn.focusEnd), last)
	}
	two := last
	if t.to-2 >= 0 {
		two = mix(last, uint32(s.runes[t.to-2]))
	}
	k.hashed(kindLastTwo, c, two)
	k.hashed(kindFocusLastTwo, qn.focusHash, two)
	k.hashed(kindLinkNext, qn.after, next.hash)
	k.hashed(kindLinkLast, qn.after, t.tag)
	right := s.rightWord[j]
	k.hashed(kindRightWord, 0, right)
	k.hashed(kindRightWordClass, c, right)
	at, norm := t.to, 1/qn.total
	k.dense(endBefore0, s.rightIn[0][at])
	k.dense(endAfter0, s.rightIn[1][at])
	k.dense(endBefore1, s.rightIn[2][at])
	k.dense(endAfter1, s.rightIn[3][at])
	k.dense(endGrams4, between(s.gramSum, at, at+4)*norm)
	k.dense(endGrams10, between(s.gramSum, at, at+10)*norm)
	k.dense(endGrams24, between(s.gramSum, at, at+24)*norm)
	k.dense(endClause, between(s.gramSum, at, clause)*norm)
	k.dense(endUni4, between(s.uniSum, at, at+4)/qn.uniTotal)
	k.dense(endCommon, float32(commonPrefix(s.runes[at:], qn.runes[qn.to:]))/4)
	k.dense(endCommonBefore, float32(commonPrefix(s.runes[at:], qn.runes[:qn.from]))/4)
	k.flag(endOfClause, at == clause)
	k.flag(endOfSentence, j == len(s.toks)-1)
	if qn.focus != "" {
		k.flag(endFocus, next.hash == qn.focusHash)
		k.flag(endFocusWord, t.hash == qn.focusHash)
		k.flag(endFocusRune, rune(last) == qn.focusEnd)
		k.flag(endFocusIn, strings.ContainsRune(qn.focus, rune(last)))
	}
	if qn.query.Unit != "" {
		k.flag(endUnit, strings.HasSuffix(s.text[:s.folded[at]], qn.query.Unit))
	}
}

const maxCommon = 8

func commonSuffix(a, b []rune) int {
	n := 0
	for n < maxCommon && n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func commonPrefix(a, b []rune) int {
	n := 0
	for n < maxCommon && n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// whole adds the features of the candidate of tokens i to j.
func (k *sink) whole(qn *question, s *sentence, c candidate) {
	first, last := s.toks[c.i], s.toks[c.j]
	from, to := first.from, last.to
	n := to - from
	cl := uint32(k.class)
	length := lengthBucket(n)
	k.hashed(kindLength, cl, length)
	k.hashed(kindLengthFocus, qn.focusHash, length)
	k.hashed(kindEnds, mix(cl, first.tag), last.tag)
	k.hashed(kindFocusEnds, mix(qn.focusHash, first.tag), last.tag)
	k.hashed(kindWantEnds, mix(qn.want, first.tag), last.tag)
	k.hashed(kindAskerLength, qn.asker, length)
	prev, next := s.token(c.i-1), s.token(c.j+1)
	k.hashed(kindAround, mix(cl, prev.hash), next.hash)
	k.hashed(kindAroundTags, mix(cl, prev.tag), next.tag)
	k.hashed(kindWordsAround, s.leftWord[c.i], s.rightWord[c.j])
	if c.j-c.i < 4 {
		tags := uint32(0)
		for _, t := range s.toks[c.i : c.j+1] {
			tags = mix(tags, t.tag)
		}
		k.hashed(kindTags, cl, tags)
		k.hashed(kindFocusTags, uint32(qn.focusEnd), tags)
		if c.j-c.i < 2 {
			text := first.hash
			if c.j > c.i {
				text = mix(text, last.hash)
			}
			k.hashed(kindText, cl, text)
			k.hashed(kindFocusText, qn.focusHash, text)
		}
	}
	k.dense(wholeLog, logs[min(n, len(logs)-1)])
	grams, unis := between(s.gramSum, from, to), between(s.uniSum, from, to)
	k.dense(wholeGrams, grams/qn.total)
	k.dense(wholeUni, unis/qn.uniTotal)
	k.dense(wholeGramShare, grams/(float32(n)*3))
	k.dense(wholeUniShare, unis/(float32(n)*3))
	k.flag(wholeInQuestion, n > 1 && grams > 0 && inRunes(s.runes[from:to], qn.runes))
	k.numbers(qn, s, from, to)
	k.shape(qn, s, c)
}
