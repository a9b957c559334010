package rank

import "math/bits"

// The text fields keep no frequencies and no norms: their postings are plain
// sets of passages, a byte for each posting in place of six, and what BM25 asks
// for is kept as terms of its own. A term that occurs in a passage twice is
// indexed a second time with a mark behind it, one that occurs three times or
// more a third time; and the number of the field's tokens in the passage is a
// term, too. So a search needs no more than intersections of bitmaps, which
// cost next to nothing where a term is frequent.

// MaxGrade is the frequency above which one more time counts for nothing: with
// so low a k1 (see K1) the fourth adds less than a thirtieth of the first.
const MaxGrade = 3

// Marks are control characters, which no analyzer lets into a term.
const (
	lengthMark = 0x00 // before the code of a length
	gradeMark  = 0x01 // behind a term, followed by its grade
)

// GradeTerm returns the term for passages in which term occurs grade times or more;
// 1 is the term itself.
func GradeTerm(term string, grade int) string {
	if grade == 1 {
		return term
	}
	return term + string([]byte{gradeMark, byte(grade)})
}

// LengthTerm returns the term for passages whose field has a length with a code.
func LengthTerm(code byte) string { return string([]byte{lengthMark, code}) }

// A length is kept as a code of a byte: exactly up to lengthExact, and above
// that to a sixteenth.
const (
	lengthExact = 128
	lengthSteps = 16 // between a power of two and the next
)

// CodeLength returns the code of a number of tokens.
func CodeLength(n int) byte {
	if n < lengthExact {
		return byte(max(n, 0))
	}
	power := bits.Len(uint(n)) - 1 // 7 and more
	step := n>>(power-4) - lengthSteps
	return byte(min(255, lengthExact+(power-7)*lengthSteps+step))
}

// LengthOf returns the number of tokens that a code means: the middle of
// the lengths that have it.
func LengthOf(code byte) float64 {
	if code < lengthExact {
		return float64(code)
	}
	power, step := 7+int(code-lengthExact)/lengthSteps, int(code-lengthExact)%lengthSteps
	low := (lengthSteps + step) << (power - 4)
	return float64(low) + float64(int(1)<<(power-4)-1)/2
}
