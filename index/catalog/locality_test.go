package catalog

import (
	"fmt"
	"testing"

	"beilun/index/passage"
	"beilun/knowledge/district"
)

// TestHome finds the district of the releases before one that does not name it, and
// looks for it no more often than their number doubles.
func TestHome(t *testing.T) {
	t.Parallel()
	l, c, own := &Locality{}, &Catalog{Releases: map[string]Record{}}, district.District{}
	if got := l.Home(c, own); got != "" {
		t.Errorf("of no releases: %q", got)
	}
	for i := range 8 {
		id := fmt.Sprint(i)
		c.Releases[id] = Record{Release: passage.Release{ID: id, Title: "临湖区一季度经济运行情况", Source: "临湖区统计局"}}
	}
	if got := l.Home(c, own); got != "临湖区" {
		t.Errorf("of eight: %q", got)
	}
	for i := range 4 {
		c.Releases[fmt.Sprint("other", i)] = Record{}
	}
	if got := l.Home(c, own); got != "临湖区" || l.counted != 8 {
		t.Errorf("of twelve: %q, looked for at %d", got, l.counted)
	}
	own.Name = "南湖区"
	if got := l.Home(c, own); got != "南湖区" {
		t.Errorf("of its own: %q", got)
	}
}
