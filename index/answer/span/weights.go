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

var builtin = sync.OnceValue(func() []float32 {
	w, err := decodeWeights(weightFile)
	if err != nil {
		panic(err) // the file is part of the program; a test loads it
	}
	return w
})

// Weights are written as a scale for the dense and one for the hashed, and a
// signed number a weight: two bytes for a dense one, one for a hashed.
const weightBytes = 8 + 2*firstHash + hashed

// maxWeightBytes is the greatest size that is read of a file of weights.
const maxWeightBytes = 4 << 20

func decodeWeights(b []byte) ([]float32, error) {
	if len(b) != weightBytes {
		return nil, fmt.Errorf("load the reader's weights: %d bytes, want %d", len(b), weightBytes)
	}
	dense := math.Float32frombits(binary.LittleEndian.Uint32(b))
	loose := math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))
	if !(dense >= 0 && dense < 1e3 && loose >= 0 && loose < 1e3) {
		return nil, errors.New("load the reader's weights: bad scale")
	}
	b = b[8:]
	w := make([]float32, weights)
	for i := range firstHash {
		w[i] = dense * float32(int16(binary.LittleEndian.Uint16(b[2*i:])))
	}
	b = b[2*firstHash:]
	for i := range hashed {
		w[firstHash+i] = loose * float32(int8(b[i]))
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

// WriteWeights writes w as the built-in weights are stored.
func WriteWeights(out io.Writer, w []float32) error {
	if len(w) != weights {
		return fmt.Errorf("write weights: %d, want %d", len(w), weights)
	}
	b := make([]byte, 8, weightBytes)
	dense := greatest(w[:firstHash]) / math.MaxInt16
	loose := greatest(w[firstHash:]) / math.MaxInt8
	binary.LittleEndian.PutUint32(b, math.Float32bits(dense))
	binary.LittleEndian.PutUint32(b[4:], math.Float32bits(loose))
	for _, v := range w[:firstHash] {
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(level(v, dense))))
	}
	for _, v := range w[firstHash:] {
		b = append(b, byte(int8(level(v, loose))))
	}
	_, err := out.Write(b)
	return err
}

func level(v, scale float32) int {
	if scale == 0 {
		return 0
	}
	return int(math.Round(float64(v / scale)))
}

func greatest(w []float32) float32 {
	var most float32
	for _, v := range w {
		most = max(most, v, -v)
	}
	return most
}
