package html

import (
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/trace"
)

// Fragment returns the paragraphs, headings and rows of tables of a page that is
// the article and nothing else, such as the text of a mail. It has none if there is
// nothing to see on the page. The error wraps release.ErrTooLarge.
func Fragment(t trace.String) ([]article.Unit, error) {
	root, _, err := parsePage(t)
	if err != nil {
		return nil, err
	}
	w := &web{String: t, root: root}
	w.measure(root, false)
	blocks, err := w.blocks(root)
	if err != nil {
		return nil, err
	}
	return headBold(blocks), nil
}
