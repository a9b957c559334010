package span

import "encoding/binary"

// bitWriter and bitReader write and read numbers of a few bits, the lowest bit
// first.
type bitWriter struct {
	out  []byte
	left uint // bits free in the last byte
}

func (b *bitWriter) write(v uint32, bits int) {
	for range bits {
		if b.left == 0 {
			b.out, b.left = append(b.out, 0), 8
		}
		b.out[len(b.out)-1] |= byte(v&1) << (8 - b.left)
		v >>= 1
		b.left--
	}
}

// gap writes a number that is mostly small: as many ones as it holds gapUnit,
// a zero, and the rest.
func (b *bitWriter) gap(n uint32) {
	for range n >> gapBits {
		b.write(1, 1)
	}
	b.write(0, 1)
	b.write(n, gapBits)
}

type bitReader struct {
	in []byte
	at int // bit
}

// read returns false when there are not as many bits, which are 32 at most.
func (b *bitReader) read(bits int) (v uint32, ok bool) {
	if from := b.at >> 3; from+8 <= len(b.in) { // all at once but at the end
		v := binary.LittleEndian.Uint64(b.in[from:]) >> (b.at & 7)
		b.at += bits
		return uint32(v & (1<<bits - 1)), true
	}
	for i := range bits {
		if b.at>>3 >= len(b.in) {
			return 0, false
		}
		v |= uint32(b.in[b.at>>3]>>(b.at&7)&1) << i
		b.at++
	}
	return v, true
}

func (b *bitReader) gap() (uint32, bool) {
	n := uint32(0)
	for {
		more, ok := b.read(1)
		if !ok || n > hashed {
			return 0, false
		}
		if more == 0 {
			rest, ok := b.read(gapBits)
			return n + rest, ok
		}
		n += 1 << gapBits
	}
}
