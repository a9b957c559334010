package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc64"
	"strings"

	"beilun/internal/state/pages"
)

// contents is what one tree of a file has.
type contents struct {
	version    int // 0: not known
	generation uint64
	losses     []Loss
	tables     map[string]*found
	foreign    string // a bucket that is not of a state; empty: none
	isOld      bool   // it is of version 1, or has no tables at all
	known      bool   // it has tables of a state
	broken     error  // the first damage; nil: none
	keeps      bool   // the entries, and not only their sums

	tree  *pages.Tree
	again func(pages.Visit) *pages.Tree // walks it again
}

// found is what a tree has of a table.
type found struct {
	entries map[string]entry
	n, bad  int    // entries that can be read, and that cannot
	sum     uint64 // of the checksums of those that can
	stamps  uint64 // sum over their times and keys
	aged    int
	ages    uint64 // the same of the bucket of ages
	broken  error  // the first damage; nil: none
	whole   bool   // it has all entries as they were last written, whatever there is of their ages
	wants   int    // entries that it should have; -1: not known
}

// readTree reads a tree; walk is one of the walks of package pages.
func readTree(walk func(pages.Visit) *pages.Tree, keep bool) *contents {
	c := &contents{tables: map[string]*found{}, keeps: keep, again: walk}
	for _, name := range tableNames() {
		c.tables[name] = &found{entries: map[string]entry{}, wants: -1}
	}
	var format error
	c.tree = walk(func(bucket string, key, value []byte) {
		if bucket == pages.Path(string(formatKey)) {
			format = errors.Join(format, c.readFormat(key, value))
			return
		}
		c.readEntry(bucket, key, value)
	})
	c.broken = errors.Join(c.tree.Broken, format)
	c.readBuckets()
	return c
}

func (c *contents) readFormat(key, value []byte) error {
	ok := true
	switch {
	case bytes.Equal(key, versionKey):
		c.version, ok = parseVersion(value)
	case bytes.Equal(key, lossesKey):
		c.losses, ok = parseLosses(value)
	}
	if !ok {
		return fmt.Errorf("the %s of the format cannot be read", key)
	}
	return nil
}

// readEntry reads an entry of a table, of this version or of version 1.
func (c *contents) readEntry(bucket string, key, value []byte) {
	parts := strings.Split(bucket, "/")
	if len(parts) != 3 || bytes.HasSuffix(key, []byte(warningKey)) {
		return
	}
	name, isNew := strings.CutPrefix(parts[1], tablePrefix)
	t := c.tables[name]
	switch {
	case t == nil:
	case parts[2] == string(agesKey) && len(key) >= stampSize:
		t.aged++
		t.ages += ageSum(key)
	case parts[2] == string(valuesKey) && isNew:
		t.read(name, key, value, c.keeps)
	case parts[2] == string(valuesKey):
		t.readOld(key, value, c.keeps)
	}
}

func (t *found) read(table string, key, value []byte, keep bool) {
	sum, at, raw, ok := parse(table, key, value)
	if !ok {
		t.bad++
		return
	}
	t.sum += sum
	t.add(string(key), entry{at, raw}, keep)
}

// readOld reads an entry of version 1: a time and a value, without a checksum.
func (t *found) readOld(key, value []byte, keep bool) {
	if len(value) < stampSize || !json.Valid(value[stampSize:]) {
		t.bad++
		return
	}
	t.add(string(key), entry{unstamp(value), value[stampSize:]}, keep)
}

func (t *found) add(key string, e entry, keep bool) {
	t.n++
	t.stamps += ageSum(ageKey(e.at, key))
	if keep {
		t.entries[key] = e
	}
}

var ageTable = crc64.MakeTable(crc64.ECMA)

// ageSum returns the checksum of a time and a key. They are only compared with those of
// the entries, which have better ones.
func ageSum(key []byte) uint64 { return crc64.Checksum(key, ageTable) }

// readBuckets compares what was read with what the buckets say.
func (c *contents) readBuckets() {
	b := c.tree.Buckets
	if f := b[pages.Path(string(formatKey))]; f != nil {
		c.generation = f.Sequence
	}
	isNew := c.version > 0
	for path := range b {
		switch name := strings.TrimPrefix(path, "/"); {
		case name == "" || strings.Contains(name, "/") || name == string(formatKey):
		case strings.HasPrefix(name, tablePrefix) && c.tables[name[len(tablePrefix):]] != nil:
			isNew, c.known = true, true
		case c.tables[name] != nil:
			c.known = true
		default:
			c.foreign = name
		}
	}
	if isNew && c.version == 0 && c.broken == nil {
		c.broken = errNoFormat
	}
	if c.foreign != "" && c.broken == nil {
		c.broken = fmt.Errorf("it has a bucket %q", c.foreign)
	}
	c.isOld = !isNew && (c.known || c.tree.Broken == nil)
	for _, name := range tableNames() {
		bucket := name
		if isNew {
			bucket = tablePrefix + name
		}
		t := c.tables[name]
		if outer := b[pages.Path(bucket)]; outer != nil || isNew || c.tree.Broken != nil {
			t.compare(outer, b[pages.Path(bucket, string(valuesKey))], b[pages.Path(bucket, string(agesKey))], isNew)
		} else {
			t.wants, t.whole = 0, true // version 1 made tables when they were needed
		}
		if t.broken != nil && c.broken == nil {
			c.broken = fmt.Errorf("%s: %w", name, t.broken)
		}
	}
}

// compare compares a table with its buckets.
func (t *found) compare(outer, values, ages *pages.Bucket, isNew bool) {
	if outer == nil || values == nil || ages == nil {
		t.broken = errors.New("the table is missing")
		return
	}
	t.wants = int(min(values.Sequence, 1<<30))
	t.whole = values.Broken == nil && t.bad == 0 && t.n == t.wants && (!isNew || t.sum == ages.Sequence)
	switch {
	case values.Broken != nil:
		t.broken = values.Broken
	case t.bad > 0:
		t.broken = fmt.Errorf("%d entries cannot be read", t.bad)
	case t.n != t.wants:
		t.broken = fmt.Errorf("it has %d of %d entries", t.n, t.wants)
	case isNew && t.sum != ages.Sequence:
		t.broken = errors.New("some entries are not the latest")
	case ages.Broken != nil:
		t.broken = ages.Broken
	case t.aged != t.n || t.ages != t.stamps:
		t.broken = errors.New("entries and their ages differ")
	}
}
