package html

import (
	_ "embed"

	"beilun/internal/wordlist"
	"beilun/knowledge/read/imprint"
)

//go:embed words.txt
var wordFile string

// The lists of words.txt, where each is explained.
var (
	pageWords     = wordlist.MustParse("knowledge/read/html/words.txt", wordFile, nil)
	afterSource   = pageWords.List("after-source")
	furnitureHead = pageWords.Words("furniture")
	noTitles      = pageWords.List("no-title")
	siteEnds      = pageWords.List("site")
)

// pageKeys are the words before a colon in the line under a title of a page,
// besides those that imprint knows.
var pageKeys = func() map[string]imprint.Key {
	out := map[string]imprint.Key{}
	for kind, key := range map[string]imprint.Key{"date": imprint.KeyDate, "source": imprint.KeySource, "other": imprint.KeyOther} {
		for _, w := range pageWords.Words(kind) {
			out[w] = key
		}
	}
	return out
}()

// maxPageKey is the length in bytes of the longest of pageKeys.
const maxPageKey = 15

// pageKeyAt returns the key at the start of s and the length in bytes of its word
// and colon, or imprint.KeyNone.
func pageKeyAt(s string) (imprint.Key, int) {
	if k, n := imprint.KeyAt(s); k != imprint.KeyNone {
		return k, n
	}
	for i, r := range s {
		switch {
		case i > maxPageKey:
			return imprint.KeyNone, 0
		case r == ':':
			return pageKeys[s[:i]], i + len(":")
		case r == '：':
			return pageKeys[s[:i]], i + len("：")
		}
	}
	return imprint.KeyNone, 0
}
