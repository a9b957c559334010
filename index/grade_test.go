package index

import (
	"maps"
	"slices"
	"testing"

	blevei "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"
)

// TestLengthCode keeps a length to a sixteenth and the order of lengths.
func TestLengthCode(t *testing.T) {
	t.Parallel()
	last := byte(0)
	for n := range 40_000 {
		code := codeLength(n)
		if code < last {
			t.Fatalf("%d tokens have code %d, one less has %d", n, code, last)
		}
		last = code
		if got := lengthOf(code); n < 30_000 && (got < float64(n)*15/16 || got > float64(n)*17/16) {
			t.Fatalf("%d tokens come back as %v", n, got)
		}
	}
	if codeLength(-1) != 0 || codeLength(1<<40) != 255 {
		t.Error("lengths out of range have no code")
	}
}

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
