package span

import (
	"math/rand/v2"
	"testing"
)

// TestBits reads back what was written, to the last bit, and nothing behind it.
func TestBits(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 40 {
		var w bitWriter
		type number struct {
			v    uint32
			bits int
		}
		var want []number
		for range n {
			bits := 1 + random.IntN(32)
			want = append(want, number{random.Uint32() >> (32 - bits), bits})
			w.write(want[len(want)-1].v, bits)
			w.gap(uint32(bits))
		}
		r := bitReader{in: w.out}
		for i, x := range want {
			v, ok := r.read(x.bits)
			gap, gapOK := r.gap()
			if v != x.v || gap != uint32(x.bits) || !ok || !gapOK {
				t.Fatalf("number %d of %d: %d, %d, want %d, %d", i, n, v, gap, x.v, x.bits)
			}
		}
		if left := len(w.out)*8 - r.at; left > 7 {
			t.Errorf("%d bits are left of %d numbers", left, n)
		}
		if _, ok := r.read(8); ok {
			t.Errorf("a number is read behind the last of %d", n)
		}
	}
}
