package read

import "beilun/knowledge"

// readText reads plain text: one paragraph on each line, or lines that were
// copied out of a printed page.
func readText(src source) (*knowledge.Article, error) {
	t, err := decode(src.data)
	if err != nil {
		return nil, err
	}
	t = withoutEntities(t)
	h, at, err := frontMatter(t.text)
	if err != nil {
		return nil, err
	}
	return articleOfLines(t, at, h)
}
