package ledger

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

// numerals are the Chinese numerals that number things.
const numerals = "〇零一二三四五六七八九十百"

// inFront are the characters in front of a number that belong to it.
const inFront = "首第"

// signs are characters that a number may begin with, in tables that rule nearly all others
// out.
type signs struct {
	chars string
	low   wordlist.RuneSet
}

func newSigns(chars string) *signs {
	s := &signs{chars: chars}
	for _, r := range chars {
		s.low.Add(uint(r))
	}
	return s
}

// has reports whether r is one of the signs.
func (s *signs) has(r rune) bool { return s.low.Has(uint(r)) && strings.ContainsRune(s.chars, r) }

// in reports whether one of the signs is in a text.
func (s *signs) in(text string) bool {
	for _, r := range text {
		if s.has(r) {
			return true
		}
	}
	return false
}

// MayBegin reports whether a number in signs other than digits may begin with r, a 第 in
// front. For other characters NumberAt has none.
func MayBegin(r rune) bool { return numberSigns.has(r) }

var (
	numeralSigns = newSigns(numerals)
	keySigns     = newSigns(numerals + inFront + "ivxⅰⅱⅲⅳⅴⅵ")       // of a name with numbers, see Key
	numberSigns  = newSigns(numerals + inFront + "ivxⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ") // of a number in signs other than digits, a 第 in front
)

// Key returns a folded name with all its numbers in digits, so that names which
// differ only in how they write numbers have the same key: 第三中学 and 第3中学, 三号桥
// and 3号桥, 首期, 一期 and ⅰ期.
func Key(name string) string {
	if !keySigns.in(name) {
		return name // as for most names
	}
	w := loadThings()
	var b strings.Builder
	b.Grow(len(name))
	for i := 0; i < len(name); {
		n, size := keyAt(w, name, i)
		b.WriteString(n)
		i += size
	}
	return b.String()
}

// keyAt returns the part of the key for the character or the number at i of a name,
// and how many bytes of the name it takes.
func keyAt(w *thingWords, name string, i int) (string, int) {
	r, width := utf8.DecodeRuneInString(name[i:])
	if !numberSigns.has(r) {
		return name[i : i+width], width
	}
	if n, size := numberAt(w, name, i); size > 0 {
		return n, size
	}
	if r == '第' && startsNumber(name[i+width:]) {
		return "", width // 第3中学 is 3中学
	}
	return name[i : i+width], width
}

// NumberAt returns the number at i of a folded text as Key writes it, and how many
// bytes it takes, with a 第 in front. The size is 0 if there is no number there, or
// only digits without 第.
func NumberAt(text string, i int) (number string, size int) {
	r, width := utf8.DecodeRuneInString(text[i:])
	if !numberSigns.has(r) {
		return "", 0
	}
	from := i
	if r == '第' && startsNumber(text[i+width:]) {
		i += width
	}
	n, size := numberAt(loadThings(), text, i)
	if size == 0 || n == text[i:i+size] {
		if i > from {
			return digitsAt(text, i, from)
		}
		return "", 0
	}
	return n, i + size - from
}

// digitsAt returns the digits at i, behind a 第 at from, and the size of both.
func digitsAt(text string, i, from int) (string, int) {
	n := 0
	for i+n < len(text) && '0' <= text[i+n] && text[i+n] <= '9' {
		n++
	}
	if n == 0 {
		return "", 0
	}
	return text[i : i+n], i + n - from
}

// startsNumber reports whether s begins with a digit or a numeral.
func startsNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return '0' <= r && r <= '9' || s != "" && numeralSigns.has(r)
}

