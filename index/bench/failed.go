package bench

import "slices"

// The steps that may fail by themselves.
const (
	ending     = "end the programs"
	recalling  = "count the first passages"
	adding     = "add new releases"
	seeing     = "look at what people see"
	dropping   = "drop files at once"
	limiting   = "limit the memory"
	readingPDF = "show the first PDF"
	scoring    = "score districts"
)

func measuring(n int) string { return "measure " + thousands(n) + " paragraphs" }

func drawingAt(n int) string { return "draw replies at " + thousands(n) }

func loading(n int) string { return "ask by many at " + thousands(n) }

func remembering(n int) string { return "read the memory at " + thousands(n) }

func searching(n int) string { return "search alone at " + thousands(n) }

func looking(view string) string { return "draw the view " + view }

// step does a step of the run. If it fails, that is noted and the run goes on; only the
// end of the context is an error.
func (r *run) step(name string, do func() error) error {
	err := do()
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if err != nil {
		r.fail(name, err)
	}
	return nil
}

func (r *run) fail(step string, err error) {
	r.log.Error("failed", "step", step, "err", err)
	r.report.Failed = append(r.report.Failed, Failure{step, err.Error()})
}

// failed returns the first of steps that failed, empty if none did.
func (r *run) failed(steps ...string) string {
	for _, name := range steps {
		if slices.ContainsFunc(r.report.Failed, func(f Failure) bool { return f.Step == name }) {
			return name
		}
	}
	return ""
}
