package span

import "slices"

// leaveRare leaves hashed features out that fewer than n questions have.
func (t *trainer) leaveRare(lessons []lesson, n int) {
	if n <= 1 {
		return
	}
	counts, seen := make([]uint16, len(t.w)), make([]int32, len(t.w))
	var kept []feature
	for i, l := range lessons {
		l.kept = kept
		l.rescore(&model{w: t.w}, true)
		kept = l.kept
		for _, f := range kept {
			if seen[f.n] != int32(i+1) {
				seen[f.n] = int32(i + 1)
				counts[f.n]++
			}
		}
		l.kept, l.cs, l.wholes = nil, nil, nil
	}
	t.frozen = make([]bool, len(t.w))
	for i := firstHash; i < len(t.w); i++ {
		t.frozen[i] = int(counts[i]) < n
	}
}

// prune keeps the n hashed weights that matter most: those that the loss would
// rise most without, which is about as their square by that of their gradients.
func (t *trainer) prune(n int) {
	if n <= 0 || n >= hashed {
		return
	}
	matter := make([]float32, hashed)
	for i := range matter {
		w := t.w[firstHash+i]
		matter[i] = w * w * t.sums[firstHash+i]
	}
	sorted := slices.Sorted(slices.Values(matter))
	least := sorted[hashed-n]
	if t.frozen == nil {
		t.frozen = make([]bool, len(t.w))
	}
	for i, m := range matter {
		if m < least || m == 0 {
			t.w[firstHash+i], t.frozen[firstHash+i] = 0, true
		}
	}
}
