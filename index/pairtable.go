package index

// pairTable finds a number by a pair of characters. It is a map that is asked
// once for each character of each text.
type pairTable []pairEntry

type pairEntry struct {
	key   pair
	value int32 // one more than what is set; 0: the entry is free
}

// newPairTable makes a table for up to n pairs.
func newPairTable(n int) pairTable {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return make(pairTable, size)
}

// at returns the entry of p, or the free one where it belongs.
func (t pairTable) at(p pair) *pairEntry {
	mask := uint32(len(t) - 1)
	for i := (uint32(p[0])*0x9E3779B1 ^ uint32(p[1])*0x85EBCA6B) >> 7; ; i++ {
		if e := &t[i&mask]; e.value == 0 || e.key == p {
			return e
		}
	}
}

// get returns what is set for p, -1 for nothing.
func (t pairTable) get(p pair) int32 { return t.at(p).value - 1 }

func (t pairTable) set(p pair, value int32) { *t.at(p) = pairEntry{p, value + 1} }
