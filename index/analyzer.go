package index

import (
	"unicode"
	"unicode/utf8"
)

// A text is turned into terms in two ways that make up for each other: words
// carry meaning, and bigrams find the names no dictionary knows. Both are of the
// folded text (traditional, full width, case).
//
// Bleve knows nothing of this: its registry of analyzers is global, and a
// segmenter belongs to one index.

// wordTerms returns gse's words of a folded text and, inside longer words, the
// dictionary words of two characters and more. It is safe for concurrent use.
func (l *Lexicon) wordTerms(text string) []string {
	out := make([]string, 0, len(text)/5)
	eachRun(text, func(r textRun) {
		run := text[r.start:r.end]
		if r.script != han {
			out = append(out, run)
			return
		}
		l.eachWord(run, func(start, end int, whole bool) {
			if _, w := utf8.DecodeRuneInString(run[start:end]); w == end-start && (!whole || l.isStop(run[start:end])) {
				return
			}
			out = append(out, run[start:end])
		})
	})
	return out
}

// gramTerms returns the pairs of neighbouring Han characters of a folded text,
// and runs of letters and digits whole. It is safe for concurrent use.
func gramTerms(text string) []string {
	out := make([]string, 0, len(text)/3)
	eachRun(text, func(r textRun) {
		_, w := utf8.DecodeRuneInString(text[r.start:])
		if r.script != han || r.start+w == r.end {
			out = append(out, text[r.start:r.end])
			return
		}
		for i := r.start; i+w < r.end; {
			_, next := utf8.DecodeRuneInString(text[i+w:])
			out = append(out, text[i:i+w+next])
			i, w = i+w, next
		}
	})
	return out
}

type script int

const (
	none  script = iota // white space and marks
	han                 // Han characters
	other               // letters and digits of other scripts
)

// textRun is a stretch of one script. Marks and white space belong to no run,
// but the point and the comma inside 25.1 and 12,000 belong to the number.
type textRun struct {
	script     script
	start, end int // bytes
}

func eachRun(s string, f func(textRun)) {
	run := textRun{}
	for i, r := range s {
		c := scriptOf(r)
		if c == none && run.script == other && (r == '.' && isDigit(s, i-1) && isDigit(s, i+1) || r == ',' && groups(s, i)) {
			c = other
		}
		if c != run.script {
			if run.script != none {
				run.end = i
				f(run)
			}
			run = textRun{script: c, start: i}
		}
	}
	if run.script != none {
		run.end = len(s)
		f(run)
	}
}

func scriptOf(r rune) script {
	switch {
	case isHan(r):
		return han
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
		return other
	}
	return none
}

// isHan reports whether r is a Han character; nearly all of them stand in one row.
func isHan(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FA5 || r >= 0x2E80 && unicode.Is(unicode.Han, r)
}

// groups reports whether the comma at i stands between groups of digits, three
// of them behind it.
func groups(s string, i int) bool {
	return isDigit(s, i-1) && isDigit(s, i+1) && isDigit(s, i+2) && isDigit(s, i+3) && !isDigit(s, i+4)
}

func isDigit(s string, i int) bool { return 0 <= i && i < len(s) && '0' <= s[i] && s[i] <= '9' }
