package verdict

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Items are what a claim about several things has to hold: one list, or several
// of which any will do.
type Items [][]string

// UnmarshalJSON reads a list of strings or a list of lists.
func (it *Items) UnmarshalJSON(data []byte) error {
	var one []string
	if err := json.Unmarshal(data, &one); err == nil {
		*it = nil
		if len(one) > 0 {
			*it = Items{one}
		}
		return nil
	}
	var many [][]string
	if err := json.Unmarshal(data, &many); err != nil {
		return err
	}
	*it = many
	return nil
}

// share returns how many of the items of the best list stand in a claim.
func (it Items) share(claim string) float64 {
	best := 0.0
	for _, list := range it {
		n := 0
		for _, item := range list {
			if stands(item, claim) {
				n++
			}
		}
		best = max(best, float64(n)/float64(max(1, len(list))))
	}
	return best
}

// fold writes s in one form: compatibility characters replaced, without white
// space, in small letters.
func fold(s string) string { return strings.ToLower(unspaced(norm.NFKC.String(s))) }

func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

const numerals = "0123456789.零一二三四五六七八九十百千万亿两几"

var (
	denies   = regexp.MustCompile(`(?:不是|没有|尚未|并未|[不未没非无])$`)
	isDenial = regexp.MustCompile(`^(?:不|未|没|非|无)`)
)

// stands reports whether an acceptable answer stands in a claim: not inside a
// longer number, and not denied.
func stands(answer, claim string) bool {
	x, a := fold(answer), fold(claim)
	if x == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(x)
	last, _ := utf8.DecodeLastRuneInString(x)
	for from := 0; ; {
		i := strings.Index(a[from:], x)
		if i < 0 {
			return false
		}
		i += from
		before, n := utf8.DecodeLastRuneInString(a[:i])
		after, m := utf8.DecodeRuneInString(a[i+len(x):])
		inside := n > 0 && isNumeral(first) && isNumeral(before) || m > 0 && isNumeral(last) && isNumeral(after)
		if !inside && (!denies.MatchString(a[:i]) || isDenial.MatchString(x)) {
			return true
		}
		from = i + utf8.RuneLen(first)
	}
}

func isNumeral(r rune) bool { return strings.ContainsRune(numerals, r) }

// Holds reports whether one of the acceptable answers stands in a text.
func Holds(answers []string, text string) bool { return holdsAny(answers, text) }

func holdsAny(answers []string, claim string) bool {
	return slices.ContainsFunc(answers, func(a string) bool { return stands(a, claim) })
}

const punctuation = "-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』!?;()<>[]{}\"'‘【】〈〉—…,"

// equalText reports whether a claim is one of the answers but for punctuation.
func equalText(answers []string, claim string) bool {
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune(punctuation, r) {
				return -1
			}
			return r
		}, fold(s))
	}
	c := bare(claim)
	return c != "" && slices.ContainsFunc(answers, func(a string) bool { return bare(a) == c })
}

// qualifiers are words of one meaning a line.
var qualifiers = [][]string{
	{"最高", "不超过", "至多", "最多", "上限", "封顶", "以内"}, {"最低", "不低于", "至少", "不少于"}, {"超", "突破", "逾", "以上", "多", "余"},
	{"近", "接近"}, {"约", "左右", "大约"}, {"不到", "不足", "以下"}, {"底", "末"}, {"初"}, {"前"}, {"中旬"}, {"上旬"}, {"下旬"},
}

// lacksQualifier reports whether a claim lacks a qualifier that every answer has.
func lacksQualifier(answers []string, claim string) bool {
	a := fold(claim)
	return len(answers) > 0 && slices.ContainsFunc(qualifiers, func(words []string) bool {
		return !has(a, words) && !slices.ContainsFunc(answers, func(x string) bool { return !has(fold(x), words) })
	})
}

func has(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

var (
	downWords = []string{"下降", "减少", "回落", "降低", "负增长", "收窄", "下滑"}
	upWords   = []string{"增长", "增加", "提高", "上升", "上涨", "增幅"}
)

// turned reports whether a claim has the direction that the answers do not have.
func turned(answers []string, claim string) bool {
	down, up := false, false
	for _, a := range answers {
		down = down || has(a, downWords) || strings.HasPrefix(strings.TrimSpace(a), "-")
		up = up || has(a, upWords)
	}
	claimDown, claimUp := has(claim, downWords), has(claim, upWords)
	switch {
	case down && !up && claimUp && !claimDown, up && !down && claimDown && !claimUp:
		return true
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(claim))
	return strings.ContainsRune("-－−负", first) && !down
}

// common returns the length of the longest run that two texts share.
func common(a, b []rune) int {
	best, last := 0, make([]int, len(b)+1)
	for _, x := range a {
		here := make([]int, len(b)+1)
		for j, y := range b {
			if x == y {
				here[j+1] = last[j] + 1
				best = max(best, here[j+1])
			}
		}
		last = here
	}
	return best
}
