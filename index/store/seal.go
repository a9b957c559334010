package store

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"unsafe"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errSum says that stored bytes are not what was written.
var errSum = errors.New("stored bytes have changed")

// Seal puts a checksum before raw.
func Seal(raw []byte) []byte {
	out := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+len(raw)), crc32.Checksum(raw, castagnoli))
	return append(out, raw...)
}

// unseal returns what was sealed.
func unseal(b []byte) ([]byte, error) {
	if len(b) < 4 || crc32.Checksum(b[4:], castagnoli) != binary.LittleEndian.Uint32(b) {
		return nil, errSum
	}
	return b[4:], nil
}

// readSealed returns what was sealed in a file of at most limit bytes.
func readSealed(path string, limit int64) (string, error) {
	f, err := openRegular(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	var sum [4]byte
	if _, err := io.ReadFull(f, sum[:]); err != nil || info.Size() > limit {
		return "", errSum
	}
	out := make([]byte, max(0, info.Size()-int64(len(sum))))
	if _, err := io.ReadFull(f, out); err != nil {
		return "", err
	}
	if crc32.Checksum(out, castagnoli) != binary.LittleEndian.Uint32(sum[:]) {
		return "", errSum
	}
	return unsafe.String(unsafe.SliceData(out), len(out)), nil // nobody else has the bytes
}
