package datafile

import (
	"slices"
	"testing"
)

func TestClasses(t *testing.T) {
	t.Parallel()
	c, err := Parse("x.txt", "# comment\nred 红 朱\n\nblue 蓝\nred 赤\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Words("red"); !slices.Equal(got, []string{"红", "朱", "赤"}) {
		t.Errorf("red = %q", got)
	}
	if got := c.Unused(); !slices.Equal(got, []string{"blue"}) {
		t.Errorf("Unused() = %q", got)
	}
	if got := c.Chars("red"); got != "红朱赤" {
		t.Errorf("the characters of red = %q", got)
	}
	for _, bad := range []string{"red\n", "red 红 红\n", "red 红\nred 红\n"} {
		if _, err := Parse("x.txt", bad); err == nil {
			t.Errorf("parsing %q returns no error", bad)
		}
	}
}

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
