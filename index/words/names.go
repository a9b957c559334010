package words

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge/bind/names"
)

// maxPieces bounds the pieces of all names.
const maxPieces = 200_000

// Names are the names in the releases and the runs of words that they are made
// of, by how they sound. They do not change once made and are safe for concurrent
// use.
type Names struct {
	known    map[string]ends     // the pieces themselves
	order    []string            // the same, as they were found
	bySound  map[string][]string // readings.sound → pieces
	longest  int                 // characters of the longest piece
	spelling func() *spelling    // made when it is first needed: few questions are in pinyin
}

// spelling are the pieces and the words of the vocabulary by their pinyin.
type spelling struct {
	words   map[string]string   // readings.spell → a piece or a word
	names   map[string][]string // readings.spellings → pieces, those first that begin a name
	longest int                 // letters of the longest key
}

// ends is whether a piece begins or ends a name.
type ends uint8

const (
	isHead ends = 1 << iota
	isTail
)

// NewNames returns the pieces of names.
func NewNames(l *Lexicon, names []string) *Names {
	p := &Names{known: map[string]ends{}, bySound: map[string][]string{}}
	p.spelling = sync.OnceValue(p.spell)
	for _, n := range names {
		words := l.Cut(n)
		for i := range words {
			for j := i; j < len(words) && len(p.known) < maxPieces; j++ {
				var e ends
				if i == 0 {
					e |= isHead
				}
				if j == len(words)-1 {
					e |= isTail
				}
				p.add(n[words[i].Start:words[j].End], e)
			}
		}
		p.add(n, isHead|isTail)
	}
	return p
}

func (p *Names) add(piece string, e ends) {
	if old, ok := p.known[piece]; ok {
		p.known[piece] = old | e
		return
	}
	n := utf8.RuneCountInString(piece)
	if n < 2 || n > 20 || !AllHan(piece) {
		return
	}
	p.known[piece] = e
	p.longest = max(p.longest, n)
	p.order = append(p.order, piece)
	key := loadReadings().sound(piece)
	p.bySound[key] = append(p.bySound[key], piece)
}

// spell makes the spelling of p. A longer name or a word of the vocabulary wins
// over a piece of a name.
func (p *Names) spell() *spelling {
	s := &spelling{words: map[string]string{}, names: map[string][]string{}}
	for _, piece := range p.order {
		s.add(piece, false)
	}
	for _, head := range []ends{isHead, 0} {
		for _, piece := range p.order {
			if p.known[piece]&isHead == head {
				for _, key := range loadReadings().spellings(piece) {
					s.names[key] = append(s.names[key], piece)
				}
			}
		}
	}
	for _, metric := range loadVocabulary().metrics {
		for _, w := range metric {
			s.add(w, true)
		}
	}
	for _, a := range AskingPhrases() {
		s.add(a.Words, true)
	}
	for _, w := range []string{"公司", "项目", "新开工", "总", "家", "个", "年", "的", "是", "有", "区", "市", "园", "港", "亿元", "万元", "平方米"} {
		s.add(w, true)
	}
	return s
}

func (s *spelling) add(word string, vocabulary bool) {
	if !AllHan(word) {
		return
	}
	key := loadReadings().spell(word)
	if old, ok := s.words[key]; !ok || vocabulary || len(word) > len(old) {
		s.words[key] = word
		s.longest = max(s.longest, len(key))
	}
}

// Spelled returns the names that are read as letters, those first that begin a
// whole name. The slice is shared: callers only read it.
func (p *Names) Spelled(letters string) []string { return p.spelling().names[typed(letters)] }

// IsSpelled reports whether name may be read as letters.
func IsSpelled(name, letters string) bool {
	return slices.Contains(loadReadings().spellings(name), typed(letters))
}

// minKnown is the length in characters from which part of a name is taken for
// the thing itself.
const minKnown = 3

// EndIn returns the longest end of a name that is in a folded question and ends as
// names do, or "": a person says 金融岛 for what the releases call by its full name,
// and no dictionary has it as a name.
func (p *Names) EndIn(l *Lexicon, question string) string {
	best := ""
	words := l.Cut(question)
	for i := range words {
		for j := i; j < len(words) && (j == i || words[j].Start == words[j-1].End); j++ {
			s := question[words[i].Start:words[j].End]
			if p.known[s]&isTail != 0 && len(s) > len(best) && utf8.RuneCountInString(s) >= minKnown && names.IsComplete(s) && strings.Contains(question, s) && !names.IsKind(s) {
				best = s
			}
		}
	}
	return best
}
