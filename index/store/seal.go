package store

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
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
