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
	Search Do = "search" // find the passages for a question, and no more
	Things Do = "things" // name things that there are figures of
	Show   Do = "show"   // draw what people see without a question, see Viewer
	Drop   Do = "drop"   // move files into the folder and find all of them, as a server does
	Load   Do = "load"   // answer questions from many askers at once
	Memory Do = "memory" // report the memory of the process
	Close  Do = "close"  // close the index and end
)

// Request is a request to a measured program.
type Request struct {
	Do       Do            `json:"do"`
	File     string        `json:"file,omitempty"`     // of Add: its name in the folder; of Drop: the path of the folder to move
	Question string        `json:"question,omitempty"` // of Ask and Search; of Add: one that only File answers; of Show: what is looked at
	View     string        `json:"view,omitempty"`     // of Show
	Files    int           `json:"files,omitempty"`    // of Drop: how many are in File
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
	Allocs     float64       `json:"allocs,omitempty"`     // of Load: allocations of an answer, mean
	Allocated  float64       `json:"allocated,omitempty"`  // of Load: bytes of them
	Work       Work          `json:"work,omitzero"`        // of Memory
	Things     []string      `json:"things,omitempty"`     // of Things
}

// Stages are the times of the stages of an answer, in ns. A stage that a program does
// not measure is 0.
type Stages struct {
	Understand time.Duration `json:"understand,omitempty"` // the question is read
	Candidates time.Duration `json:"candidates,omitempty"` // passages are found
	Judge      time.Duration `json:"judge,omitempty"`      // they are ranked and read
	Choose     time.Duration `json:"choose,omitempty"`     // what may answer is ordered and believed
	Compose    time.Duration `json:"compose,omitempty"`    // the answer is made of it
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
	// Search finds the best passages for a question.
	Search(ctx context.Context, question string) error
	Close() error
}

// Viewer is a Worker that also has what people see. Its methods are called one at a
// time.
type Viewer interface {
	// Things returns names of things that there are figures of.
	Things(ctx context.Context) ([]string, error)
	// Show draws a view of something, and returns how long that took.
	Show(ctx context.Context, view, of string) (time.Duration, error)
	// Drop moves a folder with n files into the folder, and returns how long it
	// took until a search finds all of them. It is the last request before Close.
	Drop(ctx context.Context, folder string, n int) (time.Duration, error)
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
		before := heap()
		r.Questions, err = load(ctx, w, q)
		r.Took = time.Since(start)
		r.Allocs, r.Allocated = heap().since(before, r.Questions)
		return r, err
	case Search:
		err = w.Search(ctx, q.Question)
	case Memory:
		r.Memory, r.Work = Own(), work()
		return r, nil
	case Things, Show, Drop:
		return view(ctx, w, q)
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

// view serves the requests that only a Viewer has.
func view(ctx context.Context, w Worker, q Request) (r Reply, err error) {
	v, ok := w.(Viewer)
	if !ok {
		return r, fmt.Errorf("%s: there is nothing to see", q.Do)
	}
	switch q.Do {
	case Things:
		r.Things, err = v.Things(ctx)
	case Show:
		r.Took, err = v.Show(ctx, q.View, q.Question)
	default:
		r.Took, err = v.Drop(ctx, q.File, q.Files)
	}
	return r, err
}
