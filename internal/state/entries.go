package state

import (
	"bytes"
	"encoding/binary"
	"time"

	"go.etcd.io/bbolt"
)

// entries is a table within a transaction. One bucket has each value, after its time,
// by key; the other one has the keys by time. The sequence of the first bucket is the
// number of entries.
type entries struct {
	values, ages *bbolt.Bucket
	now          time.Time
	life         time.Duration
}

func openEntries(tx *bbolt.Tx, name []byte, life time.Duration, now time.Time) (*entries, error) {
	b, err := tx.CreateBucketIfNotExists(name)
	if err != nil {
		return nil, err
	}
	values, err := b.CreateBucketIfNotExists([]byte("values"))
	if err != nil {
		return nil, err
	}
	ages, err := b.CreateBucketIfNotExists([]byte("ages"))
	if err != nil {
		return nil, err
	}
	return &entries{values, ages, now, life}, nil
}

func viewEntries(tx *bbolt.Tx, name []byte, life time.Duration, now time.Time) *entries {
	b := tx.Bucket(name)
	if b == nil {
		return nil
	}
	return &entries{b.Bucket([]byte("values")), b.Bucket([]byte("ages")), now, life}
}

const stampSize = 8

func stamp(t time.Time) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(max(t.UnixNano(), 0)))
}

func unstamp(b []byte) time.Time { return time.Unix(0, int64(binary.BigEndian.Uint64(b))) }

func (e *entries) get(key string) (time.Time, []byte) {
	raw := e.values.Get([]byte(key))
	if len(raw) < stampSize {
		return time.Time{}, nil
	}
	at := unstamp(raw)
	if e.now.Sub(at) >= e.life {
		return at, nil
	}
	return at, raw[stampSize:]
}

func (e *entries) has(key string) bool { _, raw := e.get(key); return raw != nil }

func (e *entries) put(key string, raw []byte) error { return e.putAt(key, e.now, raw) }

// putAt writes an entry with the time at.
func (e *entries) putAt(key string, at time.Time, raw []byte) error {
	if err := e.remove(key); err != nil {
		return err
	}
	s := stamp(at)
	if err := e.values.Put([]byte(key), append(bytes.Clone(s), raw...)); err != nil {
		return err
	}
	if err := e.ages.Put(append(s, key...), nil); err != nil {
		return err
	}
	return e.values.SetSequence(e.values.Sequence() + 1)
}

func (e *entries) remove(key string) error {
	raw := e.values.Get([]byte(key))
	if raw == nil {
		return nil
	}
	if err := e.ages.Delete(append(bytes.Clone(raw[:stampSize]), key...)); err != nil {
		return err
	}
	if err := e.values.Delete([]byte(key)); err != nil {
		return err
	}
	return e.values.SetSequence(e.values.Sequence() - 1)
}

func (e *entries) each(f func(key string, at time.Time) error) error {
	c := e.ages.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
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
		if k == nil || e.now.Sub(unstamp(k)) < e.life && e.values.Sequence() <= uint64(most) {
			return nil
		}
		if err := e.remove(string(k[stampSize:])); err != nil {
			return err
		}
	}
	return nil
}
