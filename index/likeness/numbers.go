package likeness

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// The numbers of a release decide whether another one is a copy of it: a report
// of the same form, or one that was put right, differs in nothing else. They are
// read from the text as digits and numerals, so that no number is overlooked.

// numerals are the characters of numbers, in digits and in Chinese numerals.
const numerals = ".%‰-0123456789〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿半"

var isNumber = func() map[rune]bool {
	out := map[rune]bool{}
	for _, r := range numerals {
		out[r] = true
	}
	return out
}()

// IsNumeral reports whether r can be part of a number.
func IsNumeral(r rune) bool { return isNumber[r] }

// timeWords follow numbers that may differ between a release and its reprint, such
// as the day that it was sent.
const timeWords = "年月日号时点分"

// numbersOf returns the numbers of a bare text with the words around them, and
// false when there are too many.
func numbersOf(text []rune) (out []byte, ok bool) {
	var words []rune // without numbers
	type number struct {
		at    int // in words
		value []rune
	}
	var ns []number
	for i := 0; i < len(text); {
		if text[i] == apart {
			i++
			continue
		}
		if !IsNumeral(text[i]) {
			words = append(words, text[i])
			i++
			continue
		}
		from := i
		for i < len(text) && IsNumeral(text[i]) {
			i++
		}
		ns = append(ns, number{len(words), text[from:i]})
	}
	if len(ns) > maxNumbers {
		return nil, false
	}
	const before, behind = 4, 2
	keys := make([][]byte, 0, len(ns))
	for _, n := range ns {
		around := hash(words[max(0, n.at-before):min(len(words), n.at+behind)])
		value := uint32(hash(n.value)) &^ firmBit
		unit := n.value[len(n.value)-1:] // %
		if unit[0] != '%' && unit[0] != '‰' {
			unit = words[n.at:min(len(words), n.at+1)]
		}
		if strings.ContainsAny(string(n.value), "0123456789") && (len(unit) == 0 || !strings.ContainsRune(timeWords, unit[0])) {
			value |= firmBit
		}
		k := binary.BigEndian.AppendUint32(make([]byte, 0, numberSize), uint32(around))
		k = binary.BigEndian.AppendUint32(k, value)
		keys = append(keys, binary.BigEndian.AppendUint16(k, uint16(hash(unit))))
	}
	slices.SortFunc(keys, bytes.Compare)
	for _, k := range slices.CompactFunc(keys, bytes.Equal) {
		out = append(out, k...)
	}
	return out, true
}

const (
	numberSize = 10 // bytes
	firmBit    = 1  // set in the value of a number that is no time
)

// NumbersAgree reports whether the numbers of two texts may be those of one:
// those between the same words are equal, and those that only one text has are of
// other units than those that only the other has. A figure that was changed keeps its
// unit.
func NumbersAgree(a, b []byte) bool {
	for x, y := a, b; len(x) >= numberSize && len(y) >= numberSize; {
		around, other := binary.BigEndian.Uint32(x), binary.BigEndian.Uint32(y)
		p, q := x[:run(x)], y[:run(y)]
		if around == other && !within(p, q) && !within(q, p) {
			return false
		}
		if around <= other {
			x = x[len(p):]
		}
		if other <= around {
			y = y[len(q):]
		}
	}
	u, v := valuesOf(a), valuesOf(b)
	mine, others := unitsBeyond(a, v), unitsBeyond(b, u)
	return len(mine) == beyond(mine, others)
}

// unitsBeyond returns the units of the firm numbers whose values are not among
// those given.
func unitsBeyond(numbers []byte, values map[uint32]bool) map[uint16]bool {
	out := map[uint16]bool{}
	for ; len(numbers) >= numberSize; numbers = numbers[numberSize:] {
		if v := binary.BigEndian.Uint32(numbers[4:]); v&firmBit != 0 && !values[v&^firmBit] {
			out[binary.BigEndian.Uint16(numbers[8:])] = true
		}
	}
	return out
}

// run returns the length in bytes of the numbers at the start of b that have the
// same words around them.
func run(b []byte) int {
	n := numberSize
	for n+numberSize <= len(b) && bytes.Equal(b[n:n+4], b[:4]) {
		n += numberSize
	}
	return n
}

// within reports whether all values of a run are among those of another. Both
// are in order.
func within(a, b []byte) bool {
	for ; len(a) >= numberSize; a = a[numberSize:] {
		for len(b) >= numberSize && bytes.Compare(b[4:8], a[4:8]) < 0 {
			b = b[numberSize:]
		}
		if len(b) < numberSize || !bytes.Equal(a[4:8], b[4:8]) {
			return false
		}
	}
	return true
}

// valuesOf returns the values of numbers.
func valuesOf(numbers []byte) map[uint32]bool {
	out := map[uint32]bool{}
	for ; len(numbers) >= numberSize; numbers = numbers[numberSize:] {
		out[binary.BigEndian.Uint32(numbers[4:])&^firmBit] = true
	}
	return out
}
