package words

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/bigram"
	"beilun/internal/packed"
	"beilun/knowledge/bind/names"
)

// maxPieces bounds the pieces of all names that are spelled.
const maxPieces = 200_000

// Lengths of a piece in characters.
const (
	minPiece = 2
	maxPiece = 20
)

// Names are the names in the releases and the runs of words that they are made
// of, their pieces, by how they sound. A piece is found where two of its characters
// are beside each other in a name, and not made before a question has it: there are
// ten times as many pieces as names. They do not change once made and are safe for
// concurrent use.
type Names struct {
	lexicon  *Lexicon
	list     []string
	pairs    bigram.Index     // of the sounds in list; a place has the byte of the second
	newer    []string         // names that were laid over list; their numbers follow those of list
	over     bigram.Index     // of the sounds in newer
	spelling func() *spelling // made when it is first needed: few questions are in pinyin
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
func NewNames(l *Lexicon, list []string) *Names {
	p := &Names{lexicon: l, list: list, pairs: soundPairs(list, 0)}
	p.spelling = sync.OnceValue(p.spell)
	return p
}

// With returns p with names that it may lack, in a time that depends on their number and on
// what was laid over p before. How names are spelled is made anew when it is needed.
func (p *Names) With(names []string) *Names {
	out := &Names{lexicon: p.lexicon, list: p.list, pairs: p.pairs, newer: slices.Clone(p.newer)}
	for _, n := range names {
		if _, has := slices.BinarySearch(p.list, n); !has && !slices.Contains(out.newer, n) {
			out.newer = append(out.newer, n)
		}
	}
	out.over = soundPairs(out.newer, len(p.list))
	out.spelling = sync.OnceValue(out.spell)
	return out
}

// soundPairs returns the pairs of sounds in names that are numbered from first.
func soundPairs(names []string, first int) bigram.Index {
	return bigram.New(8*len(names), func(yield func(uint32, bigram.Place)) {
		rs := loadReadings()
		for i, n := range names {
			last := uint16(0)
			for at, r := range n {
				sound := uint16(0)
				if IsHan(r) {
					sound = rs.code(r)
				}
				if last > 0 && sound > 0 {
					yield(pairOf(last, sound), bigram.Place{Text: int32(first + i), At: int32(at)})
				}
				last = sound
			}
		}
	})
}

// of returns the places of a pair of sounds in all names.
func (p *Names) of(pair uint32) []bigram.Place {
	at, newer := p.pairs.Of(pair), p.over.Of(pair)
	if len(newer) == 0 {
		return at
	}
	return slices.Concat(at, newer)
}

// name returns the name with a number.
func (p *Names) name(i int32) string {
	if own := int(i) - len(p.list); own >= 0 {
		return p.newer[own]
	}
	return p.list[i]
}

// Pack writes p, which has nothing laid over it.
func (p *Names) Pack(w *packed.Writer) {
	w.Int(len(p.list))
	for _, n := range p.list {
		w.String(n)
	}
	p.pairs.Pack(w)
}

// UnpackNames reads what Pack wrote of names with the same words. What is something else
// is an error of r.
func UnpackNames(l *Lexicon, r *packed.Reader) *Names {
	p := &Names{lexicon: l, list: make([]string, r.Len())}
	for i := range p.list {
		p.list[i] = r.String()
	}
	p.pairs = bigram.Unpack(r, len(p.list))
	p.spelling = sync.OnceValue(p.spell)
	return p
}

// pairOf returns the pair of two sounds.
func pairOf(a, b uint16) uint32 { return uint32(a)<<16 | uint32(b) }

// piece is a run of words of a name.
type piece struct {
	text string
	ends ends // of all names that have it
}

// soundingLike returns the pieces that sound like s and have as many characters, in
// the order of the names, but s itself first.
func (p *Names) soundingLike(s string) []piece {
	var out []piece
	p.search(s, func(text string, e ends) bool {
		i := slices.IndexFunc(out, func(x piece) bool { return x.text == text })
		if i < 0 {
			out = append(out, piece{text: text})
			i = len(out) - 1
		}
		out[i].ends |= e
		return text != s // nobody asks for more then
	}, func(text string, e ends) bool {
		return !slices.ContainsFunc(out, func(x piece) bool { return x.text == text && x.ends|e == x.ends })
	})
	slices.SortStableFunc(out, func(a, b piece) int { return cmp.Compare(side(a, s), side(b, s)) })
	return out
}

// search calls found for the runs of characters of names that sound like s, are wanted
// and are pieces, until it returns false.
func (p *Names) search(s string, found, wanted func(text string, e ends) bool) {
	var of [maxPiece]uint16
	n, rs := 0, loadReadings()
	for _, r := range s {
		if n == maxPiece || !IsHan(r) {
			return
		}
		of[n] = rs.code(r)
		n++
	}
	if n < minPiece {
		return
	}
	sounds := of[:n]
	rarest, where := p.of(pairOf(sounds[0], sounds[1])), 1
	for i := 2; i < n && len(rarest) > 0; i++ {
		if at := p.of(pairOf(sounds[i-1], sounds[i])); len(at) < len(rarest) {
			rarest, where = at, i
		}
	}
	for _, at := range rarest {
		name := p.name(at.Text)
		start, end := span(name, int(at.At), where, n)
		if start < 0 || !haveSounds(name[start:end], sounds) {
			continue
		}
		text, e := name[start:end], ends(0)
		if start == 0 {
			e |= isHead
		}
		if end == len(name) {
			e |= isTail
		}
		if wanted(text, e) && p.isPiece(name, start, end) && !found(text, e) {
			return
		}
	}
}

func side(p piece, s string) int {
	if p.text == s {
		return 0
	}
	return 1
}

// span returns the bytes of the n characters of name of which number where is at byte
// at; start is -1 if name has not so many.
func span(name string, at, where, n int) (start, end int) {
	start, end = at, at
	for range where {
		if start == 0 {
			return -1, 0
		}
		_, w := utf8.DecodeLastRuneInString(name[:start])
		start -= w
	}
	for range n - where {
		if end == len(name) {
			return -1, 0
		}
		_, w := utf8.DecodeRuneInString(name[end:])
		end += w
	}
	return start, end
}

// haveSounds reports whether the characters of s have the given sounds.
func haveSounds(s string, sounds []uint16) bool {
	rs := loadReadings()
	i := 0
	for _, r := range s {
		if !IsHan(r) || rs.code(r) != sounds[i] {
			return false
		}
		i++
	}
	return true
}

// isPiece reports whether name[start:end] is the whole name or a run of its words.
func (p *Names) isPiece(name string, start, end int) bool {
	if start == 0 && end == len(name) {
		return true
	}
	begins, stops := false, false
	word := func(from, to int) { begins, stops = begins || from == start, stops || to == end }
	EachRun(name, func(r Run) {
		if r.Script != Han {
			word(r.Start, r.End)
			return
		}
		for _, s := range p.lexicon.words.cut(name[r.Start:r.End]) {
			word(r.Start+s.Start(), r.Start+s.End())
		}
	})
	return begins && stops
}

// endsOf returns which ends of names the piece s is, 0 if it is none.
func (p *Names) endsOf(s string) (out ends) {
	p.search(s, func(_ string, e ends) bool {
		out |= e
		return out != isHead|isTail
	}, func(text string, e ends) bool { return text == s && out|e != out })
	return out
}

// pieces returns all pieces, in the order of the names.
func (p *Names) pieces() []piece {
	known := map[string]int{}
	var out []piece
	add := func(text string, e ends) {
		if i, ok := known[text]; ok {
			out[i].ends |= e
			return
		}
		if n := utf8.RuneCountInString(text); n >= minPiece && n <= maxPiece && AllHan(text) {
			known[text] = len(out)
			out = append(out, piece{text, e})
		}
	}
	for _, n := range slices.Concat(p.list, p.newer) {
		words := p.lexicon.Cut(n)
		for i := range words {
			for j := i; j < len(words) && len(out) < maxPieces; j++ {
				var e ends
				if i == 0 {
					e |= isHead
				}
				if j == len(words)-1 {
					e |= isTail
				}
				add(n[words[i].Start:words[j].End], e)
			}
		}
		add(n, isHead|isTail)
	}
	return out
}

// spell makes the spelling of p. A longer name or a word of the vocabulary wins
// over a piece of a name.
func (p *Names) spell() *spelling {
	s := &spelling{words: map[string]string{}, names: map[string][]string{}}
	pieces := p.pieces()
	for _, x := range pieces {
		s.add(x.text, false)
	}
	for _, head := range []ends{isHead, 0} {
		for _, x := range pieces {
			if x.ends&isHead == head {
				for _, key := range loadReadings().spellings(x.text) {
					s.names[key] = append(s.names[key], x.text)
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
func (p *Names) EndIn(question string) string {
	best := ""
	words := p.lexicon.Cut(question)
	for i := range words {
		for j := i; j < len(words) && (j == i || words[j].Start == words[j-1].End); j++ {
			s := question[words[i].Start:words[j].End]
			if len(s) <= len(best) || utf8.RuneCountInString(s) < minKnown || !names.IsComplete(s) || !strings.Contains(question, s) || names.IsKind(s) {
				continue
			}
			if p.endsOf(s)&isTail != 0 {
				best = s
			}
		}
	}
	return best
}
