package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// viewed reports the counter of a page: 浏览量1次. What is told of a video or a
// topic in words (阅读量达3亿次, 阅读量超20万次) is none.
func (s *scanner) viewed(a amount, u unit) bool {
	if u.word != "次" || a.Scaled || a.Infix != "" {
		return false
	}
	left := strings.TrimRight(s.s[:a.from], ": ")
	return s.t.beforeAt(left, counter).text != ""
}

// maxClasses is how many classes a school has at most.
var maxClasses = big.NewRat(200, 1)

// schooled reports whether a counts the classes of a school: 规模为30班, 小学48班.
// 三年级2班 and 高一(3)班 are names.
func (s *scanner) schooled(a amount) bool {
	if a.Chinese || a.Scaled || !a.Value.IsInt() || a.Value.Cmp(ratTwo) < 0 || a.Value.Cmp(maxClasses) > 0 {
		return false
	}
	if r := s.runeBefore(a.from); r == '级' || r == '(' || r == ')' || r == '第' {
		return false
	}
	return s.has(schools, s.clause(a.from))
}

// has reports whether a word of role stands in text, which is a clause.
func (s *scanner) has(role role, text string) bool {
	for end := len(text); end > 0; {
		if s.t.beforeAt(text[:end], role).text != "" {
			return true
		}
		_, w := utf8.DecodeLastRuneInString(text[:end])
		end -= w
	}
	return false
}

// index reads a number without a unit behind what is told in such numbers:
// 性别比为97.20, 指数102.3.
func (s *scanner) index(i int) (reading, bool) {
	a, ok := s.amount(i)
	if !ok || s.as != Press || a.Chinese || a.Scaled || a.Hi != nil || a.InfixLen > 0 || !s.decimal(a) || s.broken(a) {
		return reading{}, false
	}
	if r := s.runeAt(a.to); r != 0 && !strings.ContainsRune(",，。;、!)上下提降升回增比低高较\n", r) {
		return reading{}, false
	}
	left := s.clauses(i)
	if j := strings.LastIndexAny(left, ",，"); j >= 0 {
		left = left[j:]
	}
	return number(a, knowledge.Number), s.has(indexed, left)
}
