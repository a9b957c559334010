package cue

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"beilun/internal/wordlist"
)

//go:embed aspects.txt
var aspectFile string

// Aspect is what distinguishes figures of one metric, such as a total from the
// part of one year.
type Aspect struct {
	Name        string
	Asked, Said []string // words of questions, words of releases
}

// MaxAspects is how many aspects aspects.txt may have. Features are numbered by it.
const MaxAspects = 16

// Aspects returns the aspects in the order of aspects.txt, which numbers them.
var Aspects = sync.OnceValue(func() []Aspect {
	out, err := readAspects(aspectFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return out
})

// readAspects reads lines of a name, words of questions, a bar and words of releases.
func readAspects(file string) (out []Aspect, err error) {
	err = wordlist.Lines("index/answer/choice/cue/aspects.txt", file, 2, func(f []string) error {
		bar := slices.Index(f, "|")
		if bar < 2 || bar == len(f)-1 {
			return fmt.Errorf("%q needs words before and behind a bar", strings.Join(f, " "))
		}
		out = append(out, Aspect{f[0], f[1:bar], f[bar+1:]})
		return nil
	})
	if err == nil && len(out) > MaxAspects {
		err = fmt.Errorf("read aspects: %d of them, at most %d", len(out), MaxAspects)
	}
	return out, err
}

// SaidAspects returns an index of the words of releases, a list for each aspect.
var SaidAspects = sync.OnceValue(func() *Index {
	var said [][]string
	for _, a := range Aspects() {
		said = append(said, a.Said)
	}
	return NewIndex(said)
})
