package feature

import (
	"slices"
	"testing"

	"beilun/index/answer/choice/figures"
	"beilun/index/answer/frame"
)

// TestTemplates has values and a name of its own for every feature.
func TestTemplates(t *testing.T) {
	t.Parallel()
	for n, tt := range templates {
		if tt.name == "" || tt.values == 0 {
			t.Errorf("template %d (%q) has %d values", n, tt.name, tt.values)
		}
	}
	names := map[string]bool{}
	for i := range Count() {
		names[Name(i)] = true
	}
	if len(names) != Count() {
		t.Errorf("%d features have %d names", Count(), len(names))
	}
	if len(figures.Classes) != figures.NumClasses {
		t.Errorf("there are %d classes of figures and not %d", len(figures.Classes), figures.NumClasses)
	}
}

// TestSet adds a value for all groups and for one, the nearest that there is.
func TestSet(t *testing.T) {
	t.Parallel()
	var s Set
	s.Start()
	s.Add(Qualified, 1)
	s.Add(Rank, 99)
	var names []string
	all := All(s.List, OfTime)
	for _, f := range all {
		names = append(names, Name(int(f)))
	}
	if want := []string{"qualified=1", "qualified=1&time", "rank=7", "rank=7&time"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	for i, f := range all {
		if tm, all := Of(f); all != (i%2 == 0) || tm != []Template{Qualified, Rank}[i/2] {
			t.Errorf("%s is of template %d, for all: %v", names[i], tm, all)
		}
	}
	if Number(Qualified, 1) != s.List[0] {
		t.Error("the number of a feature is another one")
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]int{0: 0, 0.01: 1, 0.5: 3, 0.99: 4, 1: 5} {
		if got := Share(x); got != want {
			t.Errorf("share %v: %d, want %d", x, got, want)
		}
		if got := Below(1-x, 1); x >= 0.5 && got != Ranks-1 || x == 0 && got != 0 {
			t.Errorf("%v below the most: %d", x, got)
		}
	}
	if a, b := Bucket(3, 1, 3, 5), Bucket(9, 1, 3, 5); a != 1 || b != 3 {
		t.Errorf("the buckets are %d and %d", a, b)
	}
	if Bool(true) != 1 || Bool(false) != 0 {
		t.Error("the numbers of a bool are others")
	}
}

func TestGroups(t *testing.T) {
	t.Parallel()
	for a, want := range map[frame.Asks]string{
		frame.Figure: "figure", frame.Time: "time", frame.Duration: "duration", frame.Place: "entity", frame.Latest: "list",
		frame.Manner: "explanation", frame.Status: "state", frame.About: "card", frame.Purpose: "text",
	} {
		if got := GroupOf(a).String(); got != want {
			t.Errorf("%s is in group %s, want %s", a, got, want)
		}
	}
}
