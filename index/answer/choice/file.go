package choice

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"beilun/index/answer/choice/feature"
)

var (
	//go:embed weights.txt
	weightFile string
	//go:embed beliefs.txt
	beliefFile string
)

// Defaults returns the built-in weights.
var Defaults = sync.OnceValue(func() Weights {
	w, err := ReadWeights(strings.NewReader(weightFile))
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return w
})

// DefaultBeliefs returns the built-in weights of the models of the beliefs.
var DefaultBeliefs = sync.OnceValue(func() Beliefs {
	m, err := ReadBeliefs(strings.NewReader(beliefFile))
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return m
})

// ReadWeights reads weights, "name weight" a line. A feature without a line has
// the weight 0; lines of unknown features are ignored.
func ReadWeights(r io.Reader) (Weights, error) {
	w := make(Weights, feature.Count())
	names := byName(len(w), feature.Name)
	err := eachWeight(r, func(name string, x float32) error {
		if i, ok := names[name]; ok {
			w[i] = x
		}
		return nil
	})
	return w, err
}

// models returns the models of the beliefs by their names in files.
func (m *Beliefs) models() map[string]*[]float32 {
	return map[string]*[]float32{"right": &m.Right, "passage": &m.Passage, "known": &m.Known}
}

// ReadBeliefs reads the weights of the models, "model name weight" a line.
func ReadBeliefs(r io.Reader) (Beliefs, error) {
	var m Beliefs
	names := byName(Doubts(), DoubtName)
	for _, w := range m.models() {
		*w = make([]float32, Doubts())
	}
	err := eachWeight(r, func(name string, x float32) error {
		model, name, _ := strings.Cut(name, " ")
		w := m.models()[model]
		if w == nil {
			return fmt.Errorf("no model %q", model)
		}
		if i, ok := names[name]; ok {
			(*w)[i] = x
		}
		return nil
	})
	return m, err
}

// Write writes the weights of the models, after a comment.
func (m Beliefs) Write(w io.Writer, comment string) error {
	b := bufio.NewWriter(w)
	writeComment(b, comment)
	for _, name := range []string{"right", "passage", "known"} {
		writeWeights(b, name+" ", *m.models()[name], DoubtName)
	}
	return b.Flush()
}

// Write writes the weights other than 0, one a line, after a comment.
func (w Weights) Write(out io.Writer, comment string) error {
	b := bufio.NewWriter(out)
	writeComment(b, comment)
	writeWeights(b, "", w, feature.Name)
	return b.Flush()
}

func writeComment(b *bufio.Writer, comment string) {
	for line := range strings.Lines(comment) {
		fmt.Fprintf(b, "# %s\n", strings.TrimRight(line, "\n"))
	}
}

func writeWeights(b *bufio.Writer, prefix string, w []float32, name func(int) string) {
	for i, x := range w {
		if x != 0 {
			fmt.Fprintf(b, "%s%s %s\n", prefix, name(i), strconv.FormatFloat(float64(x), 'g', -1, 32))
		}
	}
}

// byName returns the numbers of n features by their names.
func byName(n int, name func(int) string) map[string]int {
	out := make(map[string]int, n)
	for i := range n {
		out[name(i)] = i
	}
	return out
}

// eachWeight calls f for each line of a file of weights: a name, and behind the
// last space a weight.
func eachWeight(r io.Reader, f func(name string, x float32) error) error {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := max(0, strings.LastIndexByte(line, ' '))
		x, err := strconv.ParseFloat(line[at:][min(1, len(line)-at):], 32)
		if err == nil {
			err = f(line[:at], float32(x))
		}
		if err != nil {
			return fmt.Errorf("read weights: %q: %w", line, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read weights: %w", err)
	}
	return nil
}
