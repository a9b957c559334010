package house

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// hanKey begins the keys of the limits on Han literals, one for each package.
const hanKey = "han "

// A reading is a number that has a limit, with where it was found.
type reading struct {
	value int
	where string
}

// limits is the text of a limits file. Each line is a key, the number allowed
// and possibly a comment after #.
type limits string

// parse returns the number allowed for each key.
func (l limits) parse() (map[string]int, error) {
	allowed := map[string]int{}
	n := 0
	for line := range strings.Lines(string(l)) {
		n++
		key, value, err := parseLimit(line)
		switch {
		case err != nil:
			return nil, fmt.Errorf("line %d: %w", n, err)
		case key == "":
			continue
		}
		if _, ok := allowed[key]; ok {
			return nil, fmt.Errorf("line %d: a second limit for %s", n, key)
		}
		allowed[key] = value
	}
	return allowed, nil
}

// parseLimit reads one line. The key is empty if the line holds no limit.
func parseLimit(line string) (key string, allowed int, err error) {
	line, _, _ = strings.Cut(line, "#")
	f := strings.Fields(line)
	if len(f) == 0 {
		return "", 0, nil
	}
	allowed, err = strconv.Atoi(f[len(f)-1])
	if err != nil || len(f) < 2 {
		return "", 0, fmt.Errorf("want a key and a number, got %q", strings.TrimSpace(line))
	}
	return strings.Join(f[:len(f)-1], " "), allowed, nil
}

// compare returns complaints about readings that are over their limit, and
// remarks on limits that can be lowered.
func (l limits) compare(found map[string]reading) (complaints, remarks []string, err error) {
	allowed, err := l.parse()
	if err != nil {
		return nil, nil, err
	}
	han, moved := 0, false
	for _, key := range slices.Sorted(maps.Keys(found)) {
		r := found[key]
		limit, ok := allowed[key]
		if strings.HasPrefix(key, hanKey) {
			han += r.value
			moved = moved || r.value > limit
		}
		switch {
		case !ok && !strings.HasPrefix(key, hanKey):
			complaints = append(complaints, fmt.Sprintf("%s: no limit, and %d found", key, r.value))
		case r.value > limit:
			complaints = append(complaints, fmt.Sprintf("%s: %d, more than the %d allowed: %s", key, r.value, limit, r.where))
		}
	}
	hanAllowed := 0
	for _, key := range slices.Sorted(maps.Keys(allowed)) {
		r, ok := found[key]
		if strings.HasPrefix(key, hanKey) {
			hanAllowed += allowed[key]
		}
		switch {
		case !ok && !strings.HasPrefix(key, hanKey):
			complaints = append(complaints, fmt.Sprintf("%s: a limit on what nobody measures", key))
		case r.value < allowed[key]:
			remarks = append(remarks, fmt.Sprintf("%s: %d allowed, could be %d", key, allowed[key], r.value))
		}
	}
	if moved {
		complaints = append(complaints, fmt.Sprintf("han: Chinese text belongs in data files; if literals only moved, "+
			"move their number too, by hand: %d in all packages, %d allowed", han, hanAllowed))
	}
	return complaints, remarks, nil
}

// lower returns l with each limit lowered to its reading. No limit rises. Lines
// for packages without Han literals are dropped.
func (l limits) lower(found map[string]reading) limits {
	var out strings.Builder
	for line := range strings.Lines(string(l)) {
		key, allowed, err := parseLimit(line)
		value := found[key].value
		if err != nil || key == "" || value >= allowed {
			out.WriteString(line)
			continue
		}
		if value == 0 && strings.HasPrefix(key, hanKey) {
			continue
		}
		_, comment, ok := strings.Cut(line, "#")
		line = fmt.Sprintf("%-28s %4d", key, value)
		if ok {
			line += "  # " + strings.TrimSpace(comment)
		}
		out.WriteString(line + "\n")
	}
	return limits(out.String())
}

func TestLimits(t *testing.T) {
	t.Parallel()
	const text = limits("# made up\n\ncycle 8 # goal 3\nfiles   20\nhan a   5\nhan b   5\nhan gone 2\n")
	found := map[string]reading{
		"cycle": {6, "x"},
		"files": {21, "y"},
		"lines": {100, "z.go"},
		"han a": {4, "a"},
		"han b": {0, "b"},
		"han c": {1, "c"},
	}
	complaints, remarks, err := text.compare(found)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{
		"files: 21, more than the 20 allowed: y",
		"han c: 1, more than the 0 allowed: c",
		"lines: no limit, and 100 found",
		"han: Chinese text belongs in data files; if literals only moved, move their number too, by hand: " +
			"5 in all packages, 12 allowed",
	}, complaints); diff != "" {
		t.Errorf("complaints (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"cycle: 8 allowed, could be 6",
		"han a: 5 allowed, could be 4",
		"han b: 5 allowed, could be 0",
		"han gone: 2 allowed, could be 0",
	}, remarks); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}
	want := limits("# made up\n\n" +
		"cycle                           6  # goal 3\n" +
		"files   20\n" +
		"han a                           4\n")
	if diff := cmp.Diff(want, text.lower(found)); diff != "" {
		t.Errorf("lowered (-want +got):\n%s", diff)
	}
}

func TestLimitsWrong(t *testing.T) {
	t.Parallel()
	for _, bad := range []limits{"cycle\n", "cycle x\n", "8\n", "cycle 8\ncycle 9\n"} {
		if _, err := bad.parse(); err == nil {
			t.Errorf("parsing %q returns no error", bad)
		}
	}
	complaints, _, err := limits("cylce 8\n").compare(nil)
	if want := []string{"cylce: a limit on what nobody measures"}; err != nil || !slices.Equal(complaints, want) {
		t.Errorf("complaints %q, %v, want %q", complaints, err, want)
	}
}
