package doc

import (
	"fmt"
	"sort"

	"beilun/knowledge/read/release"
)

// pageSize is the size of a page of properties (2.9.23, 2.9.175).
const pageSize = 512

// run is text that lies in one place with the same properties.
type run struct {
	from, to int // bytes of the stream WordDocument
	style    int // number of the style of a paragraph
	changes  []byte
}

// pageKind is how the properties are in a page.
type pageKind struct {
	entry int // bytes of an entry, the first of which says where the properties are
	read  func(page []byte, at int) (style int, changes []byte, ok bool)
}

var (
	charPage = pageKind{1, charChanges}
	parPage  = pageKind{13, parChanges}
)

// readRuns reads the properties in the pages that a list at p has.
func (f *file) readRuns(p place, kind pageKind) ([]run, error) {
	b, err := p.in(f.table)
	if err != nil {
		return nil, err
	}
	const pos, page = 4, 4
	n := max(0, (len(b)-pos)/(pos+page))
	if n > len(f.main)/pageSize {
		return nil, fmt.Errorf("%w: %d pages in %d bytes", release.ErrDamaged, n, len(f.main))
	}
	var out []run
	for i := range n {
		number := int(u32(b, (n+1)*pos+i*page)) & 0x3FFFFF
		b, err := (place{number * pageSize, pageSize}).in(f.main)
		if err != nil {
			return nil, err
		}
		if out, err = readPage(out, b, kind); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readPage adds the runs of a page to out.
func readPage(out []run, b []byte, kind pageKind) ([]run, error) {
	const pos = 4
	n := int(b[pageSize-1])
	if (n+1)*pos+n*kind.entry > pageSize-1 {
		return nil, fmt.Errorf("%w: %d runs in a page", release.ErrDamaged, n)
	}
	for i := range n {
		r := run{from: int(u32(b, i*pos)), to: int(u32(b, (i+1)*pos))}
		if r.to < r.from || len(out) > 0 && r.from < out[len(out)-1].to {
			return nil, fmt.Errorf("%w: a run from %d to %d", release.ErrDamaged, r.from, r.to)
		}
		if at := 2 * int(b[(n+1)*pos+i*kind.entry]); at > 0 {
			ok := false
			if r.style, r.changes, ok = kind.read(b, at); !ok {
				return nil, fmt.Errorf("%w: properties beyond their page", release.ErrDamaged)
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// charChanges returns the list of changes to characters in a page.
func charChanges(page []byte, at int) (int, []byte, bool) {
	n := int(page[at])
	if at+1+n > pageSize {
		return 0, nil, false
	}
	return 0, page[at+1 : at+1+n], true
}

// parChanges returns the style of a paragraph and the list of changes to it in a
// page.
func parChanges(page []byte, at int) (int, []byte, bool) {
	n := 2*int(page[at]) - 1
	if n < 0 { // the size is even
		if at++; at >= pageSize {
			return 0, nil, false
		}
		n = 2 * int(page[at])
	}
	at++
	if n < 2 || at+n > pageSize {
		return 0, nil, false
	}
	return int(u16(page, at)), page[at+2 : at+n], true
}

// runAt returns the run with the byte at, none if no run has it.
func runAt(runs []run, at int) run {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].to > at })
	if i == len(runs) || runs[i].from > at {
		return run{from: at, to: at + 1}
	}
	return runs[i]
}
