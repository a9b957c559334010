package index

import (
	"fmt"
	"testing"

	"beilun/index/passage"
)

// TestHomeOf finds the district of the releases before one that does not tell it, and
// looks for it no more often than their number doubles.
func TestHomeOf(t *testing.T) {
	t.Parallel()
	x, c := &Index{}, &catalog{Releases: map[string]record{}}
	if got := x.homeOf(c); got != "" {
		t.Errorf("of no releases: %q", got)
	}
	for i := range 8 {
		id := fmt.Sprint(i)
		c.Releases[id] = record{Release: passage.Release{ID: id, Title: "临湖区一季度经济运行情况", Source: "临湖区统计局"}}
	}
	if got := x.homeOf(c); got != "临湖区" {
		t.Errorf("of eight: %q", got)
	}
	for i := range 4 {
		c.Releases[fmt.Sprint("other", i)] = record{}
	}
	if got := x.homeOf(c); got != "临湖区" || x.place.counted != 8 {
		t.Errorf("of twelve: %q, looked for at %d", got, x.place.counted)
	}
	x.own.Name = "南湖区"
	if got := x.homeOf(c); got != "南湖区" {
		t.Errorf("of its own: %q", got)
	}
}
