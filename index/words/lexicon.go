package words

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/memo"
	"beilun/internal/zhtext"
	"beilun/knowledge/bind"
	"beilun/knowledge/bind/names"

	"github.com/go-ego/gse"
)

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
// own. An index and its queries have to use the same Lexicon; lexicons
// that differ have different hashes. It does not change once made and is safe for concurrent use.
type Lexicon struct {
	words   cutter
	stop    map[string]bool
	aliases []alias // longest first; questions only, so Hash leaves them out
	hash    string
	terms   *memo.Table[Terms] // of words that questions have lately
}

// maxTerms is how many words the terms are remembered of: nearly all that the vocabulary has
// as other words for a metric. They take .3 MB at most.
const maxTerms = 512

// cutter cuts a run of folded Han characters into words.
type cutter interface {
	cut(run string) []gse.Segment
}

// NewLexicon makes a lexicon of the built-in words and words, a user's own:
// one a line, an optional frequency and tag after a space are ignored, as are
// blank lines and lines that begin with #. A line "NAME = OTHER = OTHER" gives
// other words that people ask with for a name or a metric of the releases. A
// word over 30 characters, or more than 100,000 of them, is an error. The
// built-in words are still being loaded when it returns.
func NewLexicon(words string) (*Lexicon, error) {
	return newLexicon(words, newSegmenter)
}

// NewLexiconFor makes the lexicon that NewLexicon makes, with a tenth of the
// work: it loads the built-in words that texts can contain, and all of them
// when it first has to cut another text. It is for a program that is
// done after a question or two about a few releases.
func NewLexiconFor(words string, texts ...string) (*Lexicon, error) {
	return newLexicon(words, func(own string) *segmenter { return newSegmenterFor(own, texts) })
}

// newLexicon makes a lexicon whose segmenter load makes of the words that come
// before the built-in ones.
func newLexicon(words string, load func(own string) *segmenter) (*Lexicon, error) {
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
		fmt.Fprintf(&user, "%s %d %s\n", word, userWordFreq, names.UserTag)
	}
	// The words that questions are understood by have to come out whole.
	for _, metric := range loadVocabulary().metrics {
		for _, word := range metric {
			if utf8.RuneCountInString(word) > 1 {
				fmt.Fprintf(&user, "%s %d %s\n", word, userWordFreq, names.MetricTag)
			}
		}
	}
	eachLine(termList, func(f []string) {
		for _, word := range f {
			fmt.Fprintf(&user, "%s %d n\n", word, userWordFreq)
		}
	})
	own := user.String()
	sum := sha256.Sum256([]byte(own + wordList + "\x00" + stopList))
	sortAliases(aliases)
	l := &Lexicon{words: load(own), stop: map[string]bool{}, aliases: aliases, hash: hex.EncodeToString(sum[:8])}
	l.terms = memo.New(maxTerms, l.TermsOf)
	for line := range strings.Lines(stopList) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				l.stop[w] = true
			}
		}
	}
	return l, nil
}

// IsPartial reports whether l has loaded only the built-in words that the texts
// it was made for need.
func (l *Lexicon) IsPartial() bool {
	s, ok := l.words.(*segmenter)
	return ok && s.part != nil
}

// Hash identifies the words of l.
func (l *Lexicon) Hash() string { return l.hash }

// IsStop reports whether a folded word carries no meaning of its own.
func (l *Lexicon) IsStop(word string) bool { return l.stop[word] }

// EachWord cuts a run of folded Han characters into words and calls f with the
// byte span of each word and of the dictionary words within it. whole is true
// for a word and false for a word inside another.
func (l *Lexicon) EachWord(run string, f func(start, end int, whole bool)) {
	for _, s := range l.words.cut(run) {
		f(s.Start(), s.End(), true)
		eachSubWord(s.Token(), s.Start(), f)
	}
}

// Cut cuts a folded text into words with their tags. Marks are left out.
func (l *Lexicon) Cut(text string) []names.Word {
	out := make([]names.Word, 0, len(text)/4) // few texts have more
	EachRun(text, func(r Run) {
		if r.Script != Han {
			out = append(out, names.Word{Start: r.Start, End: r.End, Tag: "eng"})
			return
		}
		for _, s := range l.words.cut(text[r.Start:r.End]) {
			tag := s.Token().Pos()
			if s.End()-s.Start() == len("字") && tag == "x" {
				tag = ""
			}
			out = append(out, names.Word{Start: r.Start + s.Start(), End: r.Start + s.End(), Tag: tag})
		}
	})
	return out
}

// Binder returns what binds figures with the words of l.
func (l *Lexicon) Binder() bind.Binder { return bind.Binder{Cut: l.Cut, Canon: Canon} }

// eachSubWord walks the words gse found inside a word; their offsets are
// relative to it.
func eachSubWord(t *gse.Token, at int, f func(start, end int, whole bool)) {
	for _, s := range t.Segments() {
		f(at+s.Start(), at+s.End(), false)
		eachSubWord(s.Token(), at+s.Start(), f)
	}
}
