package choice

import (
	"math/rand/v2"
	"regexp"
	"testing"
)

// randomText returns some characters of a text at random.
func randomText(rng *rand.Rand, of string) string {
	chars := []rune(of)
	out := make([]rune, rng.IntN(14))
	for i := range out {
		out[i] = chars[rng.IntN(len(chars))]
	}
	return string(out)
}

// TestMarksIn holds the count of marks against the pattern that it stands for.
func TestMarksIn(t *testing.T) {
	t.Parallel()
	pattern := regexp.MustCompile(`[一二三四五六七八九十]是|（[一二三四五六七八九十]{1,2}）|(?:^|[；。\s])[0-9]{1,2}[.．、][^0-9]`)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200000 {
		text := randomText(rng, "一二十是是（（））；。 \n123..．、、桥")
		if got, want := marksIn(text), len(pattern.FindAllString(text, -1)); got != want {
			t.Fatalf("%q has %d marks, want %d", text, got, want)
		}
	}
}

// TestWordIndex holds the index against a search for each word.
func TestWordIndex(t *testing.T) {
	t.Parallel()
	lists := [][]string{{"甲乙", "丙"}, {"乙"}, {"甲乙丁"}}
	x := newWordIndex(lists)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		text := randomText(rng, "甲乙丙丁戊己a")
		for i, words := range lists {
			if got, want := x.in(text)>>i&1 == 1, holdsAny(text, words); got != want {
				t.Fatalf("list %d in %q: %v", i, text, got)
			}
		}
	}
}
