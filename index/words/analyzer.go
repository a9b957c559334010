package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// Squeeze returns s folded and without its white space.
func Squeeze(s string) string { return strings.Join(strings.Fields(zhtext.FoldString(s)), "") }

// WordTerms returns gse's words of a folded text and, inside longer words, the
// dictionary words of two characters and more. It is safe for concurrent use.
func (l *Lexicon) WordTerms(text string) []string {
	out := make([]string, 0, len(text)/5)
	EachRun(text, func(r Run) {
		run := text[r.Start:r.End]
		if r.Script != Han {
			out = append(out, run)
			return
		}
		l.EachWord(run, func(start, end int, whole bool) {
			if _, w := utf8.DecodeRuneInString(run[start:end]); w == end-start && (!whole || l.IsStop(run[start:end])) {
				return
			}
			out = append(out, run[start:end])
		})
	})
	return out
}

// Terms are the terms that a text is indexed by.
type Terms struct {
	Words, Grams []string // see Lexicon.WordTerms and GramTerms
}

// TermsOf returns the terms of a text. It is safe for concurrent use.
func (l *Lexicon) TermsOf(text string) Terms {
	text = zhtext.FoldString(text)
	return Terms{l.WordTerms(text), GramTerms(text)}
}

// TermsOfWord is TermsOf for a word that many questions have. The slices are shared: they
// are only read.
func (l *Lexicon) TermsOfWord(word string) Terms { return l.terms.Get(word) }

// GramTerms returns the pairs of neighbouring Han characters of a folded text,
// and runs of letters and digits whole. It is safe for concurrent use.
func GramTerms(text string) []string {
	out := make([]string, 0, len(text)/3)
	EachRun(text, func(r Run) {
		_, w := utf8.DecodeRuneInString(text[r.Start:])
		if r.Script != Han || r.Start+w == r.End {
			out = append(out, text[r.Start:r.End])
			return
		}
		for i := r.Start; i+w < r.End; {
			_, next := utf8.DecodeRuneInString(text[i+w:])
			out = append(out, text[i:i+w+next])
			i, w = i+w, next
		}
	})
	return out
}

// Script is the script of a run of characters.
type Script int

const (
	none  Script = iota // white space and marks
	Han                 // Han characters
	other               // letters and digits of other scripts
)

// Run is a stretch of one script. Marks and white space belong to no run,
// but the point and the comma inside 25.1 and 12,000 belong to the number.
type Run struct {
	Script     Script
	Start, End int // bytes
}

// EachRun calls f with the runs of a folded text in order.
func EachRun(s string, f func(Run)) {
	run := Run{}
	for i, r := range s {
		c := scriptOf(r)
		if c == none && run.Script == other && (r == '.' && IsDigit(s, i-1) && IsDigit(s, i+1) || r == ',' && groups(s, i)) {
			c = other
		}
		if c != run.Script {
			if run.Script != none {
				run.End = i
				f(run)
			}
			run = Run{Script: c, Start: i}
		}
	}
	if run.Script != none {
		run.End = len(s)
		f(run)
	}
}

func scriptOf(r rune) Script {
	switch {
	case IsHan(r):
		return Han
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
		return other
	}
	return none
}

// IsHan reports whether r is a Han character; nearly all of them are in one range.
func IsHan(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FA5 || r >= 0x2E80 && unicode.Is(unicode.Han, r)
}

// groups reports whether the comma at i is between groups of digits, three of them
// after it.
func groups(s string, i int) bool {
	return IsDigit(s, i-1) && IsDigit(s, i+1) && IsDigit(s, i+2) && IsDigit(s, i+3) && !IsDigit(s, i+4)
}

// IsDigit reports whether s has an ASCII digit at byte i; i may lie outside of s.
func IsDigit(s string, i int) bool { return 0 <= i && i < len(s) && '0' <= s[i] && s[i] <= '9' }

// GoOn reports whether b continues the number or the word in letters that a ends.
func GoOn(a, b rune) bool {
	return scriptOf(a) == other && scriptOf(b) == other && unicode.IsDigit(a) == unicode.IsDigit(b)
}

// FirstRune returns the first character of s.
func FirstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// AllHan reports whether s has Han characters and nothing else.
func AllHan(s string) bool {
	for _, r := range s {
		if !IsHan(r) {
			return false
		}
	}
	return s != ""
}
