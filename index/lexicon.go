package index

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge/bind"

	"github.com/go-ego/gse"
)

// wordList holds the words of gse's simplified dictionary that are worth
// loading, "word frequency tag" a line. gen_words.go makes it; the words are
// under gse's Apache License 2.0 (data/LICENSE-gse).
//
//go:generate go run gen_words.go
//go:embed data/words.txt
var wordList string

// termList holds nouns that wordList would cut.
//
//go:embed data/terms.txt
var termList string

//go:embed data/stopwords.txt
var stopList string

// Limits of a user's word file.
const (
	maxUserWords   = 100_000
	maxUserWordLen = 30 // characters
)

// userWordFreq is the frequency a user's word is loaded with: high enough to
// win against being cut into parts, for which the frequency of a common word
// is enough.
const userWordFreq = 20_000

// Lexicon is what an index knows of words: gse's segmenter with the built-in
// list and a user's own words, and the words that carry no meaning of their
// own. An index and its queries have to use the same Lexicon; Hash tells
// lexicons apart. It does not change once made and is safe for concurrent use.
type Lexicon struct {
	// A function and not the segmenter: what a field's type can be seen to
	// have, the linker keeps for reflection, and with gse's methods its own
	// dictionaries, 32 MB of them.
	segment func([]byte) []gse.Segment
	stop    map[string]bool
	aliases []alias // longest first; questions only, so Hash leaves them out
	hash    string
}

// NewLexicon makes a lexicon of the built-in words and words, a user's own:
// one a line, an optional frequency and tag after a space are ignored, as are
// blank lines and lines that begin with #. A line "NAME = OTHER = OTHER" gives
// other words that people ask with for a name or a metric of the releases. A
// word over 30 characters, or more than 100,000 of them, is an error.
func NewLexicon(words string) (*Lexicon, error) {
	var user strings.Builder
	var aliases []alias
	n := 0
	for line := range strings.Lines(words) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.Contains(line, "=") {
			as, err := readAlias(line)
			if err != nil {
				return nil, err
			}
			if aliases = append(aliases, as...); len(aliases) > maxAliases {
				return nil, fmt.Errorf("read word file: more than %d other words", maxAliases)
			}
			continue
		}
		word := zhtext.FoldString(strings.FieldsFunc(line, unicode.IsSpace)[0])
		if utf8.RuneCountInString(word) > maxUserWordLen {
			return nil, fmt.Errorf("read word file: %q is over %d characters", word, maxUserWordLen)
		}
		if n++; n > maxUserWords {
			return nil, fmt.Errorf("read word file: more than %d words", maxUserWords)
		}
		fmt.Fprintf(&user, "%s %d %s\n", word, userWordFreq, bind.UserTag)
	}
	// The words that questions are understood by have to come out whole.
	for _, m := range loadVocabulary().metrics {
		for _, word := range m.words {
			if utf8.RuneCountInString(word) > 1 {
				fmt.Fprintf(&user, "%s %d %s\n", word, userWordFreq, bind.MetricTag)
			}
		}
	}
	eachLine(termList, func(f []string) {
		for _, word := range f {
			fmt.Fprintf(&user, "%s %d n\n", word, userWordFreq)
		}
	})
	// User words come first: gse ignores a word that it has already.
	dict := user.String() + wordList
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictStr(dict); err != nil {
		return nil, fmt.Errorf("load word list: %w", err)
	}
	sum := sha256.Sum256([]byte(dict + "\x00" + stopList))
	sortAliases(aliases)
	l := &Lexicon{segment: seg.Segment, stop: map[string]bool{}, aliases: aliases, hash: hex.EncodeToString(sum[:8])}
	for line := range strings.Lines(stopList) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				l.stop[w] = true
			}
		}
	}
	return l, nil
}

// Hash identifies the words of l.
func (l *Lexicon) Hash() string { return l.hash }

func (l *Lexicon) isStop(word string) bool { return l.stop[word] }

// eachWord cuts a run of folded Han characters into words and calls f with the
// byte span of each word and of the dictionary words within it. whole is true
// for a word and false for a word inside another.
func (l *Lexicon) eachWord(run string, f func(start, end int, whole bool)) {
	for _, s := range l.segment([]byte(run)) {
		f(s.Start(), s.End(), true)
		eachSubWord(s.Token(), s.Start(), f)
	}
}

// cut cuts a folded text into words with their tags. Marks are left out.
func (l *Lexicon) cut(text string) []bind.Word {
	out := make([]bind.Word, 0, len(text)/5)
	eachRun(text, func(r textRun) {
		if r.script != han {
			out = append(out, bind.Word{Start: r.start, End: r.end, Tag: "eng"})
			return
		}
		for _, s := range l.segment([]byte(text[r.start:r.end])) {
			tag := s.Token().Pos()
			if s.End()-s.Start() == len("字") && tag == "x" {
				tag = ""
			}
			out = append(out, bind.Word{Start: r.start + s.Start(), End: r.start + s.End(), Tag: tag})
		}
	})
	return out
}

// Binder returns what binds figures with the words of l.
func (l *Lexicon) Binder() bind.Binder { return bind.Binder{Cut: l.cut, Canon: canon} }

// eachSubWord walks the words gse found inside a word; their offsets are
// relative to it.
func eachSubWord(t *gse.Token, at int, f func(start, end int, whole bool)) {
	for _, s := range t.Segments() {
		f(at+s.Start(), at+s.End(), false)
		eachSubWord(s.Token(), at+s.Start(), f)
	}
}
