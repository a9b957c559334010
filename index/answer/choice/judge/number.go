package judge

import (
	"regexp"
	"slices"
	"strings"

	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/index/answer/overlap"
	"beilun/knowledge/ledger"
)

// numbers are those of things in a question, as ledger.Key writes them: 3期,
// 9号线.
type numbers []string

var numberPattern = regexp.MustCompile(`第?(?:[0-9]+|[一二三四五六七八九十]+)(?:期|号线|号楼|号院|号|届|中学|小学|中|小|院|批|标段|路|街|区|层|馆)`)

func numbersIn(text string) (out numbers) {
	for _, n := range numberPattern.FindAllString(text, -1) {
		out = append(out, strings.TrimPrefix(ledger.Key(n), "第")) // 十五小学 alone is no number
	}
	return out
}

// fit returns where the numbers are, for the one that is farthest: 1 in a
// candidate's own words or its text, 2 in title or heading, 3 another number is
// there, 4 none is; 0 if the question has none.
func (ns numbers) fit(own, text, heads string) int {
	if len(ns) == 0 {
		return 0
	}
	worst := 1
	key, headKey, ownKey := ledger.Key(text), ledger.Key(heads), ledger.Key(own)
	for _, n := range ns {
		is := 4
		kind := strings.TrimLeft(n, "0123456789一二三四五六七八九十")
		switch {
		case hasNumber(ownKey, n):
			is = 1
		case kind != "" && hasAnyNumber(ownKey, kind):
			is = 3
		case hasNumber(key, n):
			is = 1
		case hasNumber(headKey, n):
			is = 2
		case kind != "" && hasAnyNumber(key, kind):
			is = 3
		}
		worst = max(worst, is)
	}
	return worst
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// hasNumber reports whether key has the number n other than as the end of a
// longer one.
func hasNumber(key, n string) bool {
	for from := 0; ; {
		i := strings.Index(key[from:], n)
		if i < 0 {
			return false
		}
		i += from
		if i == 0 || !isDigit(key[i-1]) || !isDigit(n[0]) {
			return true
		}
		from = i + 1
	}
}

// hasAnyNumber reports whether key has a number before kind.
func hasAnyNumber(key, kind string) bool {
	for from := 0; ; {
		i := strings.Index(key[from:], kind)
		if i < 0 {
			return false
		}
		i += from
		if i > 0 && isDigit(key[i-1]) {
			return true
		}
		from = i + len(kind)
	}
}

// places are the regions and roads that a question names.
type places []string

var placePattern = regexp.MustCompile(`[\p{Han}]{2,4}?(?:新区|开发区|区|县|市|镇|乡|街道|村|路|大道|街)`)

func placesIn(f *frame.Frame) places { return placePattern.FindAllString(f.Text, -1) }

// fit returns where the places are, by their first two characters, for the one
// that is farthest: 1 in text or heads, 2 one is the releases' own district, 3
// nowhere; 0 if the question names none.
func (ps places) fit(about *question.About, text, heads string) int {
	worst := 0
	for _, p := range ps {
		is, start := 3, overlap.FirstRunes(p, 2)
		switch {
		case strings.Contains(text, start) || strings.Contains(heads, start):
			is = 1
		case slices.ContainsFunc(about.Home, func(h string) bool { return strings.Contains(h, start) }):
			is = 2
		}
		worst = max(worst, is)
	}
	return worst
}
