package bigram

import (
	"slices"
	"testing"
)

func TestOf(t *testing.T) {
	t.Parallel()
	texts := []string{"甲乙丙", "乙丙丁乙丙", "", "丙"}
	pair := func(a, b rune) uint32 { return uint32(a)<<16 ^ uint32(b) }
	x := New(4, func(yield func(uint32, Place)) {
		for i, s := range texts {
			rs := []rune(s)
			for at := 1; at < len(rs); at++ {
				yield(pair(rs[at-1], rs[at]), Place{int32(i), int32(at)})
			}
		}
	})
	is := func(a, b rune) []Place {
		return slices.DeleteFunc(slices.Clone(x.Of(pair(a, b))), func(p Place) bool {
			rs := []rune(texts[p.Text])
			return rs[p.At-1] != a || rs[p.At] != b
		})
	}
	if got := is('乙', '丙'); !slices.Equal(got, []Place{{0, 2}, {1, 1}, {1, 4}}) {
		t.Errorf("乙丙 at %v", got)
	}
	if got := is('丁', '甲'); len(got) > 0 {
		t.Errorf("丁甲 at %v", got)
	}
	if none := New(0, func(func(uint32, Place)) {}); len(none.Of(1)) > 0 || len((&Index{}).Of(1)) > 0 {
		t.Error("an index of nothing has places")
	}
}
