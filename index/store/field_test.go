package store

import (
	"maps"
	"slices"
	"testing"

	blevei "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"
)

func TestGraded(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		tokens []string
		want   []string
	}{
		{nil, []string{"\x00\x00"}},
		{[]string{"投资"}, []string{"投资", "\x00\x01"}},
		{[]string{"港", "投资", "港"}, []string{"港", "投资", "港\x01\x02", "\x00\x03"}},
		{slices.Repeat([]string{"港"}, 5), []string{"港", "港\x01\x02", "港\x01\x03", "\x00\x05"}},
	} {
		set := blevei.TokenFrequencies{}
		addGraded(set, new(blevei.TokenFreq), tt.tokens)
		got := slices.Sorted(maps.Keys(set))
		slices.Sort(tt.want)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.tokens, diff)
		}
	}
}
