package wire

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// patience is how long a process may take to close before it is killed.
const patience = 30 * time.Second

// Process is a running program to measure. It is for use by one goroutine.
type Process struct {
	name string
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Scanner
	stop context.CancelFunc // kills it
}

// Start starts a program that calls [Serve]. name is for errors. Its standard error
// goes to stderr, and env is its environment, nil for that of this process. It is killed
// when ctx ends.
func Start(ctx context.Context, stderr io.Writer, env []string, name, program string, args ...string) (*Process, error) {
	ctx, stop := context.WithCancel(ctx)
	p := &Process{name: name, cmd: exec.CommandContext(ctx, program, args...), stop: stop}
	p.cmd.Stderr, p.cmd.Env = stderr, env
	fail := func(err error) (*Process, error) {
		stop()
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return fail(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return fail(err)
	}
	p.out = bufio.NewScanner(out)
	p.out.Buffer(make([]byte, 64<<10), maxLine)
	if err := p.cmd.Start(); err != nil {
		return fail(err)
	}
	return p, nil
}

// Do sends a request and returns its reply.
func (p *Process) Do(q Request) (Reply, error) {
	line, err := json.Marshal(q)
	if err == nil {
		_, err = p.in.Write(append(line, '\n'))
	}
	if err != nil {
		return Reply{}, fmt.Errorf("ask %s to %s: %w", p.name, q.Do, err)
	}
	if !p.out.Scan() {
		err := p.out.Err()
		if err == nil {
			err = errors.New("it has ended")
		}
		return Reply{}, fmt.Errorf("ask %s to %s: %w", p.name, q.Do, err)
	}
	var r Reply
	if err := json.Unmarshal(p.out.Bytes(), &r); err != nil {
		return Reply{}, fmt.Errorf("ask %s to %s: read its reply: %w", p.name, q.Do, err)
	}
	if r.Err != "" {
		return Reply{}, fmt.Errorf("ask %s to %s: %s", p.name, q.Do, r.Err)
	}
	return r, nil
}

// Close asks the process to end and waits for it. It kills a process that does not
// end.
func (p *Process) Close() error {
	timer := time.AfterFunc(patience, p.stop)
	defer timer.Stop()
	defer p.stop()
	line, err := json.Marshal(Request{Do: Close})
	if err == nil {
		_, _ = p.in.Write(append(line, '\n')) // Wait reports a process that has ended
	}
	_ = p.in.Close()
	if err := p.cmd.Wait(); err != nil {
		return fmt.Errorf("end %s: %w", p.name, err)
	}
	return nil
}
