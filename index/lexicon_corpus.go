package index

import (
	"context"
	"errors"

	"beilun/index/words"
	"beilun/knowledge"
)

// maxKnownText is the length in bytes of the releases from which LexiconFor
// loads all words: to index so much takes many times as long as they do, and
// the parsed releases are held in memory until then.
const maxKnownText = 256 << 10

// LexiconFor is NewLexiconFor for the releases of corpus and for texts, which
// may be questions. To know what the releases say it parses them; the corpus
// that it returns is the same and gives them parsed, once, to a Sync. Neither
// a file that cannot be parsed nor an error of corpus is an error here: the
// Sync meets them again.
func LexiconFor(ctx context.Context, own string, corpus Corpus, texts ...string) (*words.Lexicon, Corpus, error) {
	held := map[string]File{}
	size := 0
	errMuch := errors.New("much text")
	err := corpus(ctx, func(f File) error {
		if f.Err != nil || f.Errata != nil {
			return nil
		}
		f, a := parsed(ctx, f)
		held[f.ID] = f
		if a != nil {
			for _, s := range a.Sections {
				for _, p := range s.Paragraphs {
					texts = append(texts, a.Title+"\n"+s.Heading+"\n"+p.Text) // as the binder sees them
					size += len(p.Text)
				}
			}
		}
		if size > maxKnownText {
			return errMuch
		}
		return nil
	})
	again := func(ctx context.Context, yield func(File) error) error {
		return corpus(ctx, func(f File) error {
			if h, ok := held[f.ID]; ok && h.Digest == f.Digest && f.Err == nil {
				f = h
			}
			delete(held, f.ID) // a Sync writes into the article that it is given
			return yield(f)
		})
	}
	var l *words.Lexicon
	if err != nil {
		l, err = words.NewLexicon(own)
	} else {
		l, err = words.NewLexiconFor(own, texts...)
	}
	return l, again, err
}

// parsed returns f as it is after parsing it, and the article, without figures
// where f is opened by parts; nil when it cannot be parsed.
func parsed(ctx context.Context, f File) (File, *knowledge.Article) {
	o := &opening{file: f, budget: budget{readingTime, readingPerMB}.of(f.Size)}
	a, fill, err := (*knowledge.Article)(nil), (func(*knowledge.Paragraph))(nil), o.finish(ctx)
	if err == nil {
		a, fill = o.article, o.fill
	}
	f.Article = nil // it may have no figures
	f.Open = func(context.Context) (*knowledge.Article, func(*knowledge.Paragraph), error) { return a, fill, err }
	return f, a
}
