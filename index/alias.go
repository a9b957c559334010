package index

import (
	"beilun/index/passage"
	"beilun/index/rank"
)

// The names that the packages above go on to use of the index.
type (
	Passage = passage.Passage
	Release = passage.Release
	Copy    = passage.Copy
	Hit     = rank.Hit
	Part    = rank.Part
	Parts   = rank.Parts
)
