package index

import (
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"

	"github.com/blevesearch/bleve/v2/analysis"
)

// The two analyzers turn a text into terms in two ways that make up for each
// other: words carry meaning, and bigrams find the names no dictionary knows.
// Both fold the text first (traditional, full width, case), give byte offsets
// into the text as it was, and count positions by character without white
// space, so that a phrase matches whatever way its parts were segmented and
// however it was spaced.
//
// They are values of bleve's analysis.Analyzer that are handed to each field
// directly rather than registered by name: bleve's registry is global and a
// segmenter belongs to one index.

// wordAnalyzer gives gse's words and, inside longer words, the dictionary
// words of two characters and more.
type wordAnalyzer struct{ lex *Lexicon }

// Analyze implements analysis.Analyzer. It is safe for concurrent use.
func (a wordAnalyzer) Analyze(input []byte) analysis.TokenStream {
	var out analysis.TokenStream
	f := zhtext.Fold(string(input))
	eachRun(f.Text, func(r textRun) {
		if r.script != han {
			out = append(out, token(f, r.start, r.end, r.pos))
			return
		}
		a.lex.eachWord(f.Text[r.start:r.end], func(start, end int, whole bool) {
			chars := utf8.RuneCountInString(f.Text[r.start+start : r.start+end])
			if chars == 1 && (!whole || a.lex.isStop(f.Text[r.start+start:r.start+end])) {
				return
			}
			pos := r.pos + utf8.RuneCountInString(f.Text[r.start:r.start+start])
			out = append(out, token(f, r.start+start, r.start+end, pos))
		})
	})
	return out
}

// gramAnalyzer gives the pairs of neighbouring Han characters, and runs of
// letters and digits whole.
type gramAnalyzer struct{}

// Analyze implements analysis.Analyzer. It is safe for concurrent use.
func (gramAnalyzer) Analyze(input []byte) analysis.TokenStream {
	var out analysis.TokenStream
	f := zhtext.Fold(string(input))
	eachRun(f.Text, func(r textRun) {
		_, w := utf8.DecodeRuneInString(f.Text[r.start:])
		if r.script != han || r.start+w == r.end {
			out = append(out, token(f, r.start, r.end, r.pos))
			return
		}
		pos := r.pos
		for i := r.start; i+w < r.end; pos++ {
			_, next := utf8.DecodeRuneInString(f.Text[i+w:])
			out = append(out, token(f, i, i+w+next, pos))
			i, w = i+w, next
		}
	})
	return out
}

func token(f zhtext.Folded, start, end, pos int) *analysis.Token {
	t := &analysis.Token{Term: []byte(f.Text[start:end]), Position: pos, Type: analysis.Ideographic}
	t.Start, t.End = f.Source(start, end)
	return t
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
	pos        int // 1 + characters before it, white space not counted
}

func eachRun(s string, f func(textRun)) {
	run := textRun{}
	pos := 1
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
			run = textRun{script: c, start: i, pos: pos}
		}
		if !unicode.IsSpace(r) {
			pos++
		}
	}
	if run.script != none {
		run.end = len(s)
		f(run)
	}
}

func scriptOf(r rune) script {
	switch {
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
		return other
	}
	return none
}

// groups reports whether the comma at i stands between groups of digits, three
// of them behind it.
func groups(s string, i int) bool {
	return isDigit(s, i-1) && isDigit(s, i+1) && isDigit(s, i+2) && isDigit(s, i+3) && !isDigit(s, i+4)
}

func isDigit(s string, i int) bool { return 0 <= i && i < len(s) && '0' <= s[i] && s[i] <= '9' }
