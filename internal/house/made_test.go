package house

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestMeasure measures the module in testdata/made.txtar.
func TestMeasure(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "made.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	for _, f := range archive.Files {
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	m, err := load(root)
	if err != nil {
		t.Fatal(err)
	}
	table, err := parseArrows("methods: base\ntext: base\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []measurement
	for _, p := range m.packages {
		got = append(got, m.measure(p, table))
	}
	want := []measurement{
		{pkg: "base", files: 1, longest: 8, long: "base.go", cycle: []string{"base.go"}, methods: 2, typ: "T", comments: 2},
		{
			pkg: "cycle", files: 5, longest: 6, long: "front.go",
			cycle: []string{"one.go", "three.go", "two.go"}, methods: 2, typ: "two", comments: 3,
		},
		{pkg: "methods", files: 1, longest: 41, long: "methods.go", cycle: []string{"methods.go"}, methods: 5, typ: "Most", comments: 5},
		{
			pkg: "text", files: 2, longest: 16, long: "han.go", cycle: []string{"han.go"}, han: 9,
			arrows: []string{"text imports methods"}, comments: 5, tell: 5, stand: 4,
		},
	}
	if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(measurement{})); diff != "" {
		t.Errorf("measurements (-want +got):\n%s", diff)
	}
}

func TestLargestComponent(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		edges []map[int]bool
		want  []int
	}{
		{"empty", nil, nil},
		{"alone", []map[int]bool{{}}, []int{0}},
		{"chain", []map[int]bool{{1: true}, {2: true}, {}}, []int{2}},
		{"cycle of 3", []map[int]bool{{1: true}, {2: true}, {0: true}}, []int{0, 1, 2}},
		{"two cycles that share a node", []map[int]bool{{1: true, 2: true}, {0: true}, {0: true}, {0: true}}, []int{0, 1, 2}},
		{"the larger of two", []map[int]bool{{1: true}, {0: true, 2: true}, {3: true}, {4: true}, {2: true}}, []int{2, 3, 4}},
		{"a chord is no cycle", []map[int]bool{{1: true, 2: true}, {3: true}, {3: true}, {}}, []int{3}},
	} {
		got := largestComponent(tt.edges)
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestPerThousand(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ n, total, want int }{{0, 0, 0}, {0, 10, 0}, {1, 1000, 1}, {1, 3, 334}, {1, 100000, 1}} {
		if got := perThousand(tt.n, tt.total); got != tt.want {
			t.Errorf("perThousand(%d, %d) = %d, want %d", tt.n, tt.total, got, tt.want)
		}
	}
}
