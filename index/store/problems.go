package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	blevei "github.com/blevesearch/bleve_index_api"
)

// What of the refusals of the last sync is kept in the index: a folder full of
// other files must not fill it.
const (
	MaxProblems = 1000
	maxReason   = 400 // bytes
)

// Problem is a refusal as it is stored.
type Problem struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

// NewProblem returns what is stored of the refusal of a file.
func NewProblem(id string, err error) Problem {
	return Problem{clip(id, 4096), clip(err.Error(), maxReason)}
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

func encodeProblems(ps []Problem) ([]byte, error) {
	raw, err := json.Marshal(ps)
	if err != nil {
		return nil, fmt.Errorf("encode problems: %w", err)
	}
	return Seal(raw), nil
}

func loadProblems(r blevei.IndexReader) ([]Problem, error) {
	raw, err := r.GetInternal(problemsKey)
	if raw == nil && err == nil {
		return nil, nil // there never was one
	}
	var ps []Problem
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
