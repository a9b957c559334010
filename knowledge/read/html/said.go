package html

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/release"
)

//go:embed refusal.txt
var refusalFile string

// The lists of refusal.txt, where each is explained.
var (
	patterns   = map[string]*regexp.Regexp{}
	refusals   = wordlist.MustParse("knowledge/read/html/refusal.txt", refusalFile, wordlist.Form{"pattern": addPattern})
	quoted     = patterns["quoted"] // what a sentence quotes; a release may quote an error message
	aDay       = patterns["day"]
	dated      = patterns["dated"] // numbers that are no figure
	asides     = refusals.Words("aside")
	footLines  = refusals.Words("foot")
	sureFoot   = refusals.Words("foot-sure")
	leadsOn    = refusals.Words("leads")
	contacts   = refusals.Words("contact")
	listings   = refusals.List("listing")
	cutOff     = refusals.List("cut")
	newsWords  = refusals.Words("news")
	saidOfPage = []saying{
		{release.ErrDeleted, refusals.Words("deleted"), refusals.List("deleted-title")},
		{release.ErrBlocked, refusals.Words("blocked"), refusals.List("blocked-title")},
		{release.ErrLogin, refusals.Words("login"), refusals.List("login-title")},
		{release.ErrScripted, refusals.Words("scripted"), refusals.List("scripted-title")},
	}
)

// addPattern adds a regular expression: a name and its alternatives.
func addPattern(words []string) error {
	re, err := regexp.Compile(strings.Join(words[1:], "|"))
	patterns[words[0]] = re
	return err
}

// saying is what pages of one kind say that are no release.
type saying struct {
	why    error
	words  []string       // phrases of their sentences
	titles *wordlist.List // their titles
}

// said is what the lines of a page say about the page itself.
type said struct {
	why    error // of the first sentence that is one of saidOfPage; nil if none is
	titled error // of the first title that is
	rest   int   // Han characters of sentences that may be an article
	news   bool  // a sentence is about something that happened
}

// folded returns s as refusal.txt has it: the letters and digits, in lower case.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// hasAny reports whether s has one of words.
func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// saidIn reads lines, texts of blocks of a page, and titles, its title and its
// headings.
func saidIn(lines, titles []string) (s said) {
	for _, t := range titles {
		t = folded(t)
		for _, k := range saidOfPage {
			if s.titled == nil && k.titles.Has(t) {
				s.titled = k.why
			}
		}
	}
	for _, l := range lines {
		if isFoot(l) {
			continue
		}
		for _, at := range zhtext.Sentences(l) {
			s.add(l[at[0]:at[1]])
		}
	}
	return s
}

// add takes one sentence.
func (s *said) add(sentence string) {
	own := folded(quoted.ReplaceAllString(sentence, ""))
	if aDay.MatchString(sentence) || hasAny(own, newsWords) {
		s.news = s.news || char.CountHan(sentence) >= leastNotice
		s.rest += char.CountHan(sentence)
		return
	}
	for _, k := range saidOfPage {
		if hasAny(own, k.words) {
			if s.why == nil {
				s.why = k.why
			}
			return
		}
	}
	if !hasAny(own, asides) {
		s.rest += char.CountHan(sentence)
	}
}

// reason returns why a page is no release, by what it says; nil if it does not
// say so, or has more than that.
func (s said) reason() error {
	const (
		least = 40  // Han characters that an article has besides
		more  = 250 // the same under the title of a refusal
	)
	switch {
	case s.news:
		return nil
	case s.titled != nil && s.rest <= more:
		if s.why != nil { // which is more exact than 出错了
			return s.why
		}
		return s.titled
	case s.rest <= least:
		return s.why
	}
	return nil
}

// isFoot reports whether a line belongs to the foot of a page: who runs it, its
// licence, where to call.
func isFoot(s string) bool {
	const longest = 400 // bytes
	if len(s) > longest {
		return false
	}
	s, full := folded(s), prose.EndOf(s) == prose.EndsFull
	return hasAny(s, sureFoot) || !full && hasAny(s, footLines)
}

// withoutFoot returns blocks without the foot of the page at their end.
func withoutFoot(blocks []block) []block {
	end, sure := len(blocks), false
	for end > 0 && isFoot(blocks[end-1].Text) {
		end--
		sure = sure || hasAny(folded(blocks[end].Text), sureFoot)
	}
	if sure && end > 0 {
		return blocks[:end]
	}
	return blocks
}

// onlyFoot reports whether all of lines belong to the foot of a page.
func onlyFoot(lines []string) bool {
	sure := false
	for _, l := range lines {
		if !isFoot(l) {
			return false
		}
		sure = sure || hasAny(folded(l), sureFoot)
	}
	return sure
}
