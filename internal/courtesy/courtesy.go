// Package courtesy recognises what people write out of courtesy, or ask about the bot
// itself, which needs no search of the releases. The phrases are in courtesy.txt.
package courtesy

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"beilun/internal/zhtext"
)

// Kind is what a text is, if it asks nothing about the releases.
type Kind string

// The kinds.
const (
	None   Kind = ""       // it may be a question
	Help   Kind = "help"   // a greeting, or a question about the bot
	Thanks Kind = "thanks" // thanks, or goodbye
	Nod    Kind = "nod"    // a word that needs no reply
)

//go:embed courtesy.txt
var phraseFile string

// phrases is courtesy.txt. It is safe for concurrent use.
type phrases struct {
	kinds     map[string]Kind
	particles string // characters that may follow a phrase
}

var loadPhrases = sync.OnceValue(func() *phrases {
	p, err := parsePhrases(phraseFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return p
})

func parsePhrases(file string) (*phrases, error) {
	p := &phrases{kinds: map[string]Kind{}}
	n := 0
	for line := range strings.Lines(file) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		kind, list, _ := strings.Cut(line, " ")
		for _, phrase := range strings.Split(list, ",") {
			phrase = strings.TrimSpace(phrase)
			switch k := Kind(kind); {
			case phrase == "":
				return nil, fmt.Errorf("courtesy.txt:%d: an empty phrase", n)
			case kind == "particle":
				p.particles += phrase
			case k != Help && k != Thanks && k != Nod:
				return nil, fmt.Errorf("courtesy.txt:%d: unknown kind %q", n, kind)
			default:
				p.kinds[phrase] = k
			}
		}
	}
	return p, nil
}

// maxText bounds the characters of a text that is only courtesy.
const maxText = 60

// Of returns the kind of a text, or None if any part of it is more than courtesy. Of
// several kinds it returns the one that wants the longest reply: Help, then Thanks.
func Of(text string) Kind {
	if len(text) > maxText*4 {
		return None
	}
	folded := strings.ReplaceAll(zhtext.FoldString(strings.NewReplacer("’", "'", "'", "").Replace(text)), "'", "")
	out := None
	for _, part := range strings.FieldsFunc(folded, isMark) {
		k := ofPart(strings.Join(strings.Fields(part), " "))
		switch {
		case k == None:
			return None
		case out == None, k == Help, k == Thanks && out == Nod:
			out = k
		}
	}
	return out
}

// ofPart returns the kind of a phrase, with or without particles at its end.
func ofPart(part string) Kind {
	p := loadPhrases()
	if k, ok := p.kinds[part]; ok {
		return k
	}
	return p.kinds[strings.TrimRight(part, p.particles)]
}

// isMark reports whether r separates phrases. The + of +1 does not.
func isMark(r rune) bool {
	return r != '+' && (unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsControl(r) && r != ' ' || r == 0x200d || r >= 0xFE00 && r <= 0xFE0F)
}

// IsEnglish reports whether a text has Latin letters and no Chinese characters.
func IsEnglish(text string) bool {
	latin := false
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			return false
		case unicode.Is(unicode.Latin, r):
			latin = true
		}
	}
	return latin
}
