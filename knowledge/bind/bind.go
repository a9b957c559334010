package bind

import (
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/model"
	"beilun/knowledge/bind/names"
)

// Binder binds figures to what they measure. It is safe for concurrent use if its
// functions are.
type Binder struct {
	// Cut cuts a folded text without white space into words.
	Cut func(text string) []names.Word
	// Canon returns the word for all that have the meaning of word, or
	// word itself.
	Canon func(word string) string

	// Home is the district that articles speak for if they do not name it
	// themselves; "" if it is not known.
	Home string

	// Weights replace the built-in weights of the model while it is trained;
	// nil otherwise.
	Weights model.Weights
	// Watch is called with what each figure of a paragraph may be of. It may
	// be nil.
	Watch func(*knowledge.Paragraph, model.Choice)

	read   *readings // see Once
	coined []string  // names that the article coins, the longest first; see names.Coiner
}

// Once returns a binder that remembers the texts that it has read lately. It is for one
// release, and not safe for concurrent use.
func (b Binder) Once() Binder {
	b.read = &readings{texts: map[string]*names.Reading{}}
	return b
}

// maxRead is how many bytes of text a binder remembers, more than most releases have. It
// takes some fifteen bytes for each.
const maxRead = 256 << 10

// readings is what a binder remembers.
type readings struct {
	texts map[string]*names.Reading
	size  int // of the texts
	title titleRead
	free  *scene // no longer in use; see Binder.newScene
}

// titleRead is the title or heading that was read last, with the things in it: the rows
// of a table share a caption.
type titleRead struct {
	text, last string
	things     []cast.Thing
}

// reading returns a text as it is read.
func (b Binder) reading(t *names.Tables, text string) *names.Reading {
	if b.read != nil {
		if r := b.read.texts[text]; r != nil {
			return r
		}
	}
	r := &names.Reading{Cleaned: names.Clean(text)}
	r.Words = names.CutAround(r.S, b.coined, b.cut)
	r.Found = t.Find(r.S, r.Words)
	if b.read != nil {
		if b.read.size += len(text); b.read.size > maxRead {
			clear(b.read.texts)
			b.read.size = len(text)
		}
		b.read.texts[text] = r
	}
	return r
}

// ofThese is not part of the word behind it: 其中医药制造业 has no 中医药.
const ofThese = "其中"

// cut cuts a text into words.
func (b Binder) cut(s string) []names.Word {
	if !strings.Contains(s, ofThese) {
		return b.Cut(s)
	}
	out := make([]names.Word, 0, len(s)/4) // few texts have more
	from := 0
	part := func(to int) {
		for _, w := range b.Cut(s[from:to]) {
			out = append(out, names.Word{Start: from + w.Start, End: from + w.End, Tag: w.Tag})
		}
		from = to
	}
	for at := 0; ; {
		i := strings.Index(s[at:], ofThese)
		if i < 0 {
			break
		}
		at += i + len(ofThese)
		if i == 0 || wordlist.HasSuffix(s[:at-len(ofThese)], "，", ",", "；", ";", "。", "、", "(", "（", "：", ":") {
			part(at)
		}
	}
	part(len(s))
	return out
}

// Names returns the things in text that have a name of their own, folded, in order and
// each once.
func (b Binder) Names(text string) []string {
	t := names.Load()
	var out []string
	var seen map[string]bool
	for _, m := range t.Names(nil, b.reading(t, text), anywhere) {
		if !m.Proper || seen[m.Text] {
			continue
		}
		if seen == nil {
			seen = map[string]bool{}
		}
		seen[m.Text] = true
		out = append(out, m.Text)
	}
	return out
}

// anywhere is a cut function for [names.Tables.Names] if the text has no figures.
func anywhere(from, to int) int { return from }
