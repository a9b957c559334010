package zhtext

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

//go:embed speech.txt
var speechFile string

// The classes of speech.txt, which explains them.
var (
	speechWords = wordlist.MustParse("internal/zhtext/speech.txt", speechFile, nil)

	speech         = speechWords.Words("speech")
	notSpeech      = speechWords.Words("not-speech")
	speechAnywhere = speechWords.Words("anywhere")
	afterQuote     = NewSet(speechWords.Chars("follows"))
)

// maxAttribution is how far behind a quotation, in bytes, its attribution may reach.
const maxAttribution = 180

// attributed reports whether rest, the text right behind a quotation, begins with
// an attribution (…”某某说。), so that the sentence is not over.
func attributed(rest string) bool {
	if len(rest) > maxAttribution {
		rest = rest[:maxAttribution]
	}
	for rest != "" {
		i := strings.IndexAny(rest, "，。！？；：,!?;:“")
		if i < 0 {
			i = len(rest)
		}
		if saying(strings.TrimSpace(rest[:i])) {
			return true
		}
		if i == len(rest) {
			return false
		}
		mark, w := utf8.DecodeRuneInString(rest[i:])
		if mark != '，' && mark != ',' {
			return false
		}
		rest = rest[i+w:]
	}
	return false
}

// saying reports whether a clause says that somebody said something.
func saying(clause string) bool {
	for _, w := range notSpeech {
		if strings.HasSuffix(clause, w) {
			return false
		}
	}
	for _, w := range speech {
		if strings.HasSuffix(clause, w) {
			return true
		}
	}
	for _, w := range speechAnywhere {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return false
}
