package index

import "beilun/index/facts"

// Changes tells what one sync did, by release ID in the order of the folder.
type Changes struct {
	New, Changed, Same, Gone []string
	Refused                  []Refusal
	Rebuilt                  bool         // made from nothing: what is New may have been known before
	Errata                   bool         // what people have put right has changed
	News                     []facts.News // what the figures of New and Changed mean: of each batch the oldest release first, in a release as in its text
}

// Refusal is a file of the releases folder that was not indexed, and why. A
// refused file that was indexed before keeps its old text in the index.
type Refusal struct {
	ID  string
	Err error
}
