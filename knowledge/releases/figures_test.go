package releases

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// numeral matches what may state a number: digits with their points and group
// marks, and Chinese numerals. It matches numerals inside names (天一, 碳三)
// too, so those have to be listed as well.
var numeral = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)*|[零〇一二两三四五六七八九十百千半双]+`)

func TestNumeral(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"总投资4.4亿元，占地13,666平方米。", []string{"4.4", "13,666"}},
		{"0.4:50.7:48.9", []string{"0.4", "50.7", "48.9"}},
		{"五六个部门，第三个", []string{"五六", "三"}},
		{"没有数字", nil},
	} {
		if got := numeral.FindAllString(tt.in, -1); !slices.Equal(got, tt.want) {
			t.Errorf("numerals of %q = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestEveryFigureStands checks that nothing of a source was lost or changed.
func TestEveryFigureStands(t *testing.T) {
	t.Parallel()
	all := readAll(t)
	for name := range all {
		if len(stated[name]) == 0 {
			t.Errorf("%s: no figures listed", name)
		}
	}
	for name, list := range stated {
		for _, s := range list {
			if len(standing(all[name].body, s)) == 0 {
				t.Errorf("%s: %q does not stand in the text", name, s)
			}
		}
	}
}

// TestNoOtherFigure checks that nothing was added: each number of a text has
// to lie inside one of the strings listed for its file, where that stands.
func TestNoOtherFigure(t *testing.T) {
	t.Parallel()
	for name, r := range readAll(t) {
		for _, n := range unlisted(r.body, stated[name]) {
			t.Errorf("%s: %s is not listed", name, n)
		}
	}
}

// unlisted returns the numbers of text, each with a little of what follows,
// that no string of list covers.
func unlisted(text string, list []string) []string {
	covered := make([]bool, len(text))
	for _, s := range list {
		for _, at := range standing(text, s) {
			for i := range len(s) {
				covered[at+i] = true
			}
		}
	}
	var out []string
	for _, m := range numeral.FindAllStringIndex(text, -1) {
		if slices.Contains(covered[m[0]:m[1]], false) {
			out = append(out, strings.ToValidUTF8(text[m[0]:min(m[1]+24, len(text))], ""))
		}
	}
	return out
}

// standing returns where s stands in text as a whole: 5.5亿元 does not stand in
// 15.5亿元, nor 出租率90 in 出租率90.5%.
func standing(text, s string) []int {
	var at []int
	for from := 0; ; {
		i := strings.Index(text[from:], s)
		if i < 0 {
			return at
		}
		start, end := from+i, from+i+len(s)
		if !inside(text, start) && !inside(text, end) {
			at = append(at, start)
		}
		from = end
	}
}

// inside reports whether a number goes on across byte offset i of text.
func inside(text string, i int) bool {
	for _, m := range numeral.FindAllStringIndex(text, -1) {
		if m[0] < i && i < m[1] {
			return true
		}
	}
	return false
}

func TestUnlisted(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		list []string
		want int
	}{
		{"总投资4.4亿元", []string{"4.4亿元"}, 0},
		{"总投资14.4亿元", []string{"4.4亿元"}, 1},
		{"总投资4.4亿元，另4亿元", []string{"4.4亿元"}, 1},
		{"第三个，三个", []string{"第三个"}, 1},
	} {
		if got := unlisted(tt.text, tt.list); len(got) != tt.want {
			t.Errorf("unlisted(%q, %q) = %q, want %d", tt.text, tt.list, got, tt.want)
		}
	}
}
