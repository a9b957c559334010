package localslack

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// The names that the server knows the app by.
const (
	BotToken = "xoxb-local"
	AppToken = "xapp-local"
	BotUser  = "UBOT00001"
)

// Limits in time.
const (
	startTime = 30 * time.Second // to be ready; unpacking itself takes the first start a while
	stopTime  = 5 * time.Second  // to end when asked to
	callTime  = 30 * time.Second // of a call; it waits up to 5 s for the bot
)

// Workspace is what a server has when it starts.
type Workspace struct {
	People   []string          // user IDs
	Channels []string          // channel IDs, of which all people and the bot are members
	Directs  map[string]string // direct messages with the bot: channel ID to user ID
}

// Server is a running local-slack. It is safe for concurrent use.
type Server struct {
	base string // address of the server, without a slash at its end
	cmd  *exec.Cmd
	dir  string // of its own
	stop func() error

	mu  sync.Mutex
	out strings.Builder // what it printed
}

// Start starts the program and waits until it is ready or ctx ends. The caller
// closes it.
func Start(ctx context.Context, program string, w Workspace) (s *Server, err error) {
	dir, err := os.MkdirTemp("", "local-slack-")
	if err != nil {
		return nil, fmt.Errorf("start local-slack: %w", err)
	}
	s = &Server{dir: dir}
	defer func() {
		if err != nil {
			err = fmt.Errorf("start local-slack: %w; it printed %q", err, s.Output())
			_ = os.RemoveAll(dir) // the error that matters is that of the start
		}
	}()
	config := filepath.Join(dir, "config.json")
	if err := os.WriteFile(config, w.config(), 0o600); err != nil {
		return s, err
	}
	s.cmd = exec.Command(program, "--config", config, "--port", "0", "--base-host", "127.0.0.1", "--files-dir", filepath.Join(dir, "files"))
	r, out := io.Pipe()
	s.cmd.Stdout, s.cmd.Stderr = out, out
	if err := s.cmd.Start(); err != nil {
		return s, err
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = s.cmd.Wait() // it is stopped by a signal
		_ = out.Close()
	}()
	ready := make(chan string, 1)
	go s.read(r, ready)
	s.stop = sync.OnceValue(func() error { return s.end(ended) })
	limit := time.NewTimer(startTime)
	defer limit.Stop()
	select {
	case s.base = <-ready:
		return s, nil
	case <-ended:
		err = errors.New("it ended at once")
	case <-limit.C:
		err = errors.New("it is not ready in time")
	case <-ctx.Done():
		err = ctx.Err()
	}
	return s, errors.Join(err, s.stop())
}

// config is the workspace as local-slack reads it.
func (w Workspace) config() []byte {
	type object = map[string]any
	var users, channels []object
	for _, id := range w.People {
		users = append(users, object{"id": id, "name": strings.ToLower(id)})
	}
	for _, id := range w.Channels {
		channels = append(channels, object{"id": id, "name": strings.ToLower(id), "members": append([]string{BotUser}, w.People...)})
	}
	for id, user := range w.Directs {
		channels = append(channels, object{"id": id, "name": strings.ToLower(id), "is_channel": false, "is_im": true, "is_private": true, "members": []string{user, BotUser}})
	}
	raw, err := json.Marshal(object{
		"app":   object{"botUserId": BotUser, "botName": "beilun", "botToken": BotToken, "appToken": AppToken, "mode": "socket"},
		"users": users, "channels": channels,
	})
	if err != nil { // strings and maps of strings always encode
		panic(err)
	}
	return raw
}

// read keeps what the program prints, and finds its address in it.
func (s *Server) read(r io.Reader, ready chan<- string) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		line := lines.Text()
		s.mu.Lock()
		if s.out.Len() < 64<<10 {
			s.out.WriteString(line + "\n")
		}
		s.mu.Unlock()
		if _, address, ok := strings.Cut(line, "Web UI:"); ok {
			select {
			case ready <- strings.TrimSpace(address):
			default: // printed a second time
			}
		}
	}
	_, _ = io.Copy(io.Discard, r) // a line too long must not block the program
}

// end asks the program to end, and kills it when it does not.
func (s *Server) end(ended <-chan struct{}) error {
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // it may have ended already
	select {
	case <-ended:
	case <-time.After(stopTime):
		_ = s.cmd.Process.Kill()
		<-ended
	}
	if err := os.RemoveAll(s.dir); err != nil {
		return fmt.Errorf("stop local-slack: %w", err)
	}
	return nil
}

// Close ends the program and removes its files.
func (s *Server) Close() error { return s.stop() }

// URL returns the base of the Web API, with a slash at its end.
func (s *Server) URL() string { return s.base + "/api/" }

// Output returns the beginning of what the program has printed.
func (s *Server) Output() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}
