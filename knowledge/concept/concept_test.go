package concept

import (
	"strings"
	"testing"
	"testing/fstest"
)

func read(t *testing.T, lines ...string) (*Lexicon, error) {
	t.Helper()
	return Read(fstest.MapFS{"a.txt": {Data: []byte(strings.Join(lines, "\n"))}})
}

func TestRead(t *testing.T) {
	t.Parallel()
	l, err := read(t, "# a comment", "", "常住人口 class=people stock of=district said: 常住人口数 asked: 多少人住 not: 户籍人口", "户籍人口 class=people", "竣工 kind=event said: 完工")
	if err != nil {
		t.Fatal(err)
	}
	c, o := l.Named("常住人口"), l.Named("户籍人口")
	if !c.Stock || !c.HasClass(People) || c.HasClass(Money) || !c.IsSibling(o) || !o.IsSibling(c) || c.Field != "a" {
		t.Errorf("%+v, %+v", c, o)
	}
	if got := l.Asked("多少人住"); len(got) != 1 || got[0] != c {
		t.Errorf("asked: %v", got)
	}
	if got := l.Said("完工"); len(got) != 1 || got[0].Kind != Event {
		t.Errorf("said: %v", got)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"总投资":                         "either class= or kind=",
		"总投资 class=gold":              `unknown class "gold"`,
		"总投资 kind=metric":             "unknown kind",
		"总投资 class=money kind=event":  "either class= or kind=",
		"总投资 class=money colour=red":  "unknown field",
		"总投资 class=money said: a=b":   "is no word",
		"总投资 class=money not: 没有的":    "is no other concept",
		"总投资 class=money not: 总投资":    "is no other concept",
		"甲 class=money\n甲 class=area": "is there already",
	} {
		if _, err := read(t, line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
}

// TestDefault reads the built-in files and looks for slips of those who extend
// them.
func TestDefault(t *testing.T) {
	t.Parallel()
	l := Default()
	if len(l.Concepts) < 1000 {
		t.Fatalf("%d concepts", len(l.Concepts))
	}
	for _, c := range l.Concepts {
		for _, w := range c.Said {
			for _, o := range l.Said(w) {
				if o.IsSibling(c) {
					t.Errorf("%s is said of the siblings %s and %s", w, c.Name, o.Name)
				}
			}
		}
		if c.Stock && c.Flow {
			t.Errorf("%s is a stock and a flow", c.Name)
		}
	}
}
