package choice

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:embed beliefs.txt
var beliefFile string

// DefaultBeliefs returns the built-in weights of the models of the beliefs.
var DefaultBeliefs = sync.OnceValue(func() Beliefs {
	m, err := ReadBeliefs(strings.NewReader(beliefFile))
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return m
})

// doubtNames are the names of the features of a doubt that are of all candidates.
var doubtNames = [...]string{dBias: "bias", dChance: "chance", dNothing: "nothing", dMargin: "margin", dAgree: "agree"}

// DoubtName returns the name of feature i of a doubt.
func DoubtName(i int) string {
	switch {
	case i < dPlain:
		return doubtNames[i]
	case i < dChanceOf:
		return "plain=" + strconv.Itoa(i-dPlain)
	case i < dMarginOf:
		return "chance&" + groupNames[i-dChanceOf]
	case i < dGroup:
		return "margin&" + groupNames[i-dMarginOf]
	case i < dCounter:
		return "asks&" + groupNames[i-dGroup]
	case i < dStranger:
		return "counter=" + strconv.Itoa(i-dCounter)
	case i < dFirst:
		return "stranger=" + strconv.Itoa(i-dStranger)
	}
	return FeatureName(i - dFirst)
}

// models are the models of the beliefs by their names in files.
func (m *Beliefs) models() map[string]*[]float32 {
	return map[string]*[]float32{"right": &m.Right, "passage": &m.Passage, "known": &m.Known}
}

// ReadBeliefs reads the weights of the models, "model name weight" a line.
func ReadBeliefs(r io.Reader) (Beliefs, error) {
	var m Beliefs
	names := numbered(Doubts(), DoubtName)
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

// Write writes the weights of the models behind a comment.
func (m Beliefs) Write(w io.Writer, comment string) error {
	b := bufio.NewWriter(w)
	writeComment(b, comment)
	for _, name := range []string{"right", "passage", "known"} {
		writeWeights(b, name+" ", *m.models()[name], DoubtName)
	}
	return b.Flush()
}

// Write writes weights behind a comment, those that count a line each.
func (w Weights) Write(out io.Writer, comment string) error {
	b := bufio.NewWriter(out)
	writeComment(b, comment)
	writeWeights(b, "", w, FeatureName)
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

// numbered returns the numbers of names.
func numbered(n int, name func(int) string) map[string]int {
	out := make(map[string]int, n)
	for i := range n {
		out[name(i)] = i
	}
	return out
}

// eachWeight calls f for the lines of a file of weights: a name, and behind the last
// space a weight.
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
