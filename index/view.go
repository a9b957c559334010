package index

import (
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// view is a passage as the ranking sees it: places are counted in characters
// of the folded text.
type view struct {
	text    []rune // folded
	ends    []int  // of the sentences
	figures []viewFigure
}

// viewFigure is a figure of a passage: where it begins and what it is.
type viewFigure struct {
	at   int
	kind knowledge.Kind
}

func newView(p Passage) view {
	v := view{text: make([]rune, 0, utf8.RuneCountInString(p.Text))}
	f := zhtext.Fold(p.Text)
	sentences, figures := p.Sentences, p.Figures
	for i, r := range f.Text {
		at, _ := f.Source(i, i+utf8.RuneLen(r))
		for len(sentences) > 0 && sentences[0].End <= at {
			v.ends = append(v.ends, len(v.text))
			sentences = sentences[1:]
		}
		for len(figures) > 0 && figures[0].Span.Start <= at {
			v.figures = append(v.figures, viewFigure{len(v.text), figures[0].Kind})
			figures = figures[1:]
		}
		v.text = append(v.text, r)
	}
	v.ends = append(v.ends, len(v.text))
	return v
}
