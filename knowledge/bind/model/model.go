package model

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightFile string

// Weights are the weights of the features, by their numbers.
type Weights []float32

// BuiltIn returns the built-in weights. The caller must not change them.
var BuiltIn = sync.OnceValue(func() Weights {
	w, err := ReadWeights(strings.NewReader(weightFile))
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return w
})

// Features returns the number of features.
func Features() int { return numbering().size }

// FeatureName returns the name of feature i, as files of weights have it.
func FeatureName(i int) string { return numbering().name(i) }

// ReadWeights reads weights, "name weight" a line. Features without a line have weight
// 0, and lines of unknown features are ignored.
func ReadWeights(r io.Reader) (Weights, error) {
	w := make(Weights, Features())
	numbers := make(map[string]int, len(w))
	for i := range w {
		numbers[FeatureName(i)] = i
	}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, _ := strings.Cut(line, " ")
		x, err := strconv.ParseFloat(value, 32)
		if err != nil {
			return nil, fmt.Errorf("read weights: %s: %w", name, err)
		}
		if i, ok := numbers[name]; ok {
			w[i] = float32(x)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	return w, nil
}

// Choice is a figure with the things that it may be of, as the model learns from it.
type Choice struct {
	Figure     int // of its paragraph
	Candidates []Candidate
	Chosen     int
}

// Candidate is a thing that a figure may be of.
type Candidate struct {
	Subject, Scope string // of the figure if it is of this thing
	Group          bool   // a phrase without a name, which is a part of what Subject is
	Features       []int32
}
