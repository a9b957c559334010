package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"beilun/internal/pdftext/intact"
)

// work runs a worker until its input ends, and then exits the process.
func work(cache string) {
	signal.Ignore(os.Interrupt) // meant for the process that started it, which ends this one
	debug.SetMemoryLimit(sandboxSize + heapSize)
	pool, err := compile(cache)
	if err == nil {
		err = serve(pool, os.Stdin, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// serve reads files from in until in ends. The end of in also ends the process while a
// file is being read, because nobody waits for it any more.
func serve(pool pdfium.Pool, in io.Reader, out io.Writer) error {
	files := make(chan []byte)
	go func() { // ends with the process
		for {
			kind, data, err := readFrame(in, MaxFile)
			if err != nil || kind != frameFile {
				os.Exit(0)
			}
			files <- data
		}
	}()
	if err := writeFrame(out, frameReady, nil); err != nil {
		return err
	}
	for data := range files {
		if err := answer(pool, data, out); err != nil {
			return err
		}
	}
	return nil
}

// answer reads one file in a sandbox of its own. It writes what is wrong with the file
// to out and returns errors of the process.
func answer(pool pdfium.Pool, data []byte, out io.Writer) error {
	data, err := intact.Mend(data)
	if err != nil {
		return refuse(out, err)
	}
	box, err := pool.GetInstance(time.Minute)
	if err != nil {
		return fmt.Errorf("make a sandbox: %w", err)
	}
	defer box.Close()
	e := extraction{box: box, out: out}
	title, err := e.document(data)
	var lost *lostError
	if errors.As(err, &lost) {
		return lost.err
	}
	if err != nil {
		return refuse(out, err)
	}
	return writeFrame(out, frameDone, []byte(title))
}

// refuse writes the reason for which a file is refused. It returns err if that is none
// of reasons.
func refuse(out io.Writer, err error) error {
	for i, reason := range reasons {
		if errors.Is(err, reason) {
			detail := err.Error()
			if prefix := reason.Error() + ": "; len(detail) > len(prefix) && detail[:len(prefix)] == prefix {
				detail = detail[len(prefix):]
			}
			return writeFrame(out, frameError, append([]byte{byte(i)}, detail[:min(len(detail), maxWords)]...))
		}
	}
	return err
}

// compile returns a pool of sandboxes with PDFium inside. It does without a cache that
// cannot be used, which takes the time to compile.
func compile(cache string) (pdfium.Pool, error) {
	if cache != "" {
		if pool, err := compileWith(cache); err == nil {
			return pool, nil
		}
		empty(cache)
		if pool, err := compileWith(cache); err == nil {
			return pool, nil
		}
	}
	return compileWith("")
}

// empty deletes the files of a cache as far as it can.
func empty(cache string) {
	entries, _ := os.ReadDir(cache)
	for _, e := range entries {
		os.RemoveAll(filepath.Join(cache, e.Name()))
	}
}

func compileWith(cache string) (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(sandboxSize >> 16)
	if cache != "" {
		c, err := wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(c)
	}
	return webassembly.Init(webassembly.Config{
		Context:       experimental.WithCompilationWorkers(context.Background(), 2),
		MaxTotal:      1,
		FSConfig:      wazero.NewFSConfig(), // nothing: the default is the whole disk
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}
