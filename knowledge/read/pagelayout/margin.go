package pagelayout

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
)

// Margin is the part of a leaf's height, at the top and at the bottom, that may
// have what is printed on every page.
const Margin = 0.08

// pageMark matches the number of a page: 3, 3/12, 第3页 共12页, Page 3 of 12.
var pageMark = regexp.MustCompile(`^(?:[-—–·\s]*\d{1,3}[-—–·\s]*|\d{1,3}\s*/\s*\d{1,3}|第\s*\d{1,3}\s*[页頁版](?:[，,/\s]*共\s*\d{1,3}\s*[页頁版])?|[Pp]age \d{1,3}(?: of \d{1,3})?)$`)

// printMark matches what browsers print around a page: its address, the time.
var printMark = regexp.MustCompile(`^(?:(?:https?|file)://\S+|\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[,，\s]*(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?)$`)

// dropMargins removes what is in the margins of leaves: page numbers, what
// printing added, lines that are the same on many pages except for digits, and
// heads that are on the same line of many pages.
func dropMargins(leaves []leaf, body float64) {
	type place struct {
		key string
		row int
	}
	pages := map[place]int{}
	keyOf := func(p *piece) place {
		return place{strings.Trim(strings.Map(dropDigits, p.text()), " "), int(math.Round(p.base / 4))}
	}
	for _, s := range leaves {
		seen := map[place]bool{}
		for _, i := range s.marginal() {
			if k := keyOf(&s.pieces[i]); !seen[k] {
				seen[k] = true
				pages[k]++
			}
		}
	}
	heads := headRows(leaves, body)
	for i := range leaves {
		s := &leaves[i]
		drop := map[int]bool{}
		for _, k := range s.marginal() {
			p := &s.pieces[k]
			n := pages[keyOf(p)]
			text := p.text()
			if n >= 2 && n*2 >= len(leaves) || printMark.MatchString(text) || pageMark.MatchString(text) && s.outermost(p) || s.apart(p, body) || heads[p.row()]*2 >= max(len(leaves), 4) && s.isHead(p, body) {
				drop[k] = true
			}
		}
		s.drop(drop)
	}
}

func dropDigits(r rune) rune {
	if '0' <= r && r <= '9' {
		return -1
	}
	return r
}

// maxMarginal limits the pieces in the margins of a page. If there are more, they
// are no margins.
const maxMarginal = 50

// marginal returns the indexes of the pieces in the margins.
func (s *leaf) marginal() []int {
	var out []int
	for i := range s.pieces {
		p := &s.pieces[i]
		if len(p.glyphs) <= 200 && (p.base < Margin*s.height || p.top() > (1-Margin)*s.height) {
			out = append(out, i)
		}
	}
	if len(out) > maxMarginal {
		return nil
	}
	return out
}

// outermost reports whether only what is beside p is further out.
func (s *leaf) outermost(p *piece) bool {
	above, below := true, true
	for i := range s.pieces {
		q := &s.pieces[i]
		above = above && q.base > p.base-p.size
		below = below && q.base < p.base+p.size
	}
	return above || below
}

// apart reports whether p is in smaller type than the text, near the edge of the
// paper and well away from the text, and does not say where the text comes from.
func (s *leaf) apart(p *piece, body float64) bool {
	const edge = 0.06
	if p.size > noteSize*body || p.base > edge*s.height && p.top() < (1-edge)*s.height {
		return false
	}
	return s.alone(p, body) && !p.isMeta()
}

// alone reports whether p is well away from the lines above and below.
func (s *leaf) alone(p *piece, body float64) bool {
	for i := range s.pieces {
		q := &s.pieces[i]
		if d := math.Abs(q.base - p.base); d > 1 && d < 2.5*body {
			return false
		}
	}
	return true
}

// isMeta reports whether p says where a release comes from.
func (p *piece) isMeta() bool {
	_, meta := imprint.MetaLine(p.text())
	return meta
}

// lineRow is a line of the paper with type of one size.
type lineRow struct{ row, size int }

func (p *piece) row() lineRow {
	return lineRow{int(math.Round(p.base / 4)), int(math.Round(p.size * 2))}
}

// isHead reports whether p, in the margin, may be a running head or foot: it is
// alone at the edge and no sentence.
func (s *leaf) isHead(p *piece, body float64) bool {
	const longest = 40 // characters
	return len(p.glyphs) <= longest && s.outermost(p) && s.alone(p, body) && prose.EndOf(p.text()) != prose.EndsFull && !p.isMeta()
}

// headRows returns the number of pages with a head on a line. The heads of left and
// right pages or of chapters have different texts.
func headRows(leaves []leaf, body float64) map[lineRow]int {
	rows := map[lineRow]int{}
	for _, s := range leaves {
		seen := map[lineRow]bool{}
		for _, i := range s.marginal() {
			p := &s.pieces[i]
			if k := p.row(); !seen[k] && s.isHead(p, body) {
				seen[k] = true
				rows[k]++
			}
		}
	}
	return rows
}

// drop removes the pieces with the given indexes, and small ones next to them on
// the same line of the margin.
func (s *leaf) drop(indexes map[int]bool) {
	if len(indexes) == 0 {
		return
	}
	var gone []piece
	for i := range indexes {
		gone = append(gone, s.pieces[i])
	}
	kept := make([]piece, 0, len(s.pieces))
	for i, p := range s.pieces {
		beside := slices.ContainsFunc(gone, func(q piece) bool { return math.Abs(q.base-p.base) < 1 && math.Abs(q.size-p.size) < 0.5 })
		if !indexes[i] && !beside {
			kept = append(kept, p)
		}
	}
	s.pieces = kept
}
