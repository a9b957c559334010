package wordlist

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Piece is a word that Cover found, with the number of its list.
type Piece struct {
	Word string
	List int
}

// Cover cuts a text into words of lists, with as few words as possible, spaces aside. It
// returns nil if anything of the text is in no list. A Latin word counts where it is not
// part of a longer one; of words of the same length the one of the first list counts.
func Cover(text string, lists ...*List) []Piece {
	type step struct {
		Piece
		from, words int // words: how many lead here; 0: nothing does
	}
	text = strings.TrimSpace(text)
	steps := make([]step, len(text)+1)
	for at := 0; at < len(text); at++ {
		before := steps[at].words
		if at > 0 && before == 0 {
			continue
		}
		if text[at] == ' ' {
			steps[at+1] = steps[at]
			continue
		}
		for i, l := range lists {
			for _, w := range l.Words {
				end := at + len(w)
				if !strings.HasPrefix(text[at:], w) || !isWhole(text, at, end) {
					continue
				}
				if s := &steps[end]; s.words == 0 || before+1 < s.words {
					*s = step{Piece{w, i}, at, before + 1}
				}
			}
		}
	}
	if len(text) == 0 || steps[len(text)].words == 0 {
		return nil
	}
	out := make([]Piece, steps[len(text)].words)
	for at := len(text); at > 0; {
		s := steps[at]
		out[s.words-1] = s.Piece
		at = s.from
	}
	return out
}

// isWhole reports whether no Latin word or number goes on beyond either end of a part.
func isWhole(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	first, _ := utf8.DecodeRuneInString(text[start:])
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	behind, _ := utf8.DecodeRuneInString(text[end:])
	return !(isLatin(before) && isLatin(first)) && !(isLatin(last) && isLatin(behind))
}

func isLatin(r rune) bool {
	return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
