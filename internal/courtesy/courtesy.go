// Package courtesy recognises what people write out of courtesy, or ask about the bot
// itself, which needs no search of the releases. The phrases are in courtesy.txt.
package courtesy

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
)

// Kind is what a text is, if it asks nothing about the releases.
type Kind string

// The kinds, as courtesy.txt explains them.
const (
	None     Kind = "" // it may be a question
	Help     Kind = "help"
	Who      Kind = "who"
	Usage    Kind = "usage"
	Hello    Kind = "hello"
	Here     Kind = "here"
	Insult   Kind = "insult"
	Hour     Kind = "hour"
	Farewell Kind = "farewell"
	Wish     Kind = "wish"
	Apology  Kind = "apology"
	Praise   Kind = "praise"
	Thanks   Kind = "thanks"
	Nod      Kind = "nod"
)

// kinds are the kinds that have phrases, the one that counts of several first.
var kinds = []Kind{Help, Who, Usage, Hello, Here, Insult, Hour, Farewell, Wish, Apology, Praise, Thanks, Nod}

// particle is the class of the characters that Particles returns.
const particle = "particle"

//go:embed courtesy.txt
var phraseFile string

// phrases are the phrases of each of kinds, with the particles and fillers behind them. Nothing in it
// changes.
type phrases []*wordlist.List

var loadPhrases = sync.OnceValue(func() phrases {
	p, err := parsePhrases(phraseFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return p
})

func parsePhrases(file string) (phrases, error) {
	lists := map[string]*wordlist.List{}
	var p phrases
	for _, k := range append(kinds[:len(kinds):len(kinds)], particle, "filler") {
		lists[string(k)] = &wordlist.List{}
		p = append(p, lists[string(k)])
	}
	n := 0
	for line := range strings.Lines(file) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		kind, list, _ := strings.Cut(line, " ")
		if lists[kind] == nil {
			return nil, fmt.Errorf("courtesy.txt:%d: unknown kind %q", n, kind)
		}
		for _, phrase := range strings.Split(list, ",") {
			if phrase = strings.TrimSpace(phrase); phrase == "" {
				return nil, fmt.Errorf("courtesy.txt:%d: an empty phrase", n)
			}
			lists[kind].Add(phrase)
		}
	}
	return p, nil
}

// Particles returns the characters behind a phrase that say nothing, as 呢.
func Particles() string { return loadPhrases()[len(kinds)].Chars() }

// maxText bounds the bytes of a text that is only courtesy.
const maxText = 240

// Of returns the kind of a text, or None if any part of it is more than courtesy. Emoji
// count as a nod.
func Of(text string) Kind {
	k, _ := Read(text)
	return k
}

// Read is Of that returns the phrase as well, for Hour the greeting to return. It is ""
// for emoji.
func Read(text string) (Kind, string) {
	if len(text) > maxText || !utf8.ValidString(text) {
		return None, ""
	}
	bare := WithoutEmoji(text)
	folded := zhtext.FoldString(strings.NewReplacer("’", "", "'", "").Replace(bare))
	p := loadPhrases()
	out, said := len(p), ""
	for _, part := range strings.FieldsFunc(folded, isMark) {
		part = squeeze(strings.Join(strings.Fields(part), " "))
		if part == "" {
			continue
		}
		pieces := wordlist.Cover(part, p...)
		if pieces == nil {
			return None, ""
		}
		for _, piece := range pieces {
			if piece.List < out {
				out, said = piece.List, piece.Word
			}
		}
	}
	switch {
	case out < len(kinds):
		return kinds[out], said
	case out == len(p) && strings.TrimSpace(text) != "" && !strings.ContainsAny(text, "?？") && !strings.ContainsFunc(bare, isWord):
		return Nod, "" // emoji, or marks
	}
	return None, "" // fillers alone
}

// breaks are marks behind a clause of courtesy.
const breaks = ",，。！!~～"

// Trim returns a text without the clauses before and behind it that are courtesies: 谢谢，那
// 建筑面积呢. A text that is only courtesy, or of several lines, stays as it is.
func Trim(text string) string {
	if strings.ContainsAny(text, "\n") || Of(text) != None {
		return text
	}
	for {
		i, last := strings.IndexAny(text, breaks), strings.LastIndexAny(strings.TrimRight(text, breaks+" "), breaks)
		if i < 0 {
			return text
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		if isClause(text[:i]) {
			text = strings.TrimLeft(text[i+n:], breaks+" ")
			continue
		}
		if last < 0 {
			return text
		}
		_, n = utf8.DecodeRuneInString(text[last:])
		if end := text[last+n:]; !isClause(end) || Of(end) == Nod && strings.ContainsAny(end, Particles()+"?？") {
			return text // 没错吧 asks
		}
		text = text[:last]
	}
}

// isClause reports whether a clause is a courtesy; a number may be that of an item.
func isClause(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLetter) && Of(text) != None
}

// squeeze writes a character that is repeated more than twice only twice: 哈哈哈哈.
func squeeze(text string) string {
	var out []rune
	for _, r := range text {
		if n := len(out); n >= 2 && out[n-1] == r && out[n-2] == r {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// shortcode matches the name of an emoji in Slack's form: :pray:, :+1::skin-tone-2:.
var shortcode = regexp.MustCompile(`:(?:[+-]1|[a-z][a-z\d_+'-]*):(?::skin-tone-[2-6]:)?`)

// WithoutEmoji returns a text without emoji that are written by name.
func WithoutEmoji(text string) string {
	if strings.Count(text, ":") < 2 {
		return text
	}
	return strings.TrimSpace(shortcode.ReplaceAllString(text, " "))
}

// isMark reports whether r separates phrases. The + of +1 does not.
func isMark(r rune) bool {
	return r != '+' && !isWord(r) && r != ' '
}

func isWord(r rune) bool { return r == '+' || unicode.IsLetter(r) || unicode.IsNumber(r) }

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
