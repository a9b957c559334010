package english

import "testing"

// noCorpus has no names and chooses the first word of each slot.
type noCorpus struct{}

func (noCorpus) Alias(string) (string, bool) { return "", false }
func (noCorpus) Spelled(string) []string     { return nil }
func (noCorpus) Has(string) bool             { return false }
func (noCorpus) Choose(slots []Slot) []string {
	out := make([]string, len(slots))
	for i, s := range slots {
		out[i] = s.Words[0]
	}
	return out
}

// TestContinued translates a question of a time and no more, which continues another.
func TestContinued(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"And in 2023?": "2023年呢", "in 2023?": "2023年呢", "What about 2023?": "2023年呢", "How about in 2023": "2023年呢", "and last year?": "去年呢",
		"When in 2023?": "", "2023": "", "and in 2022 and 2023?": "", "about?": "",
	} {
		if got, ok := Translate(question, noCorpus{}); got != want || ok != (want != "") {
			t.Errorf("%q became %q (%t), want %q", question, got, ok, want)
		}
	}
}
