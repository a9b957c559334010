package html

import "beilun/knowledge/read/imprint"

const (
	leastAround = 40 // per cent of the kept characters that the chosen element has
	mostTitles  = 20 // elements with the text of the title that are looked at
)

// narrow drops from what the readability library kept all that is outside the
// smallest element with both the title and a good part of the kept text. On a
// page with a short article the library also keeps the texts next to it. narrow
// reports whether it dropped anything.
func (w *web) narrow(title string) bool {
	if w.kept == nil || title == "" {
		return false
	}
	all := w.keptChars(w.root)
	var best, at *node
	seen, title := 0, spaceless(title)
	find(w.root, func(n *node) bool {
		isLine := n.has(blockTags) || n.tag == "span"
		if !isLine || n.chars > 2*imprint.MaxTitle || n.chars == 0 && !n.hidden || spaceless(w.wordsOf(n)) != title {
			return false
		}
		for a := n.parent; a != nil; a = a.parent {
			if w.keptChars(a)*100 >= all*leastAround {
				if best == nil || a.chars < best.chars {
					best, at = a, n
				}
				break
			}
		}
		seen++
		return seen == mostTitles
	})
	if best == nil || best == w.root {
		return false
	}
	changed := false
	for n := range w.kept {
		if n.index < at.index || !within(n, best) {
			delete(w.kept, n)
			changed = true
		}
	}
	return changed
}

// keptChars returns the number of characters in n that were kept.
func (w *web) keptChars(n *node) int {
	chars := 0
	if w.kept[n] {
		chars = n.chars
	}
	for _, k := range n.kids {
		chars += w.keptChars(k)
	}
	return chars
}

// within reports whether n is in, or is inside it.
func within(n, in *node) bool {
	for ; n != nil; n = n.parent {
		if n == in {
			return true
		}
	}
	return false
}
