// Package wire is the protocol between "beilun bench" and the programs that it
// measures: requests on the standard input and replies on the standard output, each a
// line of JSON. [Serve] is the side of the measured program, [Process] the other side.
//
// It imports nothing of the project, so that the naive program contains none of it.
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

// Do is the kind of a request.
type Do string

// The requests.
const (
	Index  Do = "index"  // sync the index with all files of the folder
	Add    Do = "add"    // index one new file of the folder, until a search finds it
	Ask    Do = "ask"    // answer a question
	Load   Do = "load"   // answer questions from many askers at once
	Memory Do = "memory" // report the memory of the process
	Close  Do = "close"  // close the index and end
)

// Request is a request to a measured program.
type Request struct {
	Do       Do            `json:"do"`
	File     string        `json:"file,omitempty"`     // of Add: its name in the folder
	Question string        `json:"question,omitempty"` // of Ask; of Add: one that only File answers
	Asked    []string      `json:"asked,omitempty"`    // of Load: the questions, which are repeated
	Askers   int           `json:"askers,omitempty"`   // of Load
	For      time.Duration `json:"for,omitempty"`      // of Load: duration in ns
}

// Reply is the reply to a request.
type Reply struct {
	Err        string        `json:"err,omitempty"`        // why the request failed; the other fields are empty then
	Took       time.Duration `json:"took,omitempty"`       // total time in ns; of Add: until the file can be found
	First      time.Duration `json:"first,omitempty"`      // of Add: time of the first answer after it, in ns
	CPU        time.Duration `json:"cpu,omitempty"`        // CPU time of the process since its start, in ns; 0: unknown
	Stages     Stages        `json:"stages,omitzero"`      // of Ask: parts of Took
	Paragraphs int           `json:"paragraphs,omitempty"` // of Index: number in the index
	Questions  int           `json:"questions,omitempty"`  // of Load: number answered
	Releases   []string      `json:"releases,omitempty"`   // of Ask: names of the files answered from, best first
	Memory     Resident      `json:"memory,omitzero"`      // of Memory
}

// Stages are the times of the stages of an answer, in ns. A stage that a program does
// not measure is 0.
type Stages struct {
	Analysis time.Duration `json:"analysis,omitempty"` // of the question
	Search   time.Duration `json:"search,omitempty"`   // for passages
	Rerank   time.Duration `json:"rerank,omitempty"`   // of the passages found
	Reading  time.Duration `json:"reading,omitempty"`  // of the answer in these passages
}

// Worker is a program to measure. Its methods are called one at a time, except Ask.
type Worker interface {
	// Index syncs the index with the folder and returns the number of paragraphs
	// in it.
	Index(ctx context.Context) (int, error)
	// Add indexes one new file of the folder. Later questions must be answered
	// from it, too.
	Add(ctx context.Context, file string) error
	// Ask answers a question and returns the releases that it was answered from,
	// best first. During a Load request several goroutines call it at once.
	Ask(ctx context.Context, question string) (Stages, []string, error)
	Close() error
}

// maxLine is the longest line in bytes. A Load request has all its questions in one.
const maxLine = 16 << 20

// Serve answers the requests on in with w until there is a Close request or in or ctx
// ends, and closes w. The error of a request is in its reply and ends nothing.
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

// add adds a file and checks that it is found.
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
