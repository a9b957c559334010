package doc

// stretch is a part of the text, in characters.
type stretch struct{ from, to int }

// readBoxes returns where the text of each text box is, by the character of the main
// text that the box is fixed to (2.8.38, 2.8.53). Those that do not fit together are
// left out: they are no reason to refuse the text.
func (f *file) readBoxes(h head) map[int]stretch {
	const pos, drawing, box = 4, 26, 22 // bytes of a position and of what is said of each
	if h.total == h.length || f.covered() < h.total {
		return nil
	}
	drawn, err := h.drawn.in(f.table)
	if err != nil {
		return nil
	}
	boxed, err := h.boxed.in(f.table)
	if err != nil {
		return nil
	}
	anchors := map[uint32]int{} // by the number of the shape
	n := max(0, (len(drawn)-pos)/(pos+drawing))
	for i := range n {
		anchors[u32(drawn, (n+1)*pos+i*drawing)] = int(u32(drawn, i*pos))
	}
	out := map[int]stretch{}
	end := h.boxes
	m := max(0, (len(boxed)-pos)/(pos+box))
	for i := range m {
		said := boxed[(m+1)*pos+i*box:]
		s := stretch{h.boxes + int(u32(boxed, i*pos)), h.boxes + int(u32(boxed, (i+1)*pos))}
		anchor, ok := anchors[u32(said, 14)]
		if spare := u16(said, 8) != 0; spare || !ok || s.from < end || s.to < s.from || s.to > h.total {
			continue
		}
		out[anchor], end = s, s.to
	}
	return out
}
