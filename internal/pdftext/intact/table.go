package intact

import (
	"bytes"
	"regexp"
	"strconv"
)

// table is the table of objects of a PDF that may be wrong.
type table struct {
	there  bool
	off    int         // from the table to where the file says that it is
	listed map[int]int // places by number
}

var (
	startValue = regexp.MustCompile(`startxref\s+(\d{1,12})`)
	section    = regexp.MustCompile(`^\s*(\d{1,7})\s+(\d{1,7})\s*[\r\n]`)
	row        = regexp.MustCompile(`^\s*(\d{10})\s\d{5}\s([nf])`)
)

// maxRows limits the rows of a table.
const maxRows = 1_000_000

// tableOf returns the last table in data.
func tableOf(data []byte) table {
	t := table{listed: map[int]int{}}
	end := bytes.LastIndex(data, []byte("startxref"))
	if end < 0 {
		return t
	}
	at := bytes.LastIndex(data[:end], []byte("xref"))
	if at < 0 {
		return t
	}
	t.there = true
	if m := startValue.FindSubmatch(data[end:]); m != nil {
		n, _ := strconv.Atoi(string(m[1]))
		t.off = at - n
	}
	rest := data[at+len("xref") : end]
	for rows := 0; rows < maxRows; {
		m := section.FindSubmatch(rest)
		if m == nil {
			break
		}
		rest = rest[len(m[0]):]
		number, _ := strconv.Atoi(string(m[1]))
		count, _ := strconv.Atoi(string(m[2]))
		for ; count > 0 && rows < maxRows; count, number, rows = count-1, number+1, rows+1 {
			r := row.FindSubmatch(rest)
			if r == nil {
				return t
			}
			rest = rest[len(r[0]):]
			if n, _ := strconv.Atoi(string(r[1])); string(r[2]) == "n" {
				t.listed[number] = n
			}
		}
	}
	return t
}

// complete reports whether all objects are there that the table lists, or without a
// table all that the trailer counts.
func (t table) complete(all []object, at map[int]int, trailer []byte) bool {
	if t.there && len(t.listed) > 0 {
		return len(all) >= len(t.listed)
	}
	m := sizeOf.FindSubmatch(trailer)
	if m == nil {
		return false
	}
	n, _ := strconv.Atoi(string(m[1]))
	for i := 1; i < n; i++ {
		if _, ok := at[i]; !ok {
			return false
		}
	}
	return n > 1
}

// exact reports whether each object is where the table says.
func (t table) exact(all []object, at map[int]int) bool {
	if !t.there || len(t.listed) == 0 || t.off != 0 {
		return false
	}
	for number, n := range t.listed {
		i, ok := at[number]
		if !ok || all[i].start != n {
			return false
		}
	}
	return true
}

// oneJump reports whether the objects are off their places as if a piece had been
// lost or put in between two of them, or in the last.
func (t table) oneJump(all []object, at map[int]int) bool {
	offs := map[int]bool{}
	for number, n := range t.listed {
		if i, ok := at[number]; ok {
			offs[all[i].start-n] = true
		}
	}
	last := all[len(all)-1]
	if t.there && t.off != 0 && t.off > last.start-last.end && t.off < last.end-last.start {
		offs[t.off] = true
	}
	return len(offs) == 2
}
