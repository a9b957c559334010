package catalog

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"beilun/index/passage"
	"beilun/index/thing"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/district"

	"github.com/google/go-cmp/cmp"
)

// TestSince changes a catalog step by step and compares what follows it with what is made
// of the last one at once.
func TestSince(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(20261201, 1))
	parts := []string{"临湖", "远山", "滨江", "科创园", "体育公园", "大桥", "产业园", "第二小学", "一期", "2号泊位"}
	name := func() string {
		return parts[rng.IntN(3)] + parts[3+rng.IntN(len(parts)-3)] + parts[3+rng.IntN(len(parts)-3)]
	}
	release := func(n int) Record {
		r := Record{Release: passage.Release{ID: fmt.Sprintf("%d.md", n), Source: []string{"东江市临湖区统计局", "远山区教育局", "临湖发布"}[rng.IntN(3)], Title: name(), Date: knowledge.Date{Year: 2000 + n%25, Month: 1 + rng.IntN(12), Day: 1}}}
		var c Content
		for range 1 + rng.IntN(4) {
			c.Names = append(c.Names, name())
			c.Things = append(c.Things, thingRecord{Name: name(), Figures: rng.IntN(3)}, thingRecord{Name: name(), Full: name()})
		}
		slices.Sort(c.Names)
		c.Names = slices.Compact(c.Names)
		r.SetContent(c)
		return r
	}
	c := New(lex, 1)
	for n := range 40 {
		c.Releases[fmt.Sprintf("%d.md", n)] = release(n)
	}
	var naming Naming
	var place Locality
	var group sync.WaitGroup
	naming.Get(lex, c, &group)
	place.District(c, district.District{})
	laid, anew := 0, 0
	for n := 40; n < 180; n++ {
		before := c
		for range 1 + rng.IntN(3) { // nobody asks between these
			c = c.Clone()
			c.Put(release(n))
			if kind := rng.IntN(12); kind == 0 {
				c.Delete(fmt.Sprintf("%d.md", rng.IntN(n)))
			} else if kind == 1 {
				c.Put(release(rng.IntN(n)))
			}
			n++
		}
		ids, ok := c.since(before)
		if !ok || len(ids) == 0 {
			t.Fatalf("step %d: changed %v, known: %t", n, ids, ok)
		}
		naming.Get(lex, c, &group)
		group.Wait()
		got, want := naming.Get(lex, c, &group), NewMentions(lex, c)
		if got.Things.Laid() > 0 {
			laid++
		} else {
			anew++
		}
		if diff := cmp.Diff(thingLines(want.Things), thingLines(got.Things)); diff != "" {
			t.Fatalf("step %d: things (-made +followed):\n%s", n, diff)
		}
		for range 20 {
			of := name() + "总投资多少"
			if a, b := want.Names.EndIn(of), got.Names.EndIn(of); a != b {
				t.Fatalf("step %d: %s ends in %q, followed in %q", n, of, a, b)
			}
		}
		var fresh Locality
		if diff := cmp.Diff(fresh.District(c, district.District{}), place.District(c, district.District{})); diff != "" {
			t.Fatalf("step %d: district (-found +followed):\n%s", n, diff)
		}
	}
	if laid < 25 || anew < 10 {
		t.Errorf("laid over %d times, made anew %d times: one of them is not tried", laid, anew)
	}
	if ids, ok := c.since(New(lex, 1)); ok {
		t.Errorf("%v differ from a catalog that it does not come from", ids)
	}
}

// thingLines are the things of a set, but for the order and the choice of their releases,
// and whether a question finds one in eight.
func thingLines(s *thing.Set) []string {
	var out []string
	for t := range s.All() {
		out = append(out, fmt.Sprint(t.Name, t.Full != "", t.Figures, t.Releases, len(t.In)))
	}
	slices.Sort(out)
	for i, name := range s.Names() {
		if i%8 > 0 {
			continue
		}
		itself := slices.ContainsFunc(s.Find(name+"总投资多少", anyWords{}), func(m thing.Match) bool { return m.Thing.Name == name })
		out = append(out, fmt.Sprint(name, " is found: ", itself))
	}
	return out
}

// anyWords are words that begin and end everywhere.
type anyWords struct{}

func (anyWords) IsEdge(int) bool            { return true }
func (anyWords) Begins(int) bool            { return true }
func (anyWords) IsCommon(int, int) bool     { return false }
func (anyWords) IsNoKind(int, int) bool     { return false }
func (anyWords) IsTaken(int, int) bool      { return false }
func (anyWords) Cuts(int) bool              { return false }
func (anyWords) Alike(string, string) bool  { return false }
func (anyWords) Occurs(string, string) bool { return false }
