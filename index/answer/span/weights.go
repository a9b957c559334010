package span

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
)

// weightFile holds the trained weights; data/README tells where they come from.
//
//go:embed data/weights.bin
var weightFile []byte

var builtin = sync.OnceValue(func() *model {
	w, err := decodeWeights(weightFile)
	if err != nil {
		panic(err) // the file is part of the program; a test loads it
	}
	return newModel(w)
})

// Weights are written as a scale for the dense and one for the hashed, the
// number of hashed that are not zero, two bytes for each dense one, and for each
// of those hashed how many zeros stand in front of it and its level.
const (
	headBytes = 12 + 2*firstHash
	gapBits   = 3 // of a gap that are written as they are: about its logarithm
	levelBits = 4 // of a hashed weight beside its sign
	levels    = 1 << levelBits
)

// maxWeightBytes is the greatest size that is read of a file of weights.
const maxWeightBytes = 1 << 20

func decodeWeights(b []byte) ([]float32, error) {
	if len(b) < headBytes {
		return nil, fmt.Errorf("load the reader's weights: %d bytes, want %d or more", len(b), headBytes)
	}
	dense := math.Float32frombits(binary.LittleEndian.Uint32(b))
	loose := math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))
	n := binary.LittleEndian.Uint32(b[8:])
	if !(dense >= 0 && dense < 1e3 && loose >= 0 && loose < 1e3) || n > hashed {
		return nil, errors.New("load the reader's weights: bad scale or number")
	}
	w := make([]float32, weights)
	for i := range firstHash {
		w[i] = dense * float32(int16(binary.LittleEndian.Uint16(b[12+2*i:])))
	}
	bits := bitReader{in: b[headBytes:]}
	at := uint32(0)
	for range n {
		gap, ok := bits.gap()
		v, enough := bits.read(levelBits + 1)
		at += gap
		if !ok || !enough || at >= hashed {
			return nil, errors.New("load the reader's weights: cut off or too many")
		}
		w[firstHash+int(at)] = loose * unlevel(v)
		at++
	}
	if (bits.at+7)/8 != len(bits.in) {
		return nil, errors.New("load the reader's weights: more than is wanted")
	}
	return w, nil
}

// ReadWeights reads weights that [WriteWeights] wrote.
func ReadWeights(in io.Reader) ([]float32, error) {
	b, err := io.ReadAll(io.LimitReader(in, maxWeightBytes+1))
	if err != nil {
		return nil, fmt.Errorf("load the reader's weights: %w", err)
	}
	return decodeWeights(b)
}

// WriteWeights writes w as the built-in weights are stored. Small hashed ones
// are lost.
func WriteWeights(out io.Writer, w []float32) error {
	if len(w) != weights {
		return fmt.Errorf("write weights: %d, want %d", len(w), weights)
	}
	b := make([]byte, 12, headBytes)
	dense, loose := greatest(w[:firstHash])/math.MaxInt16, greatest(w[firstHash:])
	binary.LittleEndian.PutUint32(b, math.Float32bits(dense))
	binary.LittleEndian.PutUint32(b[4:], math.Float32bits(loose))
	for _, v := range w[:firstHash] {
		n := 0
		if dense > 0 {
			n = int(math.Round(float64(v / dense)))
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(n)))
	}
	var bits bitWriter
	n, gap := uint32(0), uint32(0)
	for _, v := range w[firstHash:] {
		l, ok := level(v, loose)
		if !ok {
			gap++
			continue
		}
		bits.gap(gap)
		bits.write(l, levelBits+1)
		n, gap = n+1, 0
	}
	binary.LittleEndian.PutUint32(b[8:], n)
	_, err := out.Write(append(b, bits.out...))
	return err
}

// level is the number of a weight: its sign, and the square root of its share
// of the greatest in steps, for most are small. It reports whether the weight
// is near enough to one of the steps not to be zero.
func level(v, greatest float32) (uint32, bool) {
	if greatest == 0 {
		return 0, false
	}
	share := float64(v / greatest)
	n := int(math.Round(math.Sqrt(math.Abs(share)) * levels))
	if n == 0 {
		return 0, false
	}
	l := uint32(n-1) << 1
	if v < 0 {
		l |= 1
	}
	return l, true
}

// unlevel is the share of the greatest weight that a level stands for.
func unlevel(l uint32) float32 {
	n := float32(l>>1+1) / levels
	if l&1 == 1 {
		return -n * n
	}
	return n * n
}

func greatest(w []float32) float32 {
	var most float32
	for _, v := range w {
		most = max(most, v, -v)
	}
	return most
}
