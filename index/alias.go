package index

import (
	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/index/rank"
	"beilun/knowledge/ledger"
)

// The names that the packages above go on to use of the index.
type (
	Passage = passage.Passage
	Release = passage.Release
	Copy    = passage.Copy
	Row     = passage.Row
	Hit     = rank.Hit
	Part    = rank.Part
	Parts   = rank.Parts

	Errata     = catalog.Errata
	Retraction = catalog.Retraction
)

// Entry is the figures of one thing; see ledger.Entry.
type Entry = ledger.Entry[passage.Row]
