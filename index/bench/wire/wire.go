// Package wire is what "beilun bench" and the programs it measures say to each
// other: a request a line on the standard input, a reply a line on the standard
// output, both JSON. [Serve] is the side of the measured program, [Process] the
// side that measures.
//
// It imports nothing of the project, so that the naive program that beilun is
// held against carries none of it.
package wire

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// Do names what a request asks for.
type Do string

// The requests.
const (
	Index  Do = "index"  // bring the index in step with all files of the folder
	Add    Do = "add"    // one new file of the folder, until a search finds it
	Ask    Do = "ask"    // answer a question
	Load   Do = "load"   // answer questions from many askers at once
	Memory Do = "memory" // tell how much memory the process holds
	Close  Do = "close"  // close the index and end
)

// Request is one line to a measured program.
type Request struct {
	Do       Do            `json:"do"`
	File     string        `json:"file,omitempty"`     // of Add: its name in the folder
	Question string        `json:"question,omitempty"` // of Ask; of Add one that only File answers
	Asked    []string      `json:"asked,omitempty"`    // of Load: the questions, again from the first when they are through
	Askers   int           `json:"askers,omitempty"`   // of Load
	For      time.Duration `json:"for,omitempty"`      // of Load: how long, in ns
}

// Reply is the line that comes back.
type Reply struct {
	Err        string        `json:"err,omitempty"`        // why the request failed; then the rest is empty
	Took       time.Duration `json:"took,omitempty"`       // the whole, in ns; of Add until the file can be found
	First      time.Duration `json:"first,omitempty"`      // of Add: the first answer after it, in ns
	CPU        time.Duration `json:"cpu,omitempty"`        // that the process has used since it began, in ns; 0: not known
	Stages     Stages        `json:"stages,omitzero"`      // of Ask: parts of Took
	Paragraphs int           `json:"paragraphs,omitempty"` // of Index: in the index now
	Questions  int           `json:"questions,omitempty"`  // of Load: answered
	Releases   []string      `json:"releases,omitempty"`   // of Ask: names of the files answered from, best first
	Memory     Resident      `json:"memory,omitzero"`      // of Memory
}

// Stages are where the time of an answer went, in ns. A program that does not
// tell one leaves it 0.
type Stages struct {
	Analysis time.Duration `json:"analysis,omitempty"` // the question is understood
	Search   time.Duration `json:"search,omitempty"`   // passages are found
	Rerank   time.Duration `json:"rerank,omitempty"`   // and ranked a second time
	Reading  time.Duration `json:"reading,omitempty"`  // and the answer is taken from them
}

// Worker is a program that is measured. Its methods are called one at a time.
type Worker interface {
	// Index brings the index in step with the folder and returns the number of
	// paragraphs in it.
	Index(ctx context.Context) (int, error)
	// Add takes one new file of the folder in. What is asked afterwards has to
	// be answered from it, too.
	Add(ctx context.Context, file string) error
	// Ask answers a question. It is called by several goroutines at once under
	// Load.
	Ask(ctx context.Context, question string) (Stages, []string, error)
	Close() error
}

// maxLine is the longest line, in bytes: a load of questions is one.
const maxLine = 16 << 20

// Serve answers the requests on in with w until Close is asked for, in ends or
// ctx does, and closes w. A request that fails is told in its reply and ends
// nothing.
func Serve(ctx context.Context, in io.Reader, out io.Writer, w Worker) (err error) {
	defer func() { err = errors.Join(err, w.Close()) }()
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	enc := json.NewEncoder(out)
	for sc.Scan() {
		var q Request
		reply := Reply{}
		ferr := json.Unmarshal(sc.Bytes(), &q)
		if ferr == nil && q.Do == Close {
			return nil
		}
		if ferr == nil {
			reply, ferr = serve(ctx, w, q)
		}
		reply.CPU = cpu()
		if ferr != nil {
			reply = Reply{Err: ferr.Error()}
		}
		if err := enc.Encode(reply); err != nil {
			return fmt.Errorf("reply to %s: %w", q.Do, err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("read request: %w", err)
	}
	return nil
}

func serve(ctx context.Context, w Worker, q Request) (r Reply, err error) {
	start := time.Now()
	switch q.Do {
	case Index:
		r.Paragraphs, err = w.Index(ctx)
	case Add:
		return add(ctx, w, q)
	case Ask:
		r.Stages, r.Releases, err = w.Ask(ctx, q.Question)
	case Load:
		r.Questions, err = load(ctx, w, q)
	case Memory:
		r.Memory = Own()
		return r, nil
	default:
		return r, fmt.Errorf("unknown request %q", q.Do)
	}
	r.Took = time.Since(start)
	return r, err
}

// add adds a file and looks whether it is found.
func add(ctx context.Context, w Worker, q Request) (r Reply, err error) {
	start := time.Now()
	if err := w.Add(ctx, q.File); err != nil {
		return r, fmt.Errorf("add %s: %w", q.File, err)
	}
	r.Took = time.Since(start)
	_, releases, err := w.Ask(ctx, q.Question)
	if err != nil {
		return r, fmt.Errorf("ask for %s: %w", q.File, err)
	}
	r.First = time.Since(start) - r.Took
	if !slices.Contains(releases, q.File) {
		return r, fmt.Errorf("add %s: %q does not find it", q.File, q.Question)
	}
	return r, nil
}
