package span

// feature is a weight's number and what it is multiplied by.
type feature struct {
	n uint32
	v float32
}

// model is the weights, and by bit which of the hashed ones are not zero: most
// are, and the bits stay in the cache. Training has no bits.
type model struct {
	w    []float32
	some []uint64
	drop uint32 // in training: tells which hashed features are left out for once; 0: none
}

// In training, one of dropOf hashed features is left out, and the others count
// for it: no feature can rely on another being there.
const (
	dropOf    = 4
	dropScale = float32(dropOf) / (dropOf - 1)
)

func newModel(w []float32) *model {
	m := &model{w: w, some: make([]uint64, hashed/64)}
	for i, v := range w[firstHash:] {
		if v != 0 {
			m.some[i>>6] |= 1 << (i & 63)
		}
	}
	return m
}

// sink sums weighted features up. With keep, it notes them, too, which training
// needs.
type sink struct {
	*model
	class class
	sum   float32
	keep  bool
	kept  []feature
	mark  int // where the group of features begins in kept
}

func (k *sink) add(n uint32, v float32) {
	k.sum += k.w[n] * v
	if k.keep {
		k.kept = append(k.kept, feature{n, v})
	}
}

func (k *sink) dense(d dense, v float32) {
	if v == 0 {
		return
	}
	n := uint32(int(d) * perDense)
	k.add(n, v)
	k.add(n+1+uint32(k.class), v)
}

func (k *sink) flag(d dense, ok bool) {
	if ok {
		k.dense(d, 1)
	}
}

// hashed adds a feature that is looked up.
func (k *sink) hashed(kind, a, b uint32) {
	n := uint32(uint64(mix(mix(kind, a), b)) * hashed >> 32)
	if k.drop != 0 {
		if mix(n, k.drop)&(dropOf-1) != 0 {
			k.add(uint32(firstHash)+n, dropScale)
		}
		return
	}
	if k.some == nil || k.some[n>>6]>>(n&63)&1 != 0 {
		k.add(uint32(firstHash)+n, 1)
	}
}
