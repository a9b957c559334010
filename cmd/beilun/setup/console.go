package setup

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// maxLine bounds an answer, in bytes.
const maxLine = 64 << 10

// Console asks a person, at a terminal or through a pipe. It is not safe for concurrent
// use.
type Console struct {
	lines *bufio.Scanner
	out   io.Writer
	fd    int // of the terminal; -1: in is none
}

// NewConsole returns a console that reads from in and writes to out.
func NewConsole(in io.Reader, out io.Writer) *Console {
	c := &Console{lines: bufio.NewScanner(in), out: out, fd: -1}
	c.lines.Buffer(nil, maxLine)
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		c.fd = int(f.Fd())
	}
	return c
}

// Say prints lines.
func (c *Console) Say(text string) { fmt.Fprintln(c.out, text) }

// Ask prints a prompt and returns the line that is typed. Its error is io.EOF if there
// are no more lines, and that of ctx if it ends first.
func (c *Console) Ask(ctx context.Context, prompt string) (string, error) {
	return c.ask(ctx, prompt, func() (string, error) {
		if c.lines.Scan() {
			return c.lines.Text(), nil
		}
		if err := c.lines.Err(); err != nil {
			return "", err
		}
		return "", io.EOF
	})
}

// Secret is Ask for a line that a terminal does not show.
func (c *Console) Secret(ctx context.Context, prompt string) (string, error) {
	if c.fd < 0 {
		return c.Ask(ctx, prompt)
	}
	before, err := term.GetState(c.fd)
	if err != nil {
		return "", fmt.Errorf("hide what is typed: %w", err)
	}
	defer func() {
		if ctx.Err() != nil {
			_ = term.Restore(c.fd, before) // the read that is left behind has it hidden still
		}
		c.Say("") // the line feed was not shown either
	}()
	return c.ask(ctx, prompt, func() (string, error) {
		line, err := term.ReadPassword(c.fd)
		return string(line), err
	})
}

// ask prints a prompt and calls read, which cannot be interrupted. If ctx ends first, the
// program is about to end, and read ends with it.
func (c *Console) ask(ctx context.Context, prompt string, read func() (string, error)) (string, error) {
	fmt.Fprint(c.out, prompt)
	type line struct {
		text string
		err  error
	}
	got := make(chan line, 1)
	go func() {
		text, err := read()
		got <- line{text, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case l := <-got:
		if errors.Is(l.err, bufio.ErrTooLong) {
			l.err = fmt.Errorf("an answer is longer than %d bytes", maxLine)
		}
		return l.text, l.err
	}
}
