package index

import (
	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/rank"
)

// Names of the packages below that the packages above use most.
type (
	Passage = passage.Passage
	Release = passage.Release
	Site    = passage.Site
	Copy    = passage.Copy
	Row     = passage.Row

	Hit   = rank.Hit
	Part  = rank.Part
	Parts = rank.Parts

	Entry    = facts.Entry
	News     = facts.News
	NewsKind = facts.NewsKind
)

// The kinds of news.
const (
	Fresh       = facts.Fresh
	Replaces    = facts.Replaces
	Contradicts = facts.Contradicts
)
