package passage

import (
	"slices"
	"sync"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// View is a passage as the ranking sees it: places are counted in characters
// of the folded text. It is made when it is first needed: most passages are
// read for their figures alone.
type View struct {
	once sync.Once

	folded  string  // the text
	Text    []rune  // folded, by character
	source  []int32 // by character: its byte offset in Text of the passage
	at      []int32 // by character: its byte offset in folded
	Ends    []int   // of the sentences
	Figures []ViewFigure

	read sync.Once
	made any // see Passage.Once
}

// ViewFigure is a figure of a passage: where it begins and what it is.
type ViewFigure struct {
	At   int
	Kind knowledge.Kind
}

// View returns the view of a passage that was read from an index.
func (p *Passage) View() *View {
	p.view.once.Do(func() { p.view.look(p) })
	return p.view
}

// Once returns what f makes of a passage, which is kept with it: of a passage that was
// read from an index, f is called once, whoever asks. There is room for one f, and what
// it returns is shared.
func (p *Passage) Once(f func(*Passage) any) any {
	if p.view == nil {
		return f(p)
	}
	p.view.read.Do(func() { p.view.made = f(p) })
	return p.view.made
}

// folders have memory for folding a passage, which is of at most a few kilobytes.
var folders = sync.Pool{New: func() any { return new(zhtext.Folder) }}

func (v *View) look(p *Passage) {
	folder := folders.Get().(*zhtext.Folder)
	defer folders.Put(folder)
	f := folder.Fold(p.Text)
	n := utf8.RuneCountInString(f.Text)
	v.folded, v.Text, v.source, v.at = f.Text, make([]rune, 0, n), make([]int32, 0, n+1), make([]int32, 0, n+1)
	sentences, figures := p.Sentences, p.Figures
	for i, r := range f.Text {
		at, _ := f.Source(i, i+utf8.RuneLen(r))
		for len(sentences) > 0 && sentences[0].End <= at {
			v.Ends = append(v.Ends, len(v.Text))
			sentences = sentences[1:]
		}
		for len(figures) > 0 && figures[0].Span.Start <= at {
			v.Figures = append(v.Figures, ViewFigure{len(v.Text), figures[0].Kind})
			figures = figures[1:]
		}
		v.Text = append(v.Text, r)
		v.source = append(v.source, int32(at))
		v.at = append(v.at, int32(i))
	}
	v.source = append(v.source, int32(len(p.Text)))
	v.at = append(v.at, int32(len(f.Text)))
	v.Ends = append(v.Ends, len(v.Text))
}

// foldedAt returns the offset in folded of the first character that comes from byte at
// of the text or from a later one.
func (v *View) foldedAt(at int) int {
	i, _ := slices.BinarySearch(v.source, int32(at))
	return int(v.at[min(i, len(v.at)-1)])
}
