package word

import (
	"strconv"
	"strings"

	"beilun/knowledge/read/article"
)

// Passage is a paragraph or a row of a table.
type Passage struct {
	Text  string // with \n at line breaks
	Level int
	Row   *article.Row // nil unless it is the row of a table
}

// Levels of a passage. Those from LevelHeading on are levels of headings.
const (
	LevelBody     = 0
	LevelTitle    = -1
	LevelContents = -2 // an entry of a table of contents
	LevelHeading  = 1
)

// OutlineLevel returns the level for an outline level of Word, which counts from
// 0. Those from 9 on are body text.
func OutlineLevel(n int) int {
	if 0 <= n && n < 9 {
		return LevelHeading + n
	}
	return LevelBody
}

// LevelOfName returns the level of a style with that lower-case name, and whether
// the name says it.
func LevelOfName(name string) (int, bool) {
	switch name {
	case "title", "标题", "標題":
		return LevelTitle, true
	case "subtitle", "副标题", "副標題":
		return LevelHeading, true
	}
	if strings.HasPrefix(name, "toc ") || strings.HasPrefix(name, "目录") || name == "table of figures" {
		return LevelContents, true
	}
	for _, p := range []string{"heading", "标题", "標題"} {
		if rest, ok := strings.CutPrefix(name, p); ok {
			if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && 1 <= n && n <= 9 {
				return LevelHeading + n - 1, true
			}
		}
	}
	return 0, false
}
