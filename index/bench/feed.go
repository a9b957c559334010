package bench

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"beilun/index/bench/press"
	"beilun/index/eval"
	"beilun/knowledge/read"
	"beilun/knowledge/releases"
)

// feed fills a folder with releases and keeps a sample of their paragraphs, for
// questions.
type feed struct {
	folder     string
	source     press.Source
	seed       uint64
	paragraphs int // so far

	rng     *rand.Rand
	sampled int // paragraphs that the sample is drawn from
	sample  []string
}

// maxSample bounds the sample.
const maxSample = 5000

func newFeed(folder string, seed uint64, texts []string) (*feed, error) {
	f := &feed{folder: folder, seed: seed, rng: rand.New(rand.NewPCG(seed, 4))}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of releases: %w", err)
	}
	if texts == nil {
		f.source = press.New(seed)
		return f, f.putBuiltIn()
	}
	m, err := press.NewMix(seed, texts)
	f.source = m
	return f, err
}

// putBuiltIn writes the built-in releases.
func (f *feed) putBuiltIn() error {
	if err := copyBuiltIn(f.folder); err != nil {
		return err
	}
	return fs.WalkDir(releases.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(releases.FS(), name)
		if err != nil {
			return err
		}
		a, err := read.File(name, data)
		if err != nil {
			return fmt.Errorf("read the built-in release %s: %w", name, err)
		}
		f.paragraphs += len(a.Paragraphs())
		return nil
	})
}

// grow adds releases until there are n paragraphs.
func (f *feed) grow(n int) error {
	for f.paragraphs < n {
		if _, err := f.put(n - f.paragraphs); err != nil {
			return err
		}
	}
	return nil
}

// put adds the next release, with at most most paragraphs.
func (f *feed) put(most int) (press.Release, error) {
	r := f.source.Next(most)
	if err := os.WriteFile(filepath.Join(f.folder, r.Name), r.File(), 0o600); err != nil {
		return r, fmt.Errorf("write release: %w", err)
	}
	ps := r.Paragraphs()
	f.paragraphs += len(ps)
	for _, p := range ps {
		if f.sampled++; len(f.sample) < maxSample {
			f.sample = append(f.sample, p)
		} else if i := f.rng.IntN(f.sampled); i < maxSample {
			f.sample[i] = p
		}
	}
	return r, nil
}

// putNew adds one more release of about 30 paragraphs. It returns its name and, as a
// question that only it answers, the beginning of its text.
func (f *feed) putNew() (name, question string, err error) {
	r, err := f.put(30)
	if err != nil {
		return "", "", err
	}
	first := []rune(r.Paragraphs()[0])
	return r.Name, string(first[:min(len(first), 60)]), nil
}

// questions returns n questions about the paragraphs so far, new ones at each size.
func (f *feed) questions(n int) []string {
	return press.Questions(f.seed+uint64(f.paragraphs), f.sample, n)
}

// given is a question of a file.
type given struct {
	Question string `json:"question"`
	Context  string `json:"context_id"`
}

// readContexts reads context files. It returns the texts, and the number of each by
// its ID.
func readContexts(files []eval.Input) (texts []string, number map[string]int, err error) {
	number = map[string]int{}
	for _, in := range files {
		err := eval.EachLine(in, in.Name, func(c struct {
			ID   string `json:"context_id"`
			Text string `json:"text"`
		}) error {
			number[c.ID] = len(texts)
			texts = append(texts, c.Text)
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return texts, number, nil
}

// readQuestions reads a file of questions.
func readQuestions(in eval.Input) ([]given, error) {
	var out []given
	err := eval.EachLine(in, in.Name, func(q given) error {
		out = append(out, q)
		return nil
	})
	if err != nil {
		return nil, err
	}
	out = slices.DeleteFunc(out, func(q given) bool { return q.Question == "" || !utf8.ValidString(q.Question) })
	if len(out) == 0 {
		return nil, fmt.Errorf("read %s: no question in it", in.Name)
	}
	return out, nil
}