// numberAt returns in digits the number at i of a name that is written in other signs,
// and how many bytes it takes. Signs that number nothing are returned as they are. The
// size is 0 if there is no numeral.
func numberAt(w *thingWords, name string, i int) (string, int) {
	rest := name[i:]
	if after, ok := strings.CutPrefix(rest, "首"); ok && w.begins("first", after) != "" {
		return "1", len("首")
	}
	if n, size := romanAt(name, i); size > 0 && w.begins("counter", name[i+size:]) != "" {
		return strconv.Itoa(n), size
	}
	size := 0
	for _, r := range rest {
		if !numeralSigns.has(r) {
			break
		}
		size += utf8.RuneLen(r)
	}
	if size == 0 || size > maxNumeral {
		return rest[:size], size
	}
	after := rest[size:]
	if !strings.HasSuffix(name[:i], "第") && w.begins("counter", after) == "" && !(i > 0 && after != "" && w.begins("school", after) == after) {
		return rest[:size], size
	}
	n := valueOf(rest[:size])
	if n < 0 {
		return rest[:size], size
	}
	return strconv.Itoa(n), size
}

// maxNumeral bounds a numeral, in bytes. Things have numbers up to the hundreds.
const maxNumeral = 6 * len("百")

// valueOf returns the value of a Chinese numeral such as 二十三 or 一二〇, or -1 if s
// is none.
func valueOf(s string) int {
	sum, digit, digits := 0, -1, 0
	for _, r := range s {
		switch r {
		case '百', '十':
			unit := map[rune]int{'百': 100, '十': 10}[r]
			if digits > 1 || r == '百' && digit < 0 {
				return -1
			}
			sum += max(1, digit) * unit
			digit, digits = -1, 0
		default:
			d := max(0, strings.IndexRune(numerals, r)/len("一")-1)
			if digits > 0 {
				d += 10 * digit
			}
			digit = d
			if d > 0 || digits > 0 { // 一百零五
				digits++
			}
		}
	}
	return sum + max(0, digit)
}

// romanAt returns the Roman number at i of a name, if no letter or digit is beside it:
// ii期.
func romanAt(name string, i int) (n, size int) {
	if i > 0 && isAlnum(name[i-1]) {
		return 0, 0
	}
	r, width := utf8.DecodeRuneInString(name[i:])
	if r >= 'ⅰ' && r <= 'ⅻ' {
		return int(r-'ⅰ') + 1, width
	}
	for size < len(name)-i && isAlnum(name[i+size]) {
		size++
	}
	for k, roman := range [...]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"} {
		if name[i:i+size] == roman {
			return k + 1, size
		}
	}
	return 0, 0
}

func isAlnum(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' }

// marksOf returns what distinguishes the thing called key from its siblings: the
// numbers and letters in it, 东区 and the like, in order.
func marksOf(w *thingWords, key string) string {
	var marks []string
	for i := 0; i < len(key); {
		if n := codeAt(key, i); n > 0 {
			if code := key[i : i+n]; len(code) == 1 || strings.ContainsAny(code, "0123456789") {
				marks = append(marks, code)
			}
			i += n
			continue
		}
		if n := w.sideAt(key, i); n > 0 {
			marks = append(marks, key[i:i+n])
			i += n
			continue
		}
		_, width := utf8.DecodeRuneInString(key[i:])
		i += width
	}
	return strings.Join(marks, " ")
}

// codeAt returns the length of the letters and digits at i of key: bl3-1.
func codeAt(key string, i int) (n int) {
	for i+n < len(key) && (isAlnum(key[i+n]) || n > 0 && strings.IndexByte("-._/#", key[i+n]) >= 0 && i+n+1 < len(key) && isAlnum(key[i+n+1])) {
		n++
	}
	return n
}

// sideAt returns the length of the longest word at i of key that distinguishes parts
// of a thing. The 北区 of 江北区, a name of three characters in front, is none.
func (w *thingWords) sideAt(key string, i int) int {
	if !w.firsts.Has(wordlist.LowFirst(key[i:])) {
		return 0
	}
	best, n := 0, 0
	for at := i; at < len(key) && n < w.longest; n++ {
		_, width := utf8.DecodeRuneInString(key[at:])
		at += width
		if w.sides[key[i:at]] && !(strings.HasSuffix(key[i:at], "区") && n == 1 && utf8.RuneCountInString(key[:i]) == 1) {
			best = at - i
		}
	}
	return best
}
