package bench

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"time"
)

// coldQuestion is asked of the built-in releases.
const coldQuestion = "吉利新能源汽车总部总投资多少？"

// coldStart is what it takes from the start of a process to its end, with an
// answer.
type coldStart struct {
	Took time.Duration `json:"took_ns"` // median
	Peak int64         `json:"peak"`    // bytes in RAM, the most of all starts; 0: not known
}

// coldStarts starts each program n times, by turns. It has to come before this
// process grows: Linux counts the memory of a process to that of those it
// starts.
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
				err = nil // it has answered that it does not know
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
