package english

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

// cedictData is the part of CC-CEDICT that is used (CC BY-SA 4.0,
// data/LICENSE-cc-cedict), from English to Chinese, sorted by the English.
//
//go:generate go run gen.go cedict.json
//go:embed data/cedict.gz
var cedictData []byte

//go:embed data/phrases.txt
var phraseList string

// kind is the role of a phrase in a question.
type kind uint8

const (
	unknown kind = iota
	noun
	verb
	ask
	aux
	of
	det
	drop
	and
	or
	most
	more
	clock // a time
	unit
	number
	comma
)

var kinds = map[string]kind{
	"noun": noun, "adj": noun, "metric": noun, "title": noun, "verb": verb, "ask": ask, "aux": aux, "of": of, "det": det, "drop": drop,
	"and": and, "or": or, "most": most, "more": more, "time": clock, "unit": unit,
}

// meaning is what a phrase can mean in Chinese.
type meaning struct {
	kind   kind     // of a word of the grammar, a time or a unit; else noun or verb
	ask    string   // what is asked for
	nouns  []string // as a noun, or the words of a word of the grammar
	verbs  []string // as a verb
	figure bool     // the answer is a figure
	title  bool
	small  bool // an adjective, which is left out if the releases do not have it
}

func (m *meaning) isUnit() bool { return m != nil && m.kind == unit }

// lexicon is data/phrases.txt, indexed.
type lexicon struct {
	phrases map[string]*meaning
	forms   map[string]string // of irregular words
	heads   map[string]string // titles by the end of an organisation's name
	long    map[string]bool   // things whose length is asked for by "how long"
	sized   map[string]bool   // things whose size is no area
}

var loadLexicon = sync.OnceValue(func() *lexicon {
	l := &lexicon{map[string]*meaning{}, map[string]string{}, map[string]string{}, map[string]bool{}, map[string]bool{}}
	for line := range strings.Lines(phraseList) {
		left, right, ok := strings.Cut(line, "=")
		f := strings.Fields(left)
		if !ok || strings.HasPrefix(line, "#") || len(f) != 2 {
			continue
		}
		for _, p := range strings.Split(right, ",") {
			l.add(f[0], f[1], strings.Join(strings.Fields(p), " "))
		}
	}
	return l
})

// add adds a phrase of a line of data/phrases.txt.
func (l *lexicon) add(line, chinese, phrase string) {
	switch line {
	case "form":
		l.forms[phrase] = chinese
		return
	case "head":
		l.heads[phrase] = chinese
		return
	case "long":
		l.long[phrase] = true
		return
	case "sized":
		l.sized[phrase] = true
		return
	}
	m := l.phrases[phrase]
	if m == nil {
		m = &meaning{kind: kinds[line]}
		l.phrases[phrase] = m
	}
	words := strings.Split(chinese, "/")
	switch line {
	case "ask":
		m.ask = chinese
	case "verb":
		m.verbs = append(m.verbs, words...)
	default:
		m.nouns = append(m.nouns, words...)
		m.figure = m.figure || line == "metric"
		m.title = m.title || line == "title"
		m.small = m.small || line == "adj"
	}
	if m.kind == verb && line != "verb" {
		m.kind = kinds[line]
	}
}

// loadCedict returns CC-CEDICT, a line for each phrase.
var loadCedict = sync.OnceValue(func() string {
	r, err := gzip.NewReader(bytes.NewReader(cedictData))
	if err != nil {
		panic(fmt.Errorf("read dictionary: %w", err)) // it is part of the program
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(fmt.Errorf("read dictionary: %w", err))
	}
	return string(text)
})

// inCedict returns the meaning of a phrase in CC-CEDICT, or nil.
func inCedict(phrase string) *meaning {
	text := loadCedict()
	from, to := 0, len(text)
	for from < to {
		mid := strings.LastIndexByte(text[:(from+to)/2], '\n') + 1
		if mid < from {
			mid = from
		}
		line, _, _ := strings.Cut(text[mid:], "\n")
		english, chinese, _ := strings.Cut(line, "\t")
		switch {
		case english == phrase:
			nouns, verbs, _ := strings.Cut(chinese, "\t")
			return &meaning{kind: noun, nouns: strings.Fields(nouns), verbs: strings.Fields(verbs)}
		case english < phrase:
			from = mid + len(line) + 1
		default:
			to = mid
		}
	}
	return nil
}

// form is a form of a word.
type form uint8

const (
	plain form = iota
	plural
	past
	ing
)

// based is a word and the form of it that another word may be.
type based struct {
	word string
	form form
}

// bases returns the words that w may be a form of, w itself first.
func (l *lexicon) bases(w string) []based {
	out := []based{{w, plain}}
	if s, ok := strings.CutSuffix(w, "'s"); ok {
		return append(out, based{s, plain})
	}
	if s, ok := l.forms[w]; ok {
		return append(out, based{s, past})
	}
	for _, r := range []struct {
		end, to string
		form    form
	}{
		{"ies", "y", plural}, {"es", "", plural}, {"s", "", plural}, {"ves", "fe", plural},
		{"ied", "y", past}, {"ed", "", past}, {"d", "", past}, {"ing", "", ing}, {"ing", "e", ing},
	} {
		s, ok := strings.CutSuffix(w, r.end)
		if !ok || len(s) < 2 || r.end == "s" && strings.HasSuffix(s, "s") || r.end == "d" && !strings.HasSuffix(s, "e") {
			continue
		}
		out = append(out, based{s + r.to, r.form})
		if n := len(s); r.form > plural && r.to == "" && n > 2 && s[n-1] == s[n-2] { // planned
			out = append(out, based{s[:n-1], r.form})
		}
	}
	return out
}
