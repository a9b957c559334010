package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"time"

	"go.etcd.io/bbolt"
)

// formatVersion is the version of the file. See doc.go for what a change of it needs.
const formatVersion = 2

// The bucket of the format and its keys. The sequence of the bucket is the number of
// transactions that wrote to the file, which finds the newest tree if the heads of the
// file are lost.
var (
	formatKey  = []byte("beilun")
	versionKey = []byte("version")
	lossesKey  = []byte("losses")

	errNoFormat = errors.New("the state has no format")
)

// epoch is the time of records that have none.
var epoch = time.Unix(0, 0)

// entry is a value with its time.
type entry struct {
	at  time.Time
	raw []byte
}

// source yields the entries of a table.
type source func(table string, yield func(key string, e entry) error) error

// writeFile writes a new file with the entries of src. The file is complete if it can be
// read: everything is in one transaction.
func writeFile(path string, src source, losses []Loss, unsynced bool) (err error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoSync: unsynced, FreelistType: bbolt.FreelistMapType, OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
		return os.OpenFile(name, flag|os.O_EXCL, mode)
	}})
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if err != nil {
		return errors.Join(err, removeFile(path))
	}
	defer func() {
		if err = errors.Join(err, db.Close()); err != nil {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	err = db.Update(func(tx *bbolt.Tx) error {
		f, err := tx.CreateBucket(formatKey)
		if err != nil {
			return err
		}
		version := record(string(formatKey), string(versionKey), epoch, []byte(strconv.Itoa(formatVersion)))
		if err := errors.Join(f.Put(versionKey, version), putLosses(f, losses), warnOld(tx)); err != nil {
			return err
		}
		for _, name := range tableNames() {
			e, err := openEntries(tx, name)
			if err != nil {
				return err
			}
			err = src(name, func(key string, v entry) error { return e.putAt(key, v.at, v.raw) })
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return db.Update(count) // so that both heads of the file lead to a complete tree
}

// count counts a transaction.
func count(tx *bbolt.Tx) error {
	b := tx.Bucket(formatKey)
	if b == nil {
		return errNoFormat
	}
	return b.SetSequence(b.Sequence() + 1)
}

// A program that knows version 1 only reads these tables first, under their old names.
// It finds an entry there that it cannot decode, and its error quotes what is in the
// place of a time.
var (
	oldTables  = []string{"deliveries", "feedback"}
	warningKey = "written by a newer version"
	warning    = map[string]string{"at": "this state is of a newer beilun: start that one again, or put the file ending in .v1 back as the state"}
)

// warnOld writes that entry.
func warnOld(tx *bbolt.Tx) error {
	raw, err := json.Marshal(warning)
	if err != nil {
		return err
	}
	for _, name := range oldTables {
		b, err := tx.CreateBucket([]byte(name))
		if err != nil {
			return err
		}
		values, err := b.CreateBucket(valuesKey)
		if err != nil {
			return err
		}
		ages, err := b.CreateBucket(agesKey)
		if err != nil {
			return err
		}
		at := time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC) // which never expires
		value := append(stamp(at), raw...)
		if err := errors.Join(values.Put([]byte(warningKey), value), ages.Put(append(stamp(at), warningKey...), nil), values.SetSequence(1)); err != nil {
			return err
		}
	}
	return nil
}

// parseVersion returns the version in a record of the format's bucket.
func parseVersion(kept []byte) (int, bool) {
	_, _, raw, ok := parse(string(formatKey), versionKey, kept)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(string(raw))
	return n, err == nil && n > 0
}

// parseLosses returns the losses in a record of the format's bucket.
func parseLosses(kept []byte) (out []Loss, ok bool) {
	_, _, raw, ok := parse(string(formatKey), lossesKey, kept)
	return out, ok && json.Unmarshal(bytes.Clone(raw), &out) == nil
}
