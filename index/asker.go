package index

import (
	"context"

	"beilun/index/english"
	"beilun/index/store"
	"beilun/index/words"
)

// Correct replaces names in a question that are written as they sound (邻湖 for 临湖),
// in pinyin or in English by the names in the releases, and words for which the user's
// file gives another name. It returns the question in Chinese and what it replaced;
// inEnglish reports whether it was asked in English.
func (x *Index) Correct(question string) (corrected string, cs []words.Correction, inEnglish bool) {
	c := words.Corrector{
		Lexicon: x.lex,
		Names:   x.names,
		Given:   func(text string) []string { names, _ := x.NamesGiven(text); return names },
		Has:     asker{x: x}.hasGram,
		English: func(q string) (string, bool) { return english.Translate(q, asker{x, x.names()}) },
	}
	return c.Correct(question)
}

// hasGram reports whether any passage has a pair of characters.
func (a asker) hasGram(gram string) bool {
	x := a.x
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return false
	}
	found := false
	err := x.live.read(context.Background(), g, func() error {
		var err error
		found, err = g.HasGram(gram)
		return err
	})
	return err != nil || found
}

// spelledIn returns runs of characters that passages have, pair by pair, and that are
// read as letters.
func (a asker) spelledIn(letters string) []string {
	x := a.x
	ways := words.Syllables(letters)
	if len(ways) == 0 {
		return nil
	}
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return nil
	}
	var out []string
	err := x.live.read(context.Background(), g, func() error {
		return g.Texts(func(texts []store.Text) error {
			p := &words.Pairs{Behind: func(char string, yield func(string) bool) error {
				for _, t := range texts {
					if err := t.Grams.Each(char, yield); err != nil {
						return err
					}
				}
				return nil
			}}
			for _, w := range ways {
				found, err := p.Runs(w)
				if err != nil {
					return err
				}
				out = append(out, found...)
			}
			return nil
		})
	})
	if err != nil {
		return nil
	}
	return out[:min(len(out), maxSpellings)]
}
