package press

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

// invent returns releases of n paragraphs in all.
func invent(s Source, n int) []Release {
	var out []Release
	for n > 0 {
		r := s.Next(n)
		n -= len(r.Paragraphs())
		out = append(out, r)
	}
	return out
}

func paragraphs(rs []Release) []string {
	var out []string
	for _, r := range rs {
		out = append(out, r.Paragraphs()...)
	}
	return out
}

func TestSame(t *testing.T) {
	t.Parallel()
	a, b, other := invent(New(7), 500), invent(New(7), 500), invent(New(8), 500)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("the same seed gives other releases:\n%s", diff)
	}
	if cmp.Equal(a, other) {
		t.Error("another seed gives the same releases")
	}
	if n := len(paragraphs(a)); n != 500 {
		t.Errorf("%d paragraphs, want 500", n)
	}
}

// TestShape checks invented releases against the package comment.
func TestShape(t *testing.T) {
	t.Parallel()
	rs := invent(New(1), 3000)
	years, names, within, with := map[string]bool{}, map[string]bool{}, 0, map[string]int{}
	ps := paragraphs(rs)
	for _, p := range ps {
		if n := utf8.RuneCountInString(p); n >= minChars && n <= maxChars {
			within++
		} else if n < minChars || n > maxChars+100 {
			t.Errorf("a paragraph of %d characters: %s", n, p)
		}
		for _, w := range []string{"发展", "区"} {
			if strings.Contains(p, w) {
				with[w]++
			}
		}
		if len(figure.Scan(p, knowledge.Date{})) > 0 {
			with["figure"]++
		}
	}
	for _, r := range rs {
		years[r.Date[:4]] = true
		if names[r.Name] {
			t.Errorf("%s is there twice", r.Name)
		}
		names[r.Name] = true
	}
	if len(years) != 10 {
		t.Errorf("%d years, want 10", len(years))
	}
	if mean := len(ps) / len(rs); mean < 25 || mean > 35 {
		t.Errorf("%d paragraphs a release, want about 30", mean)
	}
	share := func(n int) float64 { return float64(n) / float64(len(ps)) }
	if share(within) < 0.97 {
		t.Errorf("%.2f of the paragraphs are of %d to %d characters", share(within), minChars, maxChars)
	}
	for what, limits := range map[string][2]float64{"发展": {0.25, 0.6}, "区": {0.4, 0.99}, "figure": {0.4, 0.95}} {
		if s := share(with[what]); s < limits[0] || s > limits[1] {
			t.Errorf("%s is in %.2f of the paragraphs, want %.2f to %.2f", what, s, limits[0], limits[1])
		}
	}
}

// TestHeaps checks that the vocabulary, in pairs of characters, grows like that of real
// text: with a power of the length between .4 and .8.
func TestHeaps(t *testing.T) {
	t.Parallel()
	ps := paragraphs(invent(New(1), 8000))
	pairs := map[string]bool{}
	count := map[int]int{}
	for i, p := range ps {
		rs := []rune(p)
		for j := range len(rs) - 1 {
			pairs[string(rs[j:j+2])] = true
		}
		count[i+1] = len(pairs)
	}
	beta := math.Log(float64(count[8000])/float64(count[1000])) / math.Log(8)
	t.Logf("%d pairs in 1,000 paragraphs, %d in 8,000: exponent %.2f", count[1000], count[8000], beta)
	if beta < 0.4 || beta > 0.8 {
		t.Errorf("the vocabulary grows with exponent %.2f", beta)
	}
}

// TestRead reads invented releases as beilun reads a file.
func TestRead(t *testing.T) {
	t.Parallel()
	m, err := NewMix(1, []string{"园区总投资3亿元。占地30亩。", "石桥镇位于青河县东部，\n面积96平方公里。"})
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]Source{"invented": New(3), "mixed": m} {
		for _, r := range invent(s, 300) {
			a, err := read.File(r.Name, r.File())
			if err != nil {
				t.Fatalf("%s: %s: %v", name, r.Name, err)
			}
			if a.Source != r.Source || a.URL != r.URL || a.Date.String() != r.Date || r.Title != "" && a.Title != r.Title {
				t.Errorf("%s: %s is read as %q, %q, %q, %q", name, r.Name, a.Title, a.Source, a.URL, a.Date)
			}
			var got []string
			for _, p := range a.Paragraphs() {
				got = append(got, p.Text)
			}
			if diff := cmp.Diff(r.Paragraphs(), got); diff != "" {
				t.Errorf("%s: %s has other paragraphs:\n%s", name, r.Name, diff)
			}
		}
	}
}

func TestMix(t *testing.T) {
	t.Parallel()
	texts := []string{"甲公司投资三亿元。它在北边。", "", "乙公司有百人。"}
	m, err := NewMix(1, texts)
	if err != nil {
		t.Fatal(err)
	}
	rs := invent(m, 60)
	for i, text := range texts {
		if r := rs[i]; r.Name != MixName(i) || len(r.Paragraphs()) != 1 || text != "" && r.Paragraphs()[0] != text {
			t.Errorf("text %d became %+v", i, r)
		}
	}
	for _, p := range paragraphs(rs[len(texts):]) {
		if n := strings.Count(p, "。"); n < 2 || n > 4 {
			t.Errorf("%d sentences in %q", n, p)
		}
	}
	if len(paragraphs(rs)) != 60 {
		t.Errorf("%d paragraphs, want 60", len(paragraphs(rs)))
	}
	for _, texts := range [][]string{nil, {}} {
		if _, err := NewMix(1, texts); err == nil {
			t.Errorf("no error for %q", texts)
		}
	}
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	ps := paragraphs(invent(New(1), 400))
	qs := Questions(1, ps, 300)
	if len(qs) != 300 {
		t.Errorf("%d questions, want 300", len(qs))
	}
	if !cmp.Equal(qs, Questions(1, ps, 300)) || cmp.Equal(qs, Questions(2, ps, 300)) {
		t.Error("the seed does not decide what is asked")
	}
	asking := 0
	for _, q := range qs {
		if n := utf8.RuneCountInString(q); n < minQuestion || n > maxQuestion {
			t.Errorf("%d characters: %s", n, q)
		}
		if strings.Contains(q, "多少") || strings.Contains(q, "什么时候") || strings.Contains(q, "多久") {
			asking++
		}
	}
	if asking < 200 || asking == 300 {
		t.Errorf("%d of 300 have a word that asks", asking)
	}
	for _, none := range [][]string{nil, {""}, {"这里没有数字。"}} {
		if qs := Questions(1, none, 3); len(qs) != 0 {
			t.Errorf("%q are asked of %q", qs, none)
		}
	}
}

// TestAround checks which text around a figure is in a question.
func TestAround(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, figure, before, after string }{
		{"滨江装备创业园已入驻企业94家。", "94家", "滨江装备创业园已入驻企业", ""},
		{"软件园总投资4.4亿元，占地30亩，明年竣工。", "30亩", "软件园总投资占地", ""},
		{"前一句。软件园于2024年3月开工，占地30亩。", "2024年3月", "软件园于", "开工"},
		{"30亩", "30亩", "", ""},
	} {
		at := strings.Index(c.text, c.figure)
		before, after := around(c.text, knowledge.Span{Start: at, End: at + len(c.figure)})
		if before != c.before || after != c.after {
			t.Errorf("%s: %q and %q, want %q and %q", c.text, before, after, c.before, c.after)
		}
	}
}
