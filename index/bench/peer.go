package bench

import (
	"slices"
	"time"

	"beilun/index/bench/wire"
)

// alone reports whether search alone is measured at a size.
func (r *run) alone(n int) bool {
	return n == 1500 || n == loadSize || n == r.largest()
}

// searchAlone measures the search of beilun against that of Bleve with its own analyzer
// for Chinese. Neither makes an answer. It returns nil where that is not measured.
func (r *run) searchAlone(m *measured, n int, asked []string) (*Alone, error) {
	if r.peer == nil || !r.alone(n) {
		return nil, nil
	}
	if err := r.index(r.peer); err != nil {
		return nil, err
	}
	took := [2][]time.Duration{}
	pair := [2]*measured{m, r.peer}
	warm := min(r.scale.warmUp, len(asked)/2)
	start, turn := time.Now(), 0
	for block := range slices.Chunk(asked, r.scale.block) {
		for i := range pair {
			i = (i + turn) % len(pair)
			for _, q := range block {
				reply, err := pair[i].Do(wire.Request{Do: wire.Search, Question: q})
				if err != nil {
					return nil, err
				}
				took[i] = append(took[i], reply.Took)
			}
		}
		if turn++; time.Since(start) > r.scale.patience {
			break
		}
	}
	for i := range took {
		took[i] = took[i][min(warm, len(took[i])-1):]
	}
	a := &Alone{percentiles(took[0]), percentiles(took[1])}
	r.log.Info("searched alone", "paragraphs", n, "beilun", a.Beilun.P50, "cjk", a.Peer.P50)
	return a, nil
}
