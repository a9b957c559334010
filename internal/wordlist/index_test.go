package wordlist

import (
	"slices"
	"testing"
)

func TestIndex(t *testing.T) {
	t.Parallel()
	var x Index[string]
	if x.Get('a') != nil {
		t.Error("an empty index returns words")
	}
	for _, w := range []string{"ab", "abc", "ad", "b"} {
		x.Add(rune(w[0]), w)
	}
	x.Sort(func(w string) int { return len(w) })
	if got := x.Get('a'); !slices.Equal(got, []string{"abc", "ab", "ad"}) {
		t.Errorf("Get(a) = %q", got)
	}
	if x.Get('c') != nil || x.Get('𠮷') != nil {
		t.Error("characters without words have some")
	}
}
