package index

import (
	"context"

	"beilun/index/english"
	"beilun/index/store"
	"beilun/index/words"
)

// Correct reads names that a question writes as they sound (邻湖 for 临湖), in
// pinyin or in English, by the names that stand in the releases, and the words
// that the user's file gives another name for.
// It returns the question in Chinese and what was taken for what; english tells
// that it was asked in English.
func (x *Index) Correct(question string) (corrected string, cs []words.Correction, english bool) {
	c := words.Corrector{
		Lexicon: x.lex,
		Names:   x.names,
		Given:   func(text string) []string { names, _ := x.NamesGiven(text); return names },
		Has:     x.hasGram,
		English: x.fromEnglish,
	}
	return c.Correct(question)
}

// fromEnglish puts a question in English into Chinese.
func (x *Index) fromEnglish(question string) (string, bool) {
	return english.Translate(question, asker{x, x.names()})
}

// hasGram reports whether a pair of characters stands in any passage.
func (x *Index) hasGram(gram string) bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return false
	}
	found, g := false, x.current
	err := x.read(context.Background(), g, func() error {
		var err error
		found, err = g.HasGram(gram)
		return err
	})
	return err != nil || found
}

// spelledIn returns runs of characters that stand in passages, pair by pair, and are
// read as letters.
func (x *Index) spelledIn(letters string) []string {
	ways := words.Syllables(letters)
	if len(ways) == 0 {
		return nil
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return nil
	}
	var out []string
	g := x.current
	err := x.read(context.Background(), g, func() error {
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
