package index

import (
	"context"
	"slices"
	"unicode/utf8"

	"beilun/index/english"
	"beilun/index/store"
	"beilun/index/terms"
	"beilun/index/words"
	"beilun/internal/zhtext"

	"github.com/RoaringBitmap/roaring/v2"
)

// asker is what a question in English is put into Chinese by: the names and the
// passages of an index.
type asker struct {
	x *Index
	p *words.Names
}

func (a asker) Alias(phrase string) (string, bool) { return a.x.lex.AliasOf(phrase) }

func (a asker) Has(run string) bool { return a.hasGram(zhtext.FoldString(run)) }

// Spelled returns the names that are read as letters: the district's, those of the
// releases or, if there are none, runs of characters in passages.
func (a asker) Spelled(letters string) []string {
	var out []string
	d := a.x.District()
	for _, name := range []string{d.Short, d.Name, d.City} {
		if name != "" && words.IsSpelled(name, letters) {
			out = append(out, name)
		}
	}
	out = append(out, a.p.Spelled(letters)...)
	if len(out) > 0 {
		return out[:min(len(out), maxSpellings)]
	}
	return a.spelledIn(letters)
}

// maxSpellings bounds the names that are considered for letters.
const maxSpellings = 8

// Weights of a choice, by hand, on the first half of the questions in
// eval/testdata/english.txt: how much a word loses for each that is likelier, and
// gains for being right behind a word of the slot before.
const (
	lossByRank  = .12
	gainBeside  = .5
	gainWithAll = 1.
)

// Choose returns for each slot the word that is in a passage together with most of the
// others; a likelier one, and one that goes on the word before, before others.
func (a asker) Choose(slots []english.Slot) []string {
	out := make([]string, len(slots))
	for i, s := range slots {
		if len(s.Words) > 0 {
			out[i] = s.Words[0]
		}
	}
	x := a.x
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return out
	}
	c := &chooser{slots: slots, together: make([][]float64, len(slots)), beside: make([][]bool, len(slots))}
	for i, s := range slots {
		c.together[i], c.beside[i] = make([]float64, len(s.Words)), make([]bool, len(s.Words))
	}
	err := x.live.read(context.Background(), g, func() error { return g.Texts(c.read) })
	if err != nil {
		return out
	}
	for i := range slots {
		if !slots[i].Fixed {
			out[i] = c.best(i)
		}
	}
	return out
}

// chooser counts the passages that have the words of slots.
type chooser struct {
	slots    []english.Slot
	together [][]float64 // by slot and word: the most of the other slots in a passage with it, plus one
	beside   [][]bool    // it is right behind a word of the slot before, or before one of the next
}

// best returns the word of a slot.
func (c *chooser) best(i int) string {
	most := 0.
	for _, n := range c.together[i] {
		most = max(most, n)
	}
	if most == 0 || most == 1 && c.slots[i].Optional && !slices.Contains(c.beside[i], true) {
		if c.slots[i].Optional || len(c.slots[i].Words) == 0 {
			return ""
		}
		return c.slots[i].Words[0]
	}
	best, at := -1., 0
	for k, n := range c.together[i] {
		if n == 0 {
			continue
		}
		score := gainWithAll*n/most - lossByRank*float64(k)
		if c.beside[i][k] {
			score += gainBeside
		}
		if score > best {
			best, at = score, k
		}
	}
	return c.slots[i].Words[at]
}

// read counts the passages of all segments.
func (c *chooser) read(texts []store.Text) error {
	for _, t := range texts {
		if err := c.count(t.Grams, t.Heads, t.Size); err != nil {
			return err
		}
	}
	return nil
}

// count counts the passages of a segment.
func (c *chooser) count(grams, heads *terms.Field, size int) error {
	docs := make([][]*roaring.Bitmap, len(c.slots))
	score := make([]float32, size)
	for i, s := range c.slots {
		if s.Fixed {
			continue
		}
		any := roaring.New()
		for _, w := range s.Words {
			found, err := c.with(grams, heads, i, w)
			if err != nil {
				return err
			}
			docs[i] = append(docs[i], found)
			any.Or(found)
		}
		for it := any.Iterator(); it.HasNext(); {
			score[it.Next()]++
		}
	}
	for i := range docs {
		for k, found := range docs[i] {
			for it := found.Iterator(); it.HasNext(); {
				c.together[i][k] = max(c.together[i][k], float64(score[it.Next()]))
			}
			beside, err := c.isBeside(grams, docs, i, k)
			if err != nil {
				return err
			}
			c.beside[i][k] = c.beside[i][k] || beside
		}
	}
	return nil
}

// with returns the passages that have a word in their text or above it. A word of one
// character is no term: it is looked for behind the words of the slot before it.
func (c *chooser) with(grams, heads *terms.Field, i int, w string) (*roaring.Bitmap, error) {
	w = zhtext.FoldString(w)
	if utf8.RuneCountInString(w) == 1 && words.AllHan(w) {
		out := roaring.New()
		for _, before := range c.neighbours(i, -1) {
			_, n := utf8.DecodeLastRuneInString(before)
			found, err := grams.WithAll([]string{before[len(before)-n:] + w})
			if err != nil {
				return nil, err
			}
			out.Or(found)
		}
		return out, nil
	}
	out, err := grams.WithAll(words.GramTerms(w))
	if err != nil {
		return nil, err
	}
	above, err := heads.WithAll(words.GramTerms(w))
	if err != nil {
		return nil, err
	}
	out.Or(above)
	return out, nil
}

// neighbours returns the words of the slot beside another that end, or begin, with a
// Han character.
func (c *chooser) neighbours(i, step int) (out []string) {
	if i+step < 0 || i+step >= len(c.slots) || c.slots[i+step].Fixed {
		return nil
	}
	for _, w := range c.slots[i+step].Words {
		r := words.FirstRune(w)
		if step < 0 {
			r, _ = utf8.DecodeLastRuneInString(w)
		}
		if words.IsHan(r) {
			out = append(out, w)
		}
	}
	return out
}

// isBeside reports whether a passage has a word of a slot right behind one of the
// slot before, or right before one of the next.
func (c *chooser) isBeside(grams *terms.Field, docs [][]*roaring.Bitmap, i, k int) (bool, error) {
	w := c.slots[i].Words[k]
	first := string(words.FirstRune(w))
	_, n := utf8.DecodeLastRuneInString(w)
	last := w[len(w)-n:]
	if !words.AllHan(first) || !words.AllHan(last) {
		return false, nil
	}
	check := func(at int, seam func(other string) string) (bool, error) {
		for j, other := range c.slots[at].Words {
			s := seam(other)
			if s == "" || !words.AllHan(s) || j >= len(docs[at]) {
				continue
			}
			found, err := grams.WithAll([]string{s})
			if err != nil {
				return false, err
			}
			if found.And(docs[i][k]); found.Intersects(docs[at][j]) {
				return true, nil
			}
		}
		return false, nil
	}
	if len(c.neighbours(i, -1)) > 0 {
		ok, err := check(i-1, func(o string) string { _, n := utf8.DecodeLastRuneInString(o); return o[len(o)-n:] + first })
		if ok || err != nil {
			return ok, err
		}
	}
	if len(c.neighbours(i, 1)) > 0 {
		return check(i+1, func(o string) string { return last + string(words.FirstRune(o)) })
	}
	return false, nil
}
