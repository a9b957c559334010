package table

// finder fills a layout step by step: the heads, the column of labels, tables side
// by side, the column of units, and what rows and columns are.
type finder struct{ *layout }

// newLayout returns the layout of s of which nothing is known but that the first
// rows are captions.
func newLayout(s *sheet, captions int) *layout {
	return &layout{sheet: s, from: captions, top: captions, label: -1, unitCol: -1}
}

// findLayout returns the layout of s, whose first rows are captions. marked is how
// many rows after them are marked as heads.
func findLayout(s *sheet, captions, marked int) *layout {
	l := newLayout(s, captions)
	f := finder{l}
	f.findHeads(marked)
	f.findLabels()
	f.findBlocks()
	f.findUnits()
	f.orient()
	return l
}
