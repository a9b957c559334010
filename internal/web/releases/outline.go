package releases

import (
	"context"
	"fmt"

	"beilun/index"
	"beilun/index/anchor"
)

// Limits of a page of a release, and of what is shown of one. A page ends before a heading
// when it is more than half full.
const (
	maxPassages = 120
	maxFigures  = 300
	maxBytes    = 60_000 // of text
	maxShown    = 20_000 // passages of a release
	maxMarks    = 150_000
	maxSections = 100 // that are listed
)

// outline is where the pages of a release begin, and its marks. It never changes.
type outline struct {
	marks    []marks        // of the passages that are shown
	cut      bool           // there are more
	starts   []int          // of each page, from 0
	at       map[string]int // the passage with a mark
	sections []section
}

// marks are those of a passage.
type marks struct {
	paragraph string
	figures   []string // of its figures
}

// section is a heading and the first passage under it.
type section struct {
	heading string
	passage int
}

// page returns the number of the page with a passage, from 1.
func (o *outline) page(passage int) int {
	n := 0
	for n < len(o.starts) && o.starts[n] <= passage {
		n++
	}
	return max(1, n)
}

// passages returns the bounds of a page, the last not included.
func (o *outline) passages(page int) (from, to int) {
	to = len(o.marks)
	if page < len(o.starts) {
		to = o.starts[page]
	}
	if page-1 < len(o.starts) {
		from = o.starts[page-1]
	}
	return from, to
}

// newOutline makes the outline of a release of its passages in order.
func newOutline() (o *outline, add func(p *index.Passage)) {
	var m anchor.Marks
	o = &outline{at: map[string]int{}}
	heading := ""
	var passages, figures, bytes int // of the page
	return o, func(p *index.Passage) {
		i := len(o.marks)
		paragraph, fs := m.Next(p)
		o.marks = append(o.marks, marks{paragraph, fs})
		o.at[paragraph] = i
		for _, f := range fs {
			o.at[f] = i
		}
		isHead := p.Heading != heading && p.Heading != ""
		if heading = p.Heading; isHead {
			o.sections = append(o.sections, section{heading, i})
		}
		full := max((passages+1)*100/maxPassages, (figures+len(p.Figures))*100/maxFigures, (bytes+len(p.Text))*100/maxBytes)
		if i == 0 || passages > 0 && (full > 100 || isHead && full > 50) {
			o.starts = append(o.starts, i)
			passages, figures, bytes = 0, 0, 0
		}
		passages, figures, bytes = passages+1, figures+len(p.Figures), bytes+len(p.Text)
	}
}

// text returns a release's outline and, if they had to be read for it, its passages.
func (p *pages) text(ctx context.Context, s *snapshot, id string) (*outline, []index.Passage, error) {
	s.mu.Lock()
	known := s.outlines[id]
	s.mu.Unlock()
	if known != nil {
		return known, nil, nil
	}
	count := s.state.Passages(id)
	if isLong := count > maxPassages; isLong {
		select {
		case p.reading <- struct{}{}:
			defer func() { <-p.reading }()
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
	}
	o, add := newOutline()
	var all []index.Passage
	for n := 1; n <= count; n += maxPassages {
		if o.cut = n > maxShown || len(o.at) > maxMarks; o.cut {
			break
		}
		ps, err := p.near(ctx, id, n, min(maxPassages, count-n+1))
		if err != nil {
			return nil, nil, err
		}
		for i := range ps {
			add(&ps[i])
		}
		if count <= maxPassages {
			all = ps
		}
	}
	if all == nil {
		s.keep(id, o)
	}
	return o, all, nil
}

// keep keeps the outline of a release, and not too many.
func (s *snapshot) keep(id string, o *outline) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.marks += len(o.at); s.marks > 2*maxMarks {
		clear(s.outlines)
		s.marks = len(o.at)
	}
	s.outlines[id] = o
}

// near returns count passages of a release from number n on, as far as there are any.
func (p *pages) near(ctx context.Context, id string, n, count int) ([]index.Passage, error) {
	if count <= 0 {
		return nil, nil
	}
	ps, err := p.site.Index.Near(ctx, fmt.Sprintf("%s#%d", id, n), 0, count-1)
	if err != nil {
		return nil, fmt.Errorf("read the text of %q: %w", id, err)
	}
	return ps, nil
}
