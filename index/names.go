package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// Limits of the names that are kept of a release and of all.
const (
	maxNamesOfRelease = 200
	maxPieces         = 200_000
)

// pieces are the names in the releases and the runs of words that they are
// made of, by how they sound. It is made when it is first needed and kept with
// the catalog that it was made of.
type pieces struct {
	known   map[string]ends     // the pieces themselves
	bySound map[string][]string // blurred syllables → pieces
	joined  map[string]string   // exact syllables, one behind the other → a piece or a word of the vocabulary
	longest int                 // characters of the longest piece
	spelled int                 // letters of the longest key of joined
}

// ends tells whether a piece begins or ends a name.
type ends uint8

const (
	isHead ends = 1 << iota
	isTail
)

func newPieces(l *Lexicon, names []string) *pieces {
	p := &pieces{known: map[string]ends{}, bySound: map[string][]string{}, joined: map[string]string{}}
	for _, n := range names {
		words := l.cut(n)
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
	v := loadVocabulary()
	for w := range v.groupOf {
		p.spell(w, true)
	}
	for _, a := range loadAskings() {
		p.spell(a.words, true)
	}
	for _, w := range []string{"公司", "项目", "新开工", "总", "家", "个", "年", "的", "是", "有", "区", "市", "园", "港", "亿元", "万元", "平方米"} {
		p.spell(w, true)
	}
	return p
}

func (p *pieces) add(piece string, e ends) {
	if old, ok := p.known[piece]; ok {
		p.known[piece] = old | e
		return
	}
	n := utf8.RuneCountInString(piece)
	if n < 2 || n > 20 || !allHan(piece) {
		return
	}
	p.known[piece] = e
	p.longest = max(p.longest, n)
	key := sound(piece)
	p.bySound[key] = append(p.bySound[key], piece)
	p.spell(piece, false)
}

// spell notes how a word is spelled in pinyin. A longer name or a word of the
// vocabulary wins over a piece of a name.
func (p *pieces) spell(word string, vocabulary bool) {
	if !allHan(word) {
		return
	}
	key := strings.Join(syllables(word), "")
	if old, ok := p.joined[key]; !ok || vocabulary || len(word) > len(old) {
		p.joined[key] = word
		p.spelled = max(p.spelled, len(key))
	}
}

func allHan(s string) bool {
	for _, r := range s {
		if !isHan(r) {
			return false
		}
	}
	return s != ""
}

var pinyinArgs = pinyin.NewArgs()

// syllables returns the pinyin of the characters of s, without tones.
func syllables(s string) []string { return pinyin.LazyPinyin(s, pinyinArgs) }

// blur takes away what many speakers do not tell apart: zh and z, ang and an.
var blur = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s")

// sound returns the blurred syllables of s.
func sound(s string) string {
	ss := syllables(s)
	for i, x := range ss {
		x = blur.Replace(x)
		for _, end := range []string{"ang", "eng", "ing"} {
			if strings.HasSuffix(x, end) {
				x = x[:len(x)-1]
			}
		}
		ss[i] = x
	}
	return strings.Join(ss, " ")
}

// pieces returns the pieces of the names of the current catalog.
func (x *Index) pieces() *pieces {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return newPieces(x.lex, nil)
	}
	g := x.current
	g.piecesMu.Lock()
	defer g.piecesMu.Unlock()
	if g.pieces == nil || g.piecesOf != g.catalog {
		var names []string
		for _, id := range sortedKeys(g.catalog.Releases) {
			names = append(names, g.catalog.Releases[id].Names...)
		}
		slices.Sort(names)
		g.pieces, g.piecesOf = newPieces(x.lex, slices.Compact(names)), g.catalog
	}
	return g.pieces
}
