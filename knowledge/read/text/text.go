package text

import (
	"beilun/knowledge"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/plain"
	"beilun/knowledge/read/release"
)

// Read returns the article in a text file. The first lines may be a block of
// title, source and date between two lines of ---.
func Read(src release.File) (*knowledge.Article, error) {
	t, err := charset.Decode(src.Data)
	if err != nil {
		return nil, err
	}
	t = charset.WithoutEntities(t)
	h, at, err := imprint.FrontMatter(t.Text)
	if err != nil {
		return nil, err
	}
	return plain.Article(t, at, h)
}
