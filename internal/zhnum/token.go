package zhnum

import "unicode/utf8"

// class says what a character is to a number.
type class uint8

const (
	other   class = iota
	digit         // 一, 两, 〇
	low           // 十, 百, 千
	high          // 万, 亿, 兆
	point         // 点
	unknown       // 几, 数: a digit that is not told
	vague         // 多, 余, 来: somewhat more
)

// classify returns the class of r and its value: of a digit the digit, of a
// scale the power of ten it stands for.
func classify(r rune) (class, int64) {
	switch r {
	case '〇', '零', '○':
		return digit, 0
	case '一', '壹':
		return digit, 1
	case '二', '两', '贰', '俩':
		return digit, 2
	case '三', '叁':
		return digit, 3
	case '四', '肆':
		return digit, 4
	case '五', '伍':
		return digit, 5
	case '六', '陆':
		return digit, 6
	case '七', '柒':
		return digit, 7
	case '八', '捌':
		return digit, 8
	case '九', '玖':
		return digit, 9
	case '十', '拾':
		return low, 10
	case '百', '佰':
		return low, 100
	case '千', '仟':
		return low, 1000
	case '万':
		return high, 1e4
	case '亿':
		return high, 1e8
	case '兆':
		return high, 1e12
	case '点':
		return point, 0
	case '几', '数':
		return unknown, 0
	case '多', '余', '来':
		return vague, 0
	}
	return other, 0
}

// unitAfter are the characters behind 千 and 兆 that make the scale part of a
// unit: 千瓦, 千克, 兆赫.
func unitAfter(scale rune, next rune) bool {
	switch scale {
	case '千':
		switch next {
		case '瓦', '米', '克', '卡', '伏', '字', '比', '帕', '焦', '赫', '安', '乏':
			return true
		}
	case '兆':
		switch next {
		case '瓦', '赫', '字', '比', '帕', '伏', '焦', '欧':
			return true
		}
	}
	return false
}

// runAt reads the Chinese digits at the start of s: their values, at most 18
// of them, and how many bytes they take.
func runAt(s string) (ds []int8, length int) {
	var buf [18]int8
	n := 0
	for length < len(s) {
		r, w := utf8.DecodeRuneInString(s[length:])
		c, v := classify(r)
		if c != digit {
			break
		}
		if n == len(buf) {
			return buf[:n], length + w // one too many: the caller refuses it
		}
		buf[n] = int8(v)
		n++
		length += w
	}
	return buf[:n], length
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// digits returns how many western digits s begins with, at most max+1.
func digits(s string, max int) int {
	n := 0
	for n < len(s) && n <= max && isDigit(s[n]) {
		n++
	}
	return n
}
