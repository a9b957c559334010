package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	blevei "github.com/blevesearch/bleve_index_api"
)

// What of the refusals of the last sync is kept in the index: a folder full of
// other files must not fill it.
const (
	maxProblems = 1000
	maxReason   = 400 // bytes
)

// problem is a refusal as it is stored.
type problem struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

// Problems returns the files that the last sync refused and why, in the order
// of the folder: the first 1,000 of them, with the words of the error but not
// its type. They are known at once when an index is opened.
func (x *Index) Problems() []Refusal {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return nil
	}
	var out []Refusal
	for _, p := range x.current.problems {
		out = append(out, Refusal{ID: p.ID, Err: errors.New(p.Reason)})
	}
	return out
}

// problemsOf makes what is stored of refusals.
func problemsOf(refused []Refusal) []problem {
	var out []problem
	for _, r := range refused[:min(len(refused), maxProblems)] {
		out = append(out, problem{clip(r.ID, 4096), clip(r.Err.Error(), maxReason)})
	}
	return out
}

// clip cuts s to at most n bytes of valid text.
func clip(s string, n int) string {
	s = strings.ToValidUTF8(s, "?")
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func encodeProblems(ps []problem) ([]byte, error) {
	raw, err := json.Marshal(ps)
	if err != nil {
		return nil, fmt.Errorf("encode problems: %w", err)
	}
	return seal(raw), nil
}

func loadProblems(r blevei.IndexReader) ([]problem, error) {
	raw, err := r.GetInternal(problemsKey)
	if raw == nil && err == nil {
		return nil, nil // there never was one
	}
	var ps []problem
	if err == nil {
		raw, err = unseal(raw)
	}
	if err == nil {
		err = json.Unmarshal(raw, &ps)
	}
	if err != nil {
		return nil, fmt.Errorf("read problems: %w", err)
	}
	return ps, nil
}
