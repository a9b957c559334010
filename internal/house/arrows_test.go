package house

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// An arrowTable says which package may import which.
type arrowTable []arrowRule

// An arrowRule lists what the packages that match a pattern may import. A
// pattern is the path of a package, relative to the module, or a path with
// "/..." for that package and all below it.
type arrowRule struct {
	from string
	to   []string
}

// parseArrows reads a table. Each line is a rule, "from: to to ...", or names
// a list for use in rules below it, "NAME = to to ...". # begins a comment.
func parseArrows(text string) (arrowTable, error) {
	var table arrowTable
	lists := map[string][]string{}
	expand := func(words string) []string {
		var out []string
		for _, w := range strings.Fields(words) {
			if list, ok := lists[w]; ok {
				out = append(out, list...)
			} else {
				out = append(out, w)
			}
		}
		return out
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		if name, words, ok := strings.Cut(line, "="); ok {
			lists[strings.TrimSpace(name)] = expand(words)
			continue
		}
		from, words, ok := strings.Cut(line, ":")
		from = strings.TrimSpace(from)
		if !ok || from == "" {
			return nil, fmt.Errorf("line %d: want \"from: to ...\" or \"NAME = to ...\", got %q", n, line)
		}
		if slices.ContainsFunc(table, func(r arrowRule) bool { return r.from == from }) {
			return nil, fmt.Errorf("line %d: a second rule for %s", n, from)
		}
		table = append(table, arrowRule{from, expand(words)})
	}
	return table, nil
}

// allows reports whether from may import to. The rule for from itself decides,
// or else the one for the nearest folder above it; with no rule, nothing is
// allowed.
func (t arrowTable) allows(from, to string) bool {
	var rule arrowRule
	for _, r := range t {
		if r.from == from {
			rule = r
			break
		}
		if matches(r.from, from) && len(r.from) > len(rule.from) {
			rule = r
		}
	}
	return slices.ContainsFunc(rule.to, func(pattern string) bool { return matches(pattern, to) })
}

// matches reports whether a pattern of an arrowRule matches a package.
func matches(pattern, pkg string) bool {
	parent, below := strings.CutSuffix(pattern, "/...")
	return pkg == parent || below && strings.HasPrefix(pkg, parent+"/")
}

// TestArrowTable checks what testdata/arrows.txt allows, also between packages
// that import nothing from each other today.
func TestArrowTable(t *testing.T) {
	t.Parallel()
	table := readArrows(t)
	for _, tt := range []struct {
		from, to string
		want     bool
	}{
		{"cmd/beilun", "bot", true},
		{"cmd/beilun", "index/eval", true},
		{"cmd/beilun", "internal/state", true},
		{"bot", "bot/message", true},
		{"bot", "index/answer", true},
		{"bot/news", "bot/webapi", true},
		{"bot/delivery", "internal/state", true},
		{"index/answer", "index", true},
		{"index/rank", "index/words", true},
		{"knowledge/read", "knowledge/read/table", true},
		{"internal/zhtime", "internal/zhtext", true},
		{"internal/fakeslack", "internal/fakeslack/blocks", true},

		// upwards
		{"bot", "cmd/beilun", false},
		{"index", "bot", false},
		{"index", "index/answer", false},
		{"index/words", "index", false},
		{"index/answer/frame", "index/library", false},
		{"knowledge", "index", false},
		{"knowledge", "knowledge/ledger", false},
		{"knowledge/ledger", "index/query", false},
		{"knowledge/new", "index", false},
		{"internal/state", "knowledge", false},
		{"internal/new", "knowledge", false},

		// nothing but cmd imports bot, and no surface another
		{"bot/news", "bot", false},
		{"bot/news", "bot/intake", false},
		{"bot/intake", "bot/news", false},
		{"bot/message", "bot/webapi", false},
		{"index/eval", "bot", false},

		// the product does not measure itself and knows no fake
		{"bot", "index/eval", false},
		{"bot", "index/bench/wire", false},
		{"index/answer", "index/eval", false},
		{"index/library", "index/bench", false},
		{"bot", "internal/fakeslack", false},
		{"cmd/beilun", "internal/fakeslack/blocks", false},

		// without a rule
		{"new", "knowledge", false},
	} {
		if got := table.allows(tt.from, tt.to); got != tt.want {
			t.Errorf("%s may import %s: %t, want %t", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestParseArrows(t *testing.T) {
	t.Parallel()
	table, err := parseArrows("# made up\nLOW = low/... \n\na/...: LOW c # all below a\na/b: d\na/b/...: e\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		from, to string
		want     bool
	}{
		{"a", "low", true},
		{"a", "low/er", true},
		{"a", "lower", false},
		{"a/x", "c", true},
		{"a/x", "c/d", false},
		{"a", "d", false},
		{"a/b", "d", true},
		{"a/b", "c", false}, // the rule for a/b itself decides
		{"a/b", "e", false},
		{"a/b/c", "e", true},
		{"ab", "c", false},
	} {
		if got := table.allows(tt.from, tt.to); got != tt.want {
			t.Errorf("%s may import %s: %t, want %t", tt.from, tt.to, got, tt.want)
		}
	}
	for _, bad := range []string{"a b\n", ": a\n", "a: b\na: c\n"} {
		if _, err := parseArrows(bad); err == nil {
			t.Errorf("parseArrows(%q) returns no error", bad)
		}
	}
}
