package knowledge

import "sort"

// Origin maps byte positions of a clean text to byte positions of the file the
// text was read from. It is a list of runs in order of their text positions.
// The zero Origin maps nothing.
type Origin []Run

// Run is a piece of text whose characters all take TextWidth bytes in the text
// and FileWidth bytes in the file: 1 and 1 for UTF-8 that was copied (whatever
// the characters), 3 and 2 for Han characters decoded from GB18030.
type Run struct {
	Text, File           int // where the run starts
	N                    int // number of units
	TextWidth, FileWidth int // bytes of one unit
}

func (r Run) textEnd() int { return r.Text + r.N*r.TextWidth }

// File returns the smallest span of the file that has the bytes of text at s. Line
// ends and spaces that clean-up removed from the middle are inside it. ok is false if
// no byte of s comes from the file.
func (o Origin) File(s Span) (f Span, ok bool) {
	i := sort.Search(len(o), func(i int) bool { return o[i].textEnd() > s.Start })
	f.Start = -1
	for ; i < len(o) && o[i].Text < s.End; i++ {
		r := o[i]
		from, to := max(s.Start, r.Text)-r.Text, min(s.End, r.textEnd())-r.Text
		start := r.File + from/r.TextWidth*r.FileWidth
		end := r.File + (to+r.TextWidth-1)/r.TextWidth*r.FileWidth
		if f.Start < 0 {
			f.Start = start
		}
		f.End = max(f.End, end)
	}
	return f, f.Start >= 0
}

// Slice returns the origin of the text at s, with positions relative to
// s.Start.
func (o Origin) Slice(s Span) Origin {
	var out Origin
	first := sort.Search(len(o), func(i int) bool { return o[i].textEnd() > s.Start })
	for _, r := range o[first:] {
		from, to := max(s.Start, r.Text), min(s.End, r.textEnd())
		if from >= to {
			break
		}
		skip := (from - r.Text) / r.TextWidth
		n := (to-r.Text+r.TextWidth-1)/r.TextWidth - skip
		out = out.Append(Run{r.Text + skip*r.TextWidth - s.Start, r.File + skip*r.FileWidth, n, r.TextWidth, r.FileWidth})
	}
	return out
}

// Append adds r after the runs of o. It joins r to the last one if r continues it in
// both the text and the file.
func (o Origin) Append(r Run) Origin {
	if r.N == 0 {
		return o
	}
	if n := len(o); n > 0 {
		l := &o[n-1]
		if l.TextWidth == r.TextWidth && l.FileWidth == r.FileWidth &&
			l.textEnd() == r.Text && l.File+l.N*l.FileWidth == r.File {
			l.N += r.N
			return o
		}
	}
	return append(o, r)
}
