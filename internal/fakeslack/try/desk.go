package try

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"beilun/internal/fakeslack"
	"beilun/internal/fakeslack/socketmode"
)

// The one person of the workspace, and where that person writes.
const (
	person  = "UPERSON1"
	channel = "CPRESS01"
	direct  = "DPERSON1"
)

const usage = `type
  @beilun QUESTION   to mention the bot in a channel
  /beilun TEXT       to use the command there
  /invite @beilun    to bring the bot into the channel
  dm QUESTION        to write to the bot alone
  QUESTION           to go on where you were
  file PATH          to send the bot a file
  home               to open the bot's Home tab
  NUMBER             to press a button
  quit               to end
`

// maxLine bounds a line of input, in bytes; Slack takes no longer message.
const maxLine = 64 << 10

// desk is the person at the keyboard. Its methods are called by one goroutine, but for
// those of its printer.
type desk struct {
	srv *fakeslack.Server

	at     string // channel of the last message
	thread string // that the next line without a place goes to; empty: none

	mu      sync.Mutex // below
	out     io.Writer
	buttons []press
}

// newDesk returns a desk at which nothing was typed.
func newDesk(srv *fakeslack.Server, out io.Writer) *desk {
	return &desk{srv: srv, at: direct, out: out}
}

// serve does what the lines of in say, and prints meanwhile what the bot does. It
// returns when in ends or ctx is done; a read of in that still waits then is left to the
// end of the process.
func (d *desk) serve(ctx context.Context, in io.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	printed := make(chan struct{})
	go func() { defer close(printed); d.print(ctx) }()
	defer func() { cancel(); <-printed }()
	lines, failed := make(chan string), make(chan error, 1)
	go func() {
		sc := bufio.NewScanner(in)
		sc.Buffer(nil, maxLine)
		for sc.Scan() {
			select {
			case lines <- sc.Text():
			case <-ctx.Done():
				return
			}
		}
		failed <- sc.Err()
	}()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			if err != nil {
				return fmt.Errorf("read what is typed: %w", err)
			}
			return nil
		case line := <-lines:
			if line = strings.TrimSpace(line); line == "quit" {
				return nil
			}
			if err := d.do(line); errors.Is(err, socketmode.ErrNoSocket) {
				d.printf("! the bot is not there; it gets messages when it comes, but no commands and clicks\n")
			} else if err != nil {
				d.printf("! %v\n", err)
			}
		}
	}
}

// do does what one line says.
func (d *desk) do(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "":
		return nil
	case "help":
		d.printf("%s", usage)
		return nil
	case "@beilun":
		d.at, d.thread = channel, ""
		return d.say("<@" + fakeslack.BotUser + "> " + rest)
	case "/beilun":
		_, err := d.srv.People.Slash(channel, person, rest)
		return err
	case "/invite":
		_, err := d.srv.People.JoinChannel(channel, fakeslack.BotUser)
		return err
	case "dm":
		d.at, d.thread = direct, ""
		return d.say(rest)
	case "file":
		return d.send(rest)
	case "home":
		return d.home()
	}
	if n, err := strconv.Atoi(line); err == nil {
		return d.press(n)
	}
	return d.say(line)
}

// say writes a message where the person is. What a mention begins goes on in its
// thread.
func (d *desk) say(text string) error {
	m := fakeslack.Message{Channel: d.at, User: person, Text: text, ThreadTS: d.thread}
	if d.at == direct {
		_, err := d.srv.People.DirectMessage(m)
		return err
	}
	if d.thread != "" {
		_, err := d.srv.People.Message(m)
		return err
	}
	sent, _, err := d.srv.People.MentionPair(m)
	d.thread = sent.TS
	return err
}

// maxFile bounds a file that is sent, in bytes.
const maxFile = 64 << 20

// send shares a file with the bot alone.
func (d *desk) send(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return fmt.Errorf("%s is no file of at most %d bytes", path, maxFile)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	d.at, d.thread = direct, ""
	m, _ := d.srv.People.Attach(fakeslack.Message{Channel: direct, User: person}, fakeslack.File{Name: filepath.Base(path), Data: data})
	_, err = d.srv.People.DirectMessage(m)
	return err
}

// home opens the Home tab; what is on it is printed when the bot has published it.
func (d *desk) home() error {
	_, err := d.srv.People.OpenHome(person, "home")
	return err
}

// press presses a button by its number.
func (d *desk) press(n int) error {
	d.mu.Lock()
	if n < 1 || n > len(d.buttons) {
		d.mu.Unlock()
		return fmt.Errorf("there is no button %d", n)
	}
	b := d.buttons[n-1]
	d.mu.Unlock()
	if b.view != "" {
		_, err := d.srv.People.ClickView(person, b.view, b.action, b.value)
		return err
	}
	_, err := d.srv.People.ClickMessage(person, b.post, b.action, b.value)
	return err
}
