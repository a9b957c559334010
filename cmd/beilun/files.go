package main

import (
	"bufio"
	"errors"
	"io"
	"os"

	"beilun/index/eval"
)

// openInputs opens the files of a comma-separated list. The caller calls closeAll.
func (e *env) openInputs(list string) (files []eval.Input, closeAll func(), err error) {
	var closers []func()
	closeAll = func() {
		for _, c := range closers {
			c()
		}
	}
	for _, name := range splitList(list) {
		f, c, err := e.openInput(name)
		if err != nil {
			closeAll()
			return nil, nil, err
		}
		files, closers = append(files, f), append(closers, c)
	}
	return files, closeAll, nil
}

// openInput opens a file, or the standard input if name is "-".
func (e *env) openInput(name string) (eval.Input, func(), error) {
	if name == "-" {
		return eval.Input{Name: "standard input", Reader: e.stdin}, func() {}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return eval.Input{}, nil, usageError{err}
	}
	return eval.Input{Name: name, Reader: f}, func() { _ = f.Close() }, nil
}

// createOutput creates a file, or takes the standard output if name is "-". The
// writer is buffered; the caller calls closeOutput, which flushes it.
func (e *env) createOutput(name string) (w io.Writer, closeOutput func() error, err error) {
	if name == "-" {
		w := bufio.NewWriter(e.stdout)
		return w, w.Flush, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, nil, usageError{err}
	}
	b := bufio.NewWriter(f)
	return b, func() error { return errors.Join(b.Flush(), f.Close()) }, nil
}
