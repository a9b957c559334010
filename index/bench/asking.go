package bench

import (
	"math/rand/v2"
	"slices"
	"time"

	"beilun/index/bench/press"
	"beilun/index/bench/wire"
)

// drawGiven returns some of the questions of the file.
func (r *run) drawGiven() []string {
	rng := rand.New(rand.NewPCG(r.report.Seed, uint64(r.feed.paragraphs)))
	var out []string
	for _, i := range rng.Perm(len(r.asked)) {
		if out = append(out, r.asked[i].Question); len(out) == r.scale.warmUp+r.scale.questions {
			break
		}
	}
	return out
}

// latency asks the programs in turn, a block of questions each. The first questions
// only warm them up.
func (r *run) latency(ms []*measured, asked []string) error {
	warm := min(r.scale.warmUp, len(asked)/2)
	before := make([]time.Duration, len(ms))
	for i, m := range ms {
		warmed, err := ask(m, asked[:warm])
		if err != nil {
			return err
		}
		if len(warmed) > 0 {
			before[i] = warmed[len(warmed)-1].CPU
		}
	}
	replies := make([][]wire.Reply, len(ms))
	turn := 0
	start := time.Now()
	for block := range slices.Chunk(asked[warm:], r.scale.block) {
		for i := range ms {
			i = (i + turn) % len(ms)
			got, err := ask(ms[i], block)
			if err != nil {
				return err
			}
			replies[i] = append(replies[i], got...)
		}
		if turn++; time.Since(start) > r.scale.patience {
			break // a program is slow here; the replies so far have to suffice
		}
	}
	for i, m := range ms {
		m.now.latencies(replies[i], before[i])
		m.now.Stages = stagesOf(replies[i])
		r.log.Info("asked", "program", m.name, "paragraphs", m.n, "questions", len(replies[i]), "p50", m.now.Whole.P50, "p99", m.now.Whole.P99)
	}
	return nil
}

func ask(m *measured, questions []string) ([]wire.Reply, error) {
	var out []wire.Reply
	for _, q := range questions {
		reply, err := m.Do(wire.Request{Do: wire.Ask, Question: q})
		if err != nil {
			return nil, err
		}
		out = append(out, reply)
	}
	return out, nil
}

// load asks each program with many askers at once, in two rounds.
func (r *run) load(ms []*measured, asked []string) error {
	questions, took := make([]int, len(ms)), make([]time.Duration, len(ms))
	for round := range 2 {
		for i := range ms {
			i = (i + round) % len(ms)
			reply, err := ms[i].Do(wire.Request{Do: wire.Load, Asked: asked, Askers: r.scale.askers, For: r.scale.load})
			if err != nil {
				return err
			}
			questions[i] += reply.Questions
			took[i] += reply.Took
			ms[i].now.Allocs, ms[i].now.Allocated = reply.Allocs, reply.Allocated
		}
	}
	for i, m := range ms {
		m.now.PerSecond = float64(questions[i]) / took[i].Seconds()
		r.log.Info("asked by many", "program", m.name, "askers", r.scale.askers, "per_second", int(m.now.PerSecond))
	}
	return nil
}

// addNew puts new releases into the folder, one at a time, and measures the time
// until each can be found, and the time of the first answer after that.
func (r *run) addNew(ms []*measured) error {
	took, first := make([][]time.Duration, len(ms)), make([][]time.Duration, len(ms))
	start := time.Now()
	for turn := range r.scale.added {
		name, question, err := r.feed.putNew()
		if err != nil {
			return err
		}
		for i := range ms {
			i = (i + turn) % len(ms)
			reply, err := ms[i].Do(wire.Request{Do: wire.Add, File: name, Question: question})
			if err != nil {
				return err
			}
			took[i], first[i] = append(took[i], reply.Took), append(first[i], reply.First)
		}
		if time.Since(start) > r.scale.patience {
			break
		}
	}
	for i, m := range ms {
		m.now.NewOne, m.now.AfterNew = percentiles(took[i]).P50, percentiles(first[i]).P50
		r.log.Info("added a release", "program", m.name, "paragraphs", m.n, "took", m.now.NewOne, "first_answer", m.now.AfterNew)
	}
	return nil
}

// recall asks all questions of the file and counts those whose context is found first.
func (r *run) recall(ms []*measured) error {
	shares := make([]float64, len(ms))
	n := 0
	for _, q := range r.asked {
		number, ok := r.number[q.Context]
		if !ok {
			continue
		}
		n++
		for i, m := range ms {
			reply, err := m.Do(wire.Request{Do: wire.Ask, Question: q.Question})
			if err != nil {
				return err
			}
			if len(reply.Releases) > 0 && reply.Releases[0] == press.MixName(number) {
				shares[i]++
			}
		}
	}
	if n == 0 {
		return nil
	}
	for i := range shares {
		shares[i] /= float64(n)
	}
	r.report.Recall = &Recall{Questions: n, Beilun: shares[0]}
	if len(ms) > 1 {
		r.report.Recall.Naive = &shares[1]
	}
	return nil
}
