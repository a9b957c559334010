package state

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// entries is a table within a transaction. The bucket values has each record by key,
// the bucket ages the keys by time. The sequence of values is the number of entries,
// that of ages the sum of their checksums, so that an entry that is missing, or is an
// older one, is noticed when the file is opened.
type entries struct {
	table        string
	bucket       *bbolt.Bucket
	values, ages *bbolt.Bucket
	now          time.Time
	life         time.Duration
	spoiled      []string          // keys of entries that were met and cannot be read
	lost         func(n int) error // notes that n entries were removed because they cannot be read
}

var (
	valuesKey = []byte("values")
	agesKey   = []byte("ages")
)

// tablePrefix is in the names of the tables' buckets. The names without it are those of
// version 1.
const tablePrefix = "2."

func bucketOf(table string) []byte { return []byte(tablePrefix + table) }

func openEntries(tx *bbolt.Tx, table string) (*entries, error) {
	b, err := tx.CreateBucketIfNotExists(bucketOf(table))
	if err != nil {
		return nil, err
	}
	values, err := b.CreateBucketIfNotExists(valuesKey)
	if err != nil {
		return nil, err
	}
	ages, err := b.CreateBucketIfNotExists(agesKey)
	if err != nil {
		return nil, err
	}
	return &entries{table: table, bucket: b, values: values, ages: ages}, nil
}

func viewEntries(tx *bbolt.Tx, table string) *entries {
	b := tx.Bucket(bucketOf(table))
	if b == nil {
		return nil
	}
	return &entries{table: table, bucket: b, values: b.Bucket(valuesKey), ages: b.Bucket(agesKey)}
}

// A record is a checksum, a time and a value in JSON.
const (
	sumSize   = 8
	stampSize = 8
)

func stamp(t time.Time) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(max(t.UnixNano(), 0)))
}

func unstamp(b []byte) time.Time { return time.Unix(0, int64(binary.BigEndian.Uint64(b))) }

// sumOf returns the checksum of an entry of a table; rest is its time and value.
func sumOf(table string, key, rest []byte) uint64 {
	b := make([]byte, 0, 8+len(table)+len(key)+len(rest))
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(table))), table...)
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(key))), key...)
	sum := sha256.Sum256(append(b, rest...))
	return binary.BigEndian.Uint64(sum[:])
}

// record returns an entry as it is kept.
func record(table, key string, at time.Time, raw []byte) []byte {
	rest := append(stamp(at), raw...)
	return append(binary.BigEndian.AppendUint64(nil, sumOf(table, []byte(key), rest)), rest...)
}

// parse returns the checksum, the time and the value of a record, and false if it is not
// what was written.
func parse(table string, key, record []byte) (sum uint64, at time.Time, raw []byte, ok bool) {
	if len(record) < sumSize+stampSize {
		return 0, time.Time{}, nil, false
	}
	sum = binary.BigEndian.Uint64(record)
	if sum != sumOf(table, key, record[sumSize:]) {
		return 0, time.Time{}, nil, false
	}
	return sum, unstamp(record[sumSize:]), record[sumSize+stampSize:], true
}

func ageKey(at time.Time, key string) []byte { return append(stamp(at), key...) }

func (e *entries) get(key string) (time.Time, []byte) {
	kept := e.values.Get([]byte(key))
	if kept == nil {
		return time.Time{}, nil
	}
	_, at, raw, ok := parse(e.table, []byte(key), kept)
	if !ok {
		e.spoil(key)
		return time.Time{}, nil
	}
	if e.now.Sub(at) >= e.life {
		return at, nil
	}
	return at, raw
}

func (e *entries) has(key string) bool { _, raw := e.get(key); return raw != nil }

func (e *entries) put(key string, raw []byte) error { return e.putAt(key, e.now, raw) }

// putAt writes an entry with the time at.
func (e *entries) putAt(key string, at time.Time, raw []byte) error {
	if err := e.remove(key); err != nil {
		return err
	}
	r := record(e.table, key, at, raw)
	if err := e.values.Put([]byte(key), r); err != nil {
		return err
	}
	if err := e.ages.Put(ageKey(at, key), nil); err != nil {
		return err
	}
	return e.count(1, binary.BigEndian.Uint64(r))
}

// count adds to the number of entries and to the sum of their checksums.
func (e *entries) count(n int, sum uint64) error {
	if err := e.values.SetSequence(e.values.Sequence() + uint64(n)); err != nil {
		return err
	}
	return e.ages.SetSequence(e.ages.Sequence() + sum)
}

func (e *entries) remove(key string) error {
	kept := e.values.Get([]byte(key))
	if kept == nil {
		return nil
	}
	sum, at, _, ok := parse(e.table, []byte(key), kept)
	if !ok { // it cannot be taken out of the sum
		e.spoil(key)
		return e.mend()
	}
	if err := e.ages.Delete(ageKey(at, key)); err != nil {
		return err
	}
	if err := e.values.Delete([]byte(key)); err != nil {
		return err
	}
	return e.count(-1, -sum)
}

func (e *entries) each(f func(key string, at time.Time) error) error {
	c := e.ages.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if len(k) < stampSize {
			e.spoil("")
			continue
		}
		at := unstamp(k)
		if e.now.Sub(at) >= e.life {
			continue
		}
		if err := f(string(k[stampSize:]), at); err != nil {
			return err
		}
	}
	return nil
}

// trim removes expired entries, and the oldest ones if there are more than most. It
// removes a limited number at a time, so that no write takes long.
func (e *entries) trim(most int) error {
	const atOnce = 200
	for range atOnce {
		k, _ := e.ages.Cursor().First()
		if len(k) < stampSize || e.now.Sub(unstamp(k)) < e.life && e.values.Sequence() <= uint64(most) {
			return nil
		}
		if err := e.remove(string(k[stampSize:])); err != nil {
			return err
		}
	}
	return nil
}

// spoil notes that an entry cannot be read.
func (e *entries) spoil(key string) {
	if !slices.Contains(e.spoiled, key) {
		e.spoiled = append(e.spoiled, key)
	}
}

// mend removes the entries that cannot be read, those in e.spoiled and any others, and
// makes the rest of the table anew from the entries that can.
func (e *entries) mend() (err error) {
	spoiled := e.spoiled
	e.spoiled = nil
	if err := e.bucket.DeleteBucket(agesKey); err != nil {
		return err
	}
	if e.ages, err = e.bucket.CreateBucket(agesKey); err != nil {
		return err
	}
	if err := e.values.SetSequence(0); err != nil {
		return err
	}
	var good, bad [][]byte
	err = e.values.ForEach(func(k, v []byte) error {
		sum, at, _, ok := parse(e.table, k, v)
		if !ok || slices.Contains(spoiled, string(k)) {
			bad = append(bad, bytes.Clone(k))
			return nil
		}
		good = append(good, ageKey(at, string(k)))
		return e.ages.SetSequence(e.ages.Sequence() + sum)
	})
	for _, k := range good {
		err = errors.Join(err, e.ages.Put(k, nil))
	}
	for _, k := range bad {
		err = errors.Join(err, e.values.Delete(k))
	}
	return errors.Join(err, e.values.SetSequence(uint64(len(good))), e.lost(len(bad)))
}
