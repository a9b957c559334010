package wordlist

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	var pairs [][]string
	c, err := Parse("x.txt", "# comment\nred 红 朱\n\nblue 蓝\n # another\nred 赤\npair 1 1\n", Form{"pair": func(words []string) error {
		pairs = append(pairs, words)
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Unused(); !slices.Equal(got, []string{"blue", "red"}) {
		t.Errorf("Unused() = %q", got)
	}
	if got := c.Words("red"); !slices.Equal(got, []string{"红", "朱", "赤"}) {
		t.Errorf("red = %q", got)
	}
	if got := c.Unused(); !slices.Equal(got, []string{"blue"}) {
		t.Errorf("Unused() = %q", got)
	}
	if got := c.Chars("red"); got != "红朱赤" || !c.List("blue").Has("蓝") {
		t.Errorf("the characters of red = %q", got)
	}
	if len(pairs) != 1 || !slices.Equal(pairs[0], []string{"1", "1"}) {
		t.Errorf("pairs = %q", pairs)
	}
	var classes []string
	for class := range c.All() {
		classes = append(classes, class)
	}
	if !slices.Equal(classes, []string{"blue", "red"}) {
		t.Errorf("All has %q", classes)
	}
	c.Put("green", &List{Words: []string{"绿"}})
	if got := c.Chars("green"); got != "绿" {
		t.Errorf("green = %q", got)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	form := Form{"pair": func([]string) error { return errors.New("no pair") }}
	for _, tt := range []struct{ text, want string }{
		{"red\n", "x.txt line 1"},
		{"# red\nred 红 红\n", "x.txt line 2"},
		{"red 红\n\nred 红\n", "x.txt line 3"},
		{"red 红\npair 1\n", "x.txt line 2: no pair"},
		{"pair\n", "x.txt line 1"},
	} {
		if _, err := Parse("x.txt", tt.text, form); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Parse(%q): %v, want %q", tt.text, err, tt.want)
		}
	}
	for _, f := range []func(){
		func() { MustParse("x.txt", "red", nil) },
		func() { MustParse("x.txt", "red 红", nil).List("blue") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a malformed file or an unknown class is read")
				}
			}()
			f()
		}()
	}
}
