package cue

import (
	"math/rand/v2"
	"regexp"
	"testing"

	"beilun/index/answer/frame"
	"beilun/internal/wordlist"
)

// TestFile reads cues.txt: names are of letters.
func TestFile(t *testing.T) {
	t.Parallel()
	name := regexp.MustCompile(`^[a-zA-Z.]+$`)
	for class := range lists().All() {
		if !name.MatchString(class) {
			t.Errorf("%q is no name of a list", class)
		}
	}
	for asks, name := range kinds {
		if Of(name) == nil || ForKind(asks) == empty {
			t.Errorf("there are no words for %s", asks)
		}
	}
	if ForKind(frame.Figure) != empty {
		t.Error("there are words for a figure")
	}
	defer func() {
		if recover() == nil {
			t.Error("a list that is not there is read")
		}
	}()
	Of("no such list")
}

func TestAspects(t *testing.T) {
	t.Parallel()
	if n := len(Aspects()); n == 0 || n > MaxAspects {
		t.Fatalf("%d aspects", n)
	}
	if got := SaidAspects().In("累计接待"); got != 1 {
		t.Errorf("累计接待 has the aspects %b", got)
	}
	for _, file := range []string{"total | 累计", "total 累计", "total 累计 |"} {
		if _, err := readAspects(file); err == nil {
			t.Errorf("%q is read", file)
		}
	}
}

// TestIndex compares the index with a search for each word.
func TestIndex(t *testing.T) {
	t.Parallel()
	lists := [][]string{{"甲乙", "丙"}, {"乙"}, {"甲乙丁"}}
	x := NewIndex(lists)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		text := randomText(rng, "甲乙丙丁戊己a")
		for i, words := range lists {
			if got, want := x.In(text)>>i&1 == 1, wordlist.ContainsAny(text, words...); got != want {
				t.Fatalf("list %d in %q: %v", i, text, got)
			}
		}
	}
}

// randomText returns some characters of a text at random.
func randomText(rng *rand.Rand, of string) string {
	chars := []rune(of)
	out := make([]rune, rng.IntN(14))
	for i := range out {
		out[i] = chars[rng.IntN(len(chars))]
	}
	return string(out)
}

// TestRegions reads a 园区 as no part of the country.
func TestRegions(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"临湖区": true, "临湖县": true, "高新园区": false, "老旧小区": false, "临湖街道": true, "临湖大桥": false} {
		if got := IsRegion(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestStateSigns(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"大桥已通车": 1, "尚未开工": 2, "可申请": 4, "维持不变": 2 + 8, "出口增长": 16, "大桥": 0} {
		if got := StateSigns(text); got != want || SaysState(text) != (want != 0) {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
