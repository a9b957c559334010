package span

import "strings"

// numbers adds the features of the figures that a candidate is, holds or cuts.
func (k *sink) numbers(qn *question, s *sentence, from, to int) {
	for i := range s.numbers {
		f := &s.numbers[i]
		if f.to <= from || f.from >= to {
			continue
		}
		switch {
		case f.from == from && f.to == to || f.core == from && f.last == to:
			k.dense(wholeNumber, 1)
			k.flag(wholeNumberFits, f.fits)
			k.flag(wholeNumberUnit, f.unit)
			k.flag(wholeCore, f.core == from && f.last == to)
			k.hashed(kindNumber, hash(string(qn.query.Want)), f.kind)
		case from <= f.core && f.last <= to:
			k.dense(wholeHoldsNumber, 1)
			k.flag(wholeHoldsFitting, f.fits)
		default:
			k.dense(wholeCutsNumber, 1)
		}
	}
}

// shape adds the features that tell what a candidate is made of.
func (k *sink) shape(qn *question, s *sentence, c candidate) {
	open, items, commas, singles, latin := 0, 0, 0, 0, 0
	unpaired, focus := false, 0
	for _, t := range s.toks[c.i : c.j+1] {
		switch t.mark {
		case 0:
			if t.to-t.from == 1 {
				singles++
			}
			if r := s.runes[t.from]; r < 0x80 {
				latin++
			}
			if t.hash == qn.focusHash {
				focus++
			}
		case '《', '“', '(', '「', '『', '‘', '〈', '[':
			open++
		case '》', '”', ')', '」', '』', '’', '〉', ']':
			if open--; open < 0 {
				unpaired = true
			}
		case '、':
			items++
		case ',', '，', ';', '；':
			commas++
		}
	}
	k.flag(wholeUnpaired, unpaired || open != 0)
	first, last := s.toks[c.i].mark, s.toks[c.j].mark
	k.flag(wholeQuotes, isOpen(first) && isClose(last) && !unpaired)
	k.flag(wholeQuoted, isOpen(s.token(c.i-1).mark) && isClose(s.token(c.j+1).mark))
	k.dense(wholeItems, float32(min(items, 4))/2)
	k.dense(wholeCommas, float32(min(commas, 4))/2)
	k.flag(wholeClause, c.clause)
	k.flag(wholeSentence, c.i == 0 && c.j >= len(s.toks)-2)
	k.dense(wholeSingles, float32(singles)/float32(c.j-c.i+1))
	k.dense(wholeLatin, float32(latin)/float32(c.j-c.i+1))
	k.dense(wholeFocusTwice, float32(focus)/2)
}

func isOpen(r rune) bool  { return r != 0 && strings.ContainsRune("《“(「『‘〈[", r) }
func isClose(r rune) bool { return r != 0 && strings.ContainsRune("》”)」』’〉]", r) }

// inRunes reports whether part stands in whole.
func inRunes(part, whole []rune) bool {
	for i := 0; i+len(part) <= len(whole); i++ {
		if whole[i] == part[0] && commonAll(part, whole[i:]) {
			return true
		}
	}
	return false
}

func commonAll(a, b []rune) bool {
	for i, r := range a {
		if b[i] != r {
			return false
		}
	}
	return true
}

func lengthBucket(n int) uint32 {
	switch {
	case n <= 10:
		return uint32(n)
	case n <= 20:
		return uint32(10 + (n-10+1)/2)
	case n <= 40:
		return uint32(16 + (n-20)/5)
	}
	return 21
}
