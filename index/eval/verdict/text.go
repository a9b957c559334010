package verdict

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"beilun/internal/wordlist"
)

// Items are what a claim about several things must have: one list, or several of
// which any will do.
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

// share returns the share of the items of a list that a claim has, for the best
// list.
func (it Items) share(claim string) float64 {
	best := 0.0
	for _, list := range it {
		n := 0
		for _, item := range list {
			if hasAnswer(claim, item) {
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

// hasAnswer reports whether a claim has an acceptable answer that is neither inside
// a longer number nor denied.
func hasAnswer(claim, answer string) bool {
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
		if !inside && (!by.pattern("denies").MatchString(a[:i]) || by.pattern("isDenial").MatchString(x)) {
			return true
		}
		from = i + utf8.RuneLen(first)
	}
}

func isNumeral(r rune) bool { return by.list("numeral").Has(string(r)) }

// Holds reports whether a text has one of the acceptable answers.
func Holds(answers []string, text string) bool {
	return slices.ContainsFunc(answers, func(a string) bool { return hasAnswer(text, a) })
}

const punctuation = "-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』!?;()<>[]{}\"'‘【】〈〉—…,"

// equalText reports whether a claim is one of the answers, apart from punctuation.
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

// lacksQualifier reports whether a claim lacks a qualifier that every answer has.
func lacksQualifier(answers []string, claim string) bool {
	a := fold(claim)
	return len(answers) > 0 && slices.ContainsFunc(by.qualifiers, func(words []string) bool {
		return !wordlist.ContainsAny(a, words...) && !slices.ContainsFunc(answers, func(x string) bool { return !wordlist.ContainsAny(fold(x), words...) })
	})
}

// turned reports whether a claim has the opposite direction of the answers.
func turned(answers []string, claim string) bool {
	downWords, upWords, minus := by.list("down"), by.list("up"), by.list("minus")
	down, up := false, false
	for _, a := range answers {
		down = down || downWords.In(a) || strings.HasPrefix(strings.TrimSpace(a), "-")
		up = up || upWords.In(a)
	}
	claimDown, claimUp := downWords.In(claim), upWords.In(claim)
	switch {
	case down && !up && claimUp && !claimDown, up && !down && claimDown && !claimUp:
		return true
	}
	return minus.Begins(strings.TrimSpace(claim)) && !down
}

// common returns the length of the longest common substring of two texts.
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
