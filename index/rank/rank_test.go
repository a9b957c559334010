package rank

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beilun/index/query"
	"beilun/index/words"
	"beilun/knowledge"
)

func TestRankingWeights(t *testing.T) {
	t.Parallel()
	for i, name := range featureNames {
		learned := strings.Contains(rankingList, "\n"+name+"\t")
		if byHand := feature(i) == featHeads || feature(i) == featAlts; learned == byHand {
			t.Errorf("%s: learned %v, set by hand %v", name, learned, byHand)
		}
		if loadRanking()[i] == 0 {
			t.Errorf("%s has no weight", name)
		}
	}
	for line := range strings.Lines(rankingList) {
		name, _, ok := strings.Cut(line, "\t")
		if !strings.HasPrefix(line, "#") && (!ok || !slices.Contains(featureNames[:], name)) {
			t.Errorf("no such feature: %q", line)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	// What is a pair and a word is found twice, and so is a word of one character.
	for _, c := range []struct{ question, text, want string }{
		{"数字科技园的面积", "科技园面积为", "科 技 科技 科技 园 园 技园 面 积 面积 面积"},
		{"数字科技园的面积", "面积里没有园", "面 积 面积 面积 园 园"},
		{"2024年的产值", "12024年产值", "年 年 产 值 产值 产值"},
		{"2024年的产值", "2024年", "2024 年 年"},
		{"GDP是多少", "gdp和gdps", "gdp"},
	} {
		q := query.Parse(lex, c.question, knowledge.Date{})
		a := newAsked(q, NewBM25(q, Stats{}))
		got := strings.Fields(units(a, c.text))
		want := strings.Fields(c.want)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s in %s: got %v, want %v", c.question, c.text, got, want)
		}
	}
}

// units returns what of a stands in text.
func units(a *asked, text string) string {
	rs := []rune(text)
	out := ""
	for _, p := range a.newFinder(1).find(rs).places {
		out += " " + string(rs[int(p.at)-a.units[p.unit].length+1:p.at+1])
	}
	return out
}

func TestWindowAndSentences(t *testing.T) {
	t.Parallel()
	w := weighing{of: []float64{1, 2, 4, 0}, total: 7}
	places := []place{{0, 0}, {3, 3}, {5, 1}, {12, 0}, {14, 2}, {40, 1}}
	if got, middle := window(places, 10, w, make([]int, 4)); got != 1 || middle != 9 {
		t.Errorf("window: got %v at %d, want 1 at 9", got, middle)
	}
	one, two, first, at := sentences(places, []int{10, 30, 50}, w, []int{9, 9, 9, 9})
	if got, want := fmt.Sprintf("%.2f %.2f %.2f %d", one, two, first, at), "0.71 1.00 0.43 1"; got != want {
		t.Errorf("sentences: got %s, want %s", got, want)
	}
}
