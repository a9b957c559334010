//go:build ignore

// Pack writes an archive whose bytes depend on its arguments and files alone:
//
//	pack OUT.zip|OUT.tar.gz UNIX-TIME NAME=FILE…
//
// A name without a dot or with .exe is a program.
package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := pack(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(args []string) (err error) {
	if len(args) < 3 {
		return errors.New("want OUT UNIX-TIME NAME=FILE…")
	}
	seconds, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil {
		return err
	}
	out, err := os.Create(args[0])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	at := time.Unix(seconds, 0).UTC()
	if strings.HasSuffix(args[0], ".zip") {
		return zipFiles(out, at, args[2:])
	}
	return tarFiles(out, at, args[2:])
}

// contents reads NAME=FILE.
func contents(arg string) (name string, mode os.FileMode, data []byte, err error) {
	name, file, _ := strings.Cut(arg, "=")
	mode = 0o644
	if !strings.Contains(name, ".") || strings.HasSuffix(name, ".exe") {
		mode = 0o755
	}
	data, err = os.ReadFile(file)
	return name, mode, data, err
}

func zipFiles(out io.Writer, at time.Time, args []string) error {
	z := zip.NewWriter(out)
	for _, arg := range args {
		name, mode, data, err := contents(arg)
		if err != nil {
			return err
		}
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at}
		h.SetMode(mode)
		w, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}

func tarFiles(out io.Writer, at time.Time, args []string) error {
	g, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(g)
	for _, arg := range args {
		name, mode, data, err := contents(arg)
		if err != nil {
			return err
		}
		if err := t.WriteHeader(&tar.Header{Name: name, Mode: int64(mode), Size: int64(len(data)), ModTime: at, Format: tar.FormatUSTAR}); err != nil {
			return err
		}
		if _, err := t.Write(data); err != nil {
			return err
		}
	}
	return errors.Join(t.Close(), g.Close())
}
