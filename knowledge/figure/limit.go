package figure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// maxLimit is how far in front of a figure, in bytes, a word may stand that
// makes a limit of it.
const maxLimit = 20 * len("字")

// limit returns the word in front of i that makes a limit of f, and where it
// begins: 最高, 最高可获, 最高补助标准为, 上限每艘, 不超过总投资的. A sum that a limit
// holds for is never quoted without it.
func (s *scanner) limit(i int, f *reading) (word string, from int) {
	if f.Kind == knowledge.Temperature || f.Kind == knowledge.Ordinal {
		return "", i // 气温最高38℃: the highest that was measured
	}
	left := s.clause(i)
	low := max(0, len(left)-maxLimit)
	for end := len(left); end > low; {
		r, w := utf8.DecodeLastRuneInString(left[:end])
		if s.t.ends(r, limits) {
			if p := s.t.beforeAt(left[:end], limits); p.text != "" && s.limits(left[end:], f) {
				word, from = p.text, i-len(left)+end-len(p.text) // 最高可获不超过: the first of them
			}
		}
		end -= w
	}
	return word, from
}

// limits reports whether the words between a limit and a figure keep them
// together.
func (s *scanner) limits(between string, f *reading) bool {
	if base, ok := strings.CutSuffix(between, "的"); ok && f.Kind == knowledge.Percent && base != "" && !strings.HasPrefix(between, "的") {
		return true // 不超过总投资的30%
	}
	return hasPrefix(s.each(between), "可", "能") || s.joins(between) // 最多可载客3860人, 最高每小时可通关
}

// was returns how many bytes of the words that f would be quoted with lead to it as
// to the limit that was: 上限由 of 上限由300万元提高到400万元. Nobody quotes it so.
func (s *scanner) was(from int, f reading) int {
	if !s.t.isLimit(f.Qualifier) || from >= f.from {
		return 0
	}
	before := s.s[from:f.from]
	if i := max(strings.LastIndex(before, "由"), strings.LastIndex(before, "从")); i >= 0 && s.each(before[i+len("由"):]) == "" {
		return i + len("由")
	}
	return 0
}

// listed are what may stand between two figures that one word in front is of.
var listed = []string{"、", "和", "与", "及", "或", "以及"}

// shared returns the limit of the figure before f that holds for f too: of one
// in a list (最高50万元、30万元), and of the one that f takes the place of (上限由
// 50万元提高到80万元).
func (s *scanner) shared(f *reading) string {
	if len(s.found) == 0 {
		return ""
	}
	last := &s.found[len(s.found)-1]
	if last.Kind != f.Kind || last.Unit != f.Unit || !s.t.isLimit(last.Qualifier) {
		return ""
	}
	between := s.s[s.floor:f.from]
	if slices.Contains(listed, between) || s.moves(between) {
		return last.Qualifier
	}
	return ""
}

// moves reports whether text leads from a limit to the one in its place:
// 提高到每艘.
func (s *scanner) moves(text string) bool {
	for end := range text {
		if p := s.t.beforeAt(text[:end], moved); p.text != "" && p.text == text[:end] && s.joins(text[end:]) {
			return true
		}
		if end > maxLimit {
			return false
		}
	}
	return text != "" && s.t.beforeAt(text, moved).text == text
}

// isLimit reports whether a qualifier is a limit.
func (t *tables) isLimit(word string) bool {
	return word != "" && t.beforeAt(word, limits).text == word
}

// joins reports whether text is made of nothing but words that may stand between
// a limit and its figure.
func (s *scanner) joins(text string) bool {
	for text != "" {
		if rest := s.each(text); len(rest) < len(text) {
			text = rest
			continue
		}
		n := 0
		for _, w := range s.t.between {
			if len(w) > n && strings.HasPrefix(text, w) {
				n = len(w)
			}
		}
		if n == 0 {
			return false
		}
		text = text[n:]
	}
	return true
}

// each takes what a sum is told for off the front of text: 每小时, 每个项目, 单艘.
func (s *scanner) each(text string) string {
	rest, ok := strings.CutPrefix(text, "每")
	if !ok {
		if rest, ok = strings.CutPrefix(text, "单"); !ok {
			return text
		}
	}
	rest = strings.TrimPrefix(rest, "个")
	if u, n := s.t.unitAt(rest); n > 0 && u.kind != knowledge.Money {
		return rest[n:]
	}
	for _, w := range []string{"企业", "项目", "主体", "平台", "船", "体", "人", "年", "月", "日", "天", "户", "次"} {
		if after, ok := strings.CutPrefix(rest, w); ok {
			return after
		}
	}
	return text
}

func hasPrefix(s string, prefixes ...string) bool {
	for _, x := range prefixes {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}
