package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"
)

// variable is the environment variable that makes a worker of a process. Its value is
// the version of the messages and the cache directory, which may be empty.
const (
	variable = "BEILUN_PDF_WORKER"
	version  = "1:"
)

// isWorker reports whether this process was started as a worker, and returns its cache
// directory.
func isWorker() (cache string, ok bool) {
	value, ok := os.LookupEnv(variable)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(value, version)
}

// errNotSent is the error of a worker that had ended before it got the file.
var errNotSent = fmt.Errorf("%w: it had ended", ErrCrashed)

// worker is a process that reads PDFs. It is not safe for concurrent use.
type worker struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    io.Reader
	stderr *firstWords
	gone   chan struct{} // closed when the process ends
}

// startWorker starts a process and waits until it is ready, at most startTime.
func startWorker(ctx context.Context) (*worker, error) {
	program, err := program()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	cmd := exec.Command(program)
	cmd.Args = os.Args[:1] // programs that look at their name find it
	cmd.Env = []string{variable + "=" + version + cacheDir(), "GOTRACEBACK=single"}
	w := &worker{cmd: cmd, stderr: &firstWords{}, gone: make(chan struct{})}
	cmd.Stderr = w.stderr
	cmd.WaitDelay = 5 * time.Second
	if w.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	// Wait must not close the pipe while the last messages are in it.
	r, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	w.out, cmd.Stdout = r, out
	err = cmd.Start()
	out.Close()
	if err != nil {
		r.Close()
		return nil, err
	}
	go func() { // ends with the process
		cmd.Wait() // read reports how it ended
		close(w.gone)
	}()
	ctx, cancel := context.WithTimeoutCause(ctx, startTime, fmt.Errorf("%w to start", ErrTime))
	defer cancel()
	kind, _, err := w.receive(ctx)
	if err == nil && kind != frameReady {
		err = errFrame
	}
	if err != nil {
		w.stop()
		return nil, w.explain(err)
	}
	return w, nil
}

// program returns the path of this program. On Linux it is one that stays valid if the
// file is replaced by another version.
func program() (string, error) {
	const self = "/proc/self/exe"
	if runtime.GOOS == "linux" {
		if _, err := os.Stat(self); err == nil {
			return self, nil
		}
	}
	return os.Executable()
}

// ended reports whether the process has ended.
func (w *worker) ended() bool {
	select {
	case <-w.gone:
		return true
	default:
		return false
	}
}

// stop kills the process and waits for its end.
func (w *worker) stop() {
	w.cmd.Process.Kill() // an error says that it has ended
	<-w.gone
	w.in.Close()
	w.out.(io.Closer).Close()
}

// receive reads a message. If ctx ends first, it kills the process and returns ctx's
// cause.
func (w *worker) receive(ctx context.Context) (frame, []byte, error) {
	stop := context.AfterFunc(ctx, func() { w.cmd.Process.Kill() })
	kind, body, err := readFrame(w.out, maxFrame)
	if !stop() {
		return 0, nil, context.Cause(ctx)
	}
	return kind, body, err
}

// send writes a file to the process. ctx works as for receive.
func (w *worker) send(ctx context.Context, data []byte) error {
	stop := context.AfterFunc(ctx, func() { w.cmd.Process.Kill() })
	err := writeFrame(w.in, frameFile, data)
	if !stop() {
		return context.Cause(ctx)
	}
	return err
}

// read lets the process read a file. usable is false if the process must be replaced.
func (w *worker) read(ctx context.Context, data []byte) (doc *Document, err error, usable bool) {
	if w.ended() {
		return nil, errNotSent, false
	}
	if err := w.send(ctx, data); err != nil {
		return nil, w.explain(err), false
	}
	doc = &Document{}
	chars := 0
	for {
		kind, body, err := w.receive(ctx)
		if err != nil {
			return nil, w.explain(err), false
		}
		switch kind {
		case framePage:
			p, err := decodePage(body)
			if err != nil {
				return nil, w.explain(err), false
			}
			chars += len(p.Chars)
			if doc.Pages = append(doc.Pages, p); len(doc.Pages) > MaxPages || chars > MaxChars {
				return nil, w.explain(errFrame), false
			}
		case frameError:
			if len(body) == 0 || int(body[0]) >= len(reasons) {
				return nil, w.explain(errFrame), false
			}
			return nil, fmt.Errorf("%w: %s", reasons[body[0]], body[1:]), true
		case frameDone:
			doc.Title = strings.ToValidUTF8(string(body), "")
			return doc, nil, true
		default:
			return nil, w.explain(errFrame), false
		}
	}
}

// explain wraps the error of a process that did not answer with what it printed.
func (w *worker) explain(err error) error {
	if errors.Is(err, ErrTime) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if last := w.stderr.String(); last != "" {
		return fmt.Errorf("%w: %w: %s", ErrCrashed, err, last)
	}
	return fmt.Errorf("%w: %w", ErrCrashed, err)
}

// firstWords is a writer that keeps the first bytes written to it: the reason of a
// crash. It is safe for concurrent use.
type firstWords struct {
	mu   sync.Mutex
	text []byte
}

const maxWords = 300 // bytes

// Write keeps the first maxWords bytes of everything written.
func (t *firstWords) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p[:min(len(p), maxWords-len(t.text))]...)
	return len(p), nil
}

// String returns the first line.
func (t *firstWords) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	line, _, _ := strings.Cut(string(t.text), "\n")
	return strings.ToValidUTF8(strings.TrimSpace(line), "")
}
