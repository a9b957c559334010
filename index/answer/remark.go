package answer

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/internal/courtesy"
	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
)

//go:embed remark.txt
var remarkFile string

var remarkLists = sync.OnceValue(func() wordlist.Classes { return wordlist.MustParse("index/answer/remark.txt", remarkFile, nil) })

func remarks(class string) *wordlist.List { return remarkLists().List(class) }

// maxRemark is how many characters a remark has at most.
const maxRemark = 40

// isRemark reports whether a text is said in a conversation and asks nothing: 我先去开会,
// 周五前要交. It has no word that asks, names nothing that the releases have or that is
// measured, and is a statement of somebody. 故宫门票 is none: an unknown thing may be
// asked for with nothing but its name.
func (in *interpreter) isRemark(u understood) bool {
	text := zhtext.FoldString(u.question)
	if text == "" || utf8.RuneCountInString(text) > maxRemark || remarks("asking").Ends(strings.TrimRight(text, " .。!！~～")) {
		return false
	}
	f := in.frame(u.text)
	if f.Given != nil || slices.ContainsFunc(f.Names, func(n frame.Name) bool { return !n.Generic }) {
		return false
	}
	if u.english {
		return isEnglishRemark(text)
	}
	if !f.Bare || len(f.Query.Named)+len(f.Unknown)+len(f.Query.Years)+len(f.Concepts) > 0 || f.Query.Phase != "" || f.Query.Part != "" {
		return false
	}
	return f.Asks == frame.Text && !remarks("request").In(text) && in.states(text)
}

// states reports whether a folded text is a statement of somebody.
func (in *interpreter) states(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) || r == ' ' })
	switch first, _, cut := cutAt(text); {
	case remarks("end").Ends(text):
		return true
	case cut:
		switch courtesy.Of(first) {
		case courtesy.Praise, courtesy.Thanks, courtesy.Apology, courtesy.Farewell:
			return true
		}
	}
	words := in.index.Lexicon().Cut(text)
	isNoun := func(i int) bool { return i < len(words) && remarks("noun").Has(words[i].Tag) }
	for i, w := range words {
		switch next := i + 1; {
		case !remarks("speaker").Has(text[w.Start:w.End]):
		case next == len(words), strings.HasSuffix(text, remarks("of").Words[0]):
			return true
		case !isNoun(next) && !remarks("of").Has(text[words[next].Start:words[next].End]) && !remarks("wanting").Has(text[words[next].Start:words[next].End]):
			return true
		}
	}
	return remarks("time").Begins(text) && remarks("modal").In(text)
}

// cutAt cuts a text behind its first clause.
func cutAt(text string) (first, rest string, ok bool) {
	i := strings.IndexFunc(text, func(r rune) bool { return r == ' ' || unicode.IsPunct(r) })
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i:], true
}

// isEnglishRemark is isRemark for a folded text in English.
func isEnglishRemark(text string) bool {
	text = strings.NewReplacer("'", "", "’", "").Replace(text)
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	talks := slices.ContainsFunc(words, remarks("talker").Has)
	return talks && !remarks("front").Has(words[0]) && !slices.ContainsFunc(words, remarks("asks").Has)
}

// remark is the answer to what asks nothing.
func remark(u understood) *Answer {
	return &Answer{Question: u.question, English: u.english, Reason: Remark}
}
