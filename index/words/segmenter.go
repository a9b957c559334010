package words

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"beilun/internal/memo"
	"beilun/internal/zhtext"

	"github.com/go-ego/gse"
)

// wordList holds the words of gse's simplified dictionary that are worth
// loading, "word frequency tag" a line. gen_words.go makes it; the words are
// under gse's Apache License 2.0 (data/LICENSE-gse).
//
//go:generate go run gen_words.go
//go:embed data/words.txt
var wordList string

// segmenter cuts runs of Han characters into words with gse. It is safe for
// concurrent use.
//
// To load the whole word list takes longer than anything else that answers a
// question from a few releases, and they contain next to none of its words.
// So a segmenter can begin with the words that can be in texts known
// beforehand, those made of no other pairs of characters. In a run of such
// pairs it finds what it would find with the whole list: gse takes the shortest
// way through the words in a run, and how long a way is depends on these words and on the sum of all frequencies alone, which is kept.
type segmenter struct {
	known map[pair]struct{} // pairs of characters that part is good for
	part  segment           // nil: there is only whole
	whole func() segment
	short [maxShort]atomic.Pointer[shortRun] // short runs that were cut lately, by their hash
	long  *memo.Table[[]gse.Segment]         // and longer ones; see maxLong
}

// Half of the runs of Han characters in releases are as short as this, because they
// are between figures and marks, and most of them recur (万元, 同比增长): in the releases of the eight development districts 3,580 of 5,232, and 1,652
// different ones.
const (
	maxShortRun = 4 * len("字") // bytes
	maxShort    = 2048         // runs that are remembered, a power of two
)

// maxLong is how many longer runs are remembered, apart from very long ones: a question is
// cut eight times until it is answered, by those who look for names, words and measures in
// it. They take 1 MB at most.
const maxLong = 512

// shortRun is a run with its words, which must not be changed.
type shortRun struct {
	run   string
	words []gse.Segment
}

// segment is gse's Segment. A function and not the segmenter: what a field's
// type can be seen to have, the linker keeps for reflection, and with gse's
// methods its own dictionaries, 32 MB of them.
type segment func([]byte) []gse.Segment

// pair is two neighbouring characters.
type pair [2]rune

// newSegmenter makes a segmenter of own, words as in wordList, and the whole of
// wordList. A word of own hides the same one there. The words are loaded beside
// what the caller does next, such as to open an index; who cuts first waits.
func newSegmenter(own string) *segmenter {
	s := &segmenter{whole: sync.OnceValue(func() segment { return load(own + wordList) })}
	s.long = memo.New(maxLong, s.segment)
	go s.whole() // ends when they are loaded, in a twentieth of a second
	return s
}

// newSegmenterFor makes the same segmenter, which loads for now only what texts
// need.
func newSegmenterFor(own string, texts []string) *segmenter {
	s := &segmenter{known: map[pair]struct{}{}, whole: sync.OnceValue(func() segment { return load(own + wordList) })}
	s.long = memo.New(maxLong, s.segment)
	for _, t := range texts {
		s.know(zhtext.FoldString(t))
	}
	for _, t := range []string{questionList, synonymList} { // what a question may be put in other words with
		s.know(t)
	}
	s.know(own) // a word of wordList that is hidden must not count twice
	s.part = load(own + s.knownWords())
	return s
}

// load makes a segmenter of words. gse ignores a word that it has already.
func load(words string) segment {
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true}
	if err := seg.LoadDictStr(words); err != nil {
		panic(fmt.Errorf("load word list: %w", err)) // gse has no error to give for a string
	}
	return seg.Segment
}

// cut cuts a run of folded Han characters. The words are shared: they are only read.
func (s *segmenter) cut(run string) []gse.Segment {
	if len(run) > maxShortRun {
		return s.long.Get(run)
	}
	at := &s.short[shortHash(run)%maxShort]
	if r := at.Load(); r != nil && r.run == run {
		return r.words
	}
	r := &shortRun{run: strings.Clone(run)}
	r.words = s.segment(r.run)
	at.Store(r)
	return r.words
}

// shortHash is the FNV-1a hash of a short run.
func shortHash(run string) uint32 {
	h := uint32(2166136261)
	for i := range len(run) {
		h = (h ^ uint32(run[i])) * 16777619
	}
	return h ^ h>>16
}

// segment cuts a run with gse.
func (s *segmenter) segment(run string) []gse.Segment {
	if s.part != nil && (s.knows(run) || !s.lacks(run)) {
		return s.part([]byte(run))
	}
	return s.whole()([]byte(run))
}

// know adds the pairs of Han characters in a folded text. White space between
// them is passed over, for so it is where names are looked for.
func (s *segmenter) know(text string) {
	last := rune(0)
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			continue
		case !IsHan(r):
			r = 0
		case last != 0:
			s.known[pair{last, r}] = struct{}{}
		}
		last = r
	}
}

// knows reports whether all pairs of characters in text are known.
func (s *segmenter) knows(text string) bool {
	last := rune(0)
	for i, r := range text {
		if i > 0 {
			if _, ok := s.known[pair{last, r}]; !ok {
				return false
			}
		}
		last = r
	}
	return true
}

// lacks reports whether run contains a word that part does not have. Two texts
// that are put together make a new pair of characters, but hardly ever a word.
func (s *segmenter) lacks(run string) bool {
	for len(run) > 0 {
		_, n := utf8.DecodeRuneInString(run)
		_, m := utf8.DecodeRuneInString(run[n:])
		begin := run[:n+m]
		for line := range strings.Lines(wordList[wordsFrom(begin):]) {
			if !strings.HasPrefix(line, begin) {
				break
			}
			word, _, _ := strings.Cut(line, " ")
			if strings.HasPrefix(run, word) && !s.knows(word) {
				return true
			}
		}
		run = run[n:]
	}
	return false
}

// wordsFrom returns where the words in wordList begin that are not less than
// word; they are in the order of their bytes.
func wordsFrom(word string) int {
	from, to := 0, len(wordList)
	for from < to {
		mid := (from + to) / 2
		mid = strings.LastIndexByte(wordList[:mid], '\n') + 1
		line, _, _ := strings.Cut(wordList[mid:], "\n")
		if line < word {
			from = mid + len(line) + 1
		} else {
			to = mid
		}
	}
	return from
}

// knownWords returns the lines of wordList whose words are made of known pairs,
// and a line with the frequencies of the others, under a word that no text has
// and that is too long for a user's.
func (s *segmenter) knownWords() string {
	var b strings.Builder
	others := 0
	for line := range strings.Lines(wordList) {
		// The first pair decides on nearly all of the words.
		r, n := utf8.DecodeRuneInString(line)
		next, m := utf8.DecodeRuneInString(line[n:])
		_, ok := s.known[pair{r, next}]
		word, rest, _ := strings.Cut(line[n+m:], " ")
		if ok && (word == "" || s.knows(line[n:n+m+len(word)])) {
			b.WriteString(line)
			continue
		}
		freq, _, _ := strings.Cut(rest, " ")
		if f, err := strconv.Atoi(freq); err == nil {
			others += f
		}
	}
	if others > 0 {
		fmt.Fprintf(&b, "%s %d x\n", strings.Repeat("\ue000", maxUserWordLen+1), others)
	}
	return b.String()
}
