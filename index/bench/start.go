package bench

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"time"
)

// coldQuestion is a question about the built-in releases.
const coldQuestion = "吉利新能源汽车总部总投资多少？"

// coldStart holds the time and memory of a process that answers one question.
type coldStart struct {
	Took time.Duration `json:"took_ns"` // median
	Peak int64         `json:"peak"`    // largest resident size of all starts, in bytes; 0: unknown
}

// coldStarts starts each program n times, in turn. It must be called before this
// process grows, because Linux counts its memory in the peak of processes it starts.
func coldStarts(ctx context.Context, ps []program, dir string, n int) ([]coldStart, error) {
	took := make([][]time.Duration, len(ps))
	out := make([]coldStart, len(ps))
	for range n {
		for i, p := range ps {
			cmd := exec.CommandContext(ctx, p.path, append(slices.Clone(p.ask), coldQuestion)...)
			cmd.Dir, cmd.Env = dir, environ() // there is no .env
			start := time.Now()
			err := cmd.Run()
			took[i] = append(took[i], time.Since(start))
			if declined := (*exec.ExitError)(nil); errors.As(err, &declined) && declined.ExitCode() == 1 && p.name == "beilun" {
				err = nil // its answer is that it does not know
			}
			if err != nil {
				return nil, fmt.Errorf("start %s: %w", p.name, err)
			}
			out[i].Peak = max(out[i].Peak, peakOf(cmd.ProcessState))
		}
	}
	for i := range out {
		slices.Sort(took[i])
		out[i].Took = took[i][len(took[i])/2]
	}
	return out, nil
}
