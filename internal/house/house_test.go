package house

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
)

var update = flag.Bool("update", false, "lower the limits in testdata/limits.txt to the present numbers")

// TestHouse measures this module and compares the numbers with their limits.
func TestHouse(t *testing.T) {
	t.Parallel()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	m, err := load(root)
	if err != nil {
		t.Fatal(err)
	}
	table := readArrows(t)
	var all []measurement
	for _, p := range m.packages {
		all = append(all, m.measure(p, table))
	}
	found := readings(all)
	lists, err := m.wordLists(root)
	if err != nil {
		t.Fatal(err)
	}
	found[twinsKey] = twinReading(twins(lists))
	if testing.Verbose() {
		t.Log("\n" + report(all))
		t.Log("\n" + worst(all))
		t.Logf("%s: %d %s", twinsKey, found[twinsKey].value, found[twinsKey].where)
	}

	name := filepath.Join("testdata", "limits.txt")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	l := limits(text)
	if *update {
		l = l.lower(found)
		if err := os.WriteFile(name, []byte(l), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	complaints, remarks, err := l.compare(found)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, c := range complaints {
		t.Error(c)
	}
	for _, r := range remarks {
		t.Log(r)
	}
	if len(remarks) > 0 {
		t.Log("lower these with: go test ./internal/house -run TestHouse -update")
	}
}

// readArrows returns the table in testdata.
func readArrows(t *testing.T) arrowTable {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "arrows.txt"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := parseArrows(string(text))
	if err != nil {
		t.Fatalf("arrows.txt: %v", err)
	}
	return table
}

// readings returns the numbers that have limits.
func readings(all []measurement) map[string]reading {
	found := map[string]reading{}
	most := func(key string, value int, where string) {
		if value > found[key].value {
			found[key] = reading{value, where}
		}
	}
	var arrows []string
	var total measurement
	for _, r := range all {
		most("cycle", len(r.cycle), r.pkg+": "+strings.Join(r.cycle, " "))
		most("methods", r.methods, r.pkg+"."+r.typ)
		most("files", r.files, r.pkg)
		most("lines", r.longest, r.pkg+"/"+r.long)
		if r.han > 0 {
			found[hanKey+r.pkg] = reading{r.han, "string and rune literals in " + r.pkg}
		}
		arrows = append(arrows, r.arrows...)
		total.comments += r.comments
		total.tell += r.tell
		total.stand += r.stand
	}
	found["arrows"] = reading{len(arrows), strings.Join(arrows, ", ")}
	rate := func(n int) reading {
		return reading{perThousand(n, total.comments), fmt.Sprintf("%d in %d comment lines", n, total.comments)}
	}
	found["tell"], found["stand"] = rate(total.tell), rate(total.stand)
	return found
}

// perThousand returns n for each thousand of total, rounded up.
func perThousand(n, total int) int {
	if total == 0 {
		return 0
	}
	return (1000*n + total - 1) / total
}

// report returns a table of all numbers.
func report(all []measurement) string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "package\tfiles\tcycle\tmethods\tof\tlines\tof\tHan\tcomments\ttell\tstand\tarrows")
	total := measurement{pkg: "all, or most"}
	row := func(r measurement, cycle, arrows int) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%d\t%s\t%d\t%d\t%d\t%d\t%d\n",
			r.pkg, r.files, cycle, r.methods, r.typ, r.longest, r.long, r.han, r.comments, r.tell, r.stand, arrows)
	}
	cycle, arrows := 0, 0
	for _, r := range all {
		row(r, len(r.cycle), len(r.arrows))
		cycle = max(cycle, len(r.cycle))
		arrows += len(r.arrows)
		total.files = max(total.files, r.files)
		total.methods = max(total.methods, r.methods)
		total.longest = max(total.longest, r.longest)
		total.han += r.han
		total.comments += r.comments
		total.tell += r.tell
		total.stand += r.stand
	}
	row(total, cycle, arrows)
	w.Flush()
	return out.String()
}

// worst returns the five packages with the highest numbers, for each measure.
func worst(all []measurement) string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, by := range []struct {
		name  string
		value func(measurement) int
	}{
		{"arrows not allowed", func(r measurement) int { return len(r.arrows) }},
		{"largest cycle of files", func(r measurement) int { return len(r.cycle) }},
		{"methods on one type", func(r measurement) int { return r.methods }},
		{"files in a folder", func(r measurement) int { return r.files }},
		{"lines in a file", func(r measurement) int { return r.longest }},
		{"Han literals", func(r measurement) int { return r.han }},
		{"\"tell\" in comments", func(r measurement) int { return r.tell }},
		{"\"stand\" in comments", func(r measurement) int { return r.stand }},
	} {
		fmt.Fprint(w, by.name)
		sorted := slices.SortedStableFunc(slices.Values(all), func(a, b measurement) int {
			return cmp.Compare(by.value(b), by.value(a))
		})
		for _, r := range sorted[:min(5, len(sorted))] {
			if n := by.value(r); n > 0 {
				fmt.Fprintf(w, "\t%s %d", r.pkg, n)
			}
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	return out.String()
}
