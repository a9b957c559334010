// Package courtesy knows what people say out of courtesy, or about the bot itself:
// nothing that is to be looked up in the releases.
package courtesy

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"beilun/internal/zhtext"
)

// Kind is what a text says, where it asks nothing of the releases.
type Kind string

// The kinds.
const (
	None   Kind = ""       // it may be a question
	Help   Kind = "help"   // a greeting, or a question about the bot
	Thanks Kind = "thanks" // thanks, or goodbye
	Nod    Kind = "nod"    // a word that needs no reply
)

//go:embed courtesy.txt
var phraseList string

var loadPhrases = sync.OnceValue(func() map[string]Kind {
	out := map[string]Kind{}
	for line := range strings.Lines(phraseList) {
		kind, phrases, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, p := range strings.Split(phrases, ",") {
			out[strings.TrimSpace(p)] = Kind(kind)
		}
	}
	return out
})

// maxText bounds the characters of a text that may be said out of courtesy.
const maxText = 60

// Of returns what a text says: None where any part of it is more than courtesy. Of
// several kinds the one that asks for the most counts.
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

// particles may stand at the end of what is said.
const particles = "呀啊哈哦呢吧嘛么哟啦噢哇"

func ofPart(part string) Kind {
	phrases := loadPhrases()
	if k, ok := phrases[part]; ok {
		return k
	}
	if k, ok := phrases[strings.TrimRight(part, particles)]; ok {
		return k
	}
	return None
}

// isMark reports whether r stands between what is said; a sign that is part of it is
// none.
func isMark(r rune) bool {
	return r != '+' && (unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsControl(r) && r != ' ' || r == 0x200d || r >= 0xFE00 && r <= 0xFE0F)
}

// IsEnglish reports whether a text is written in Latin letters.
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
