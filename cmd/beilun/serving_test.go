package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/internal/fakeslack"
)

// serving is "beilun serve" beside a fake Slack, with a releases folder.
type serving struct {
	t        *testing.T
	ctx      context.Context
	srv      *fakeslack.Server
	releases string
	store    string // directory of the index
	log      *lockedLog

	mu      sync.Mutex
	asked   int
	replies map[string]chan fakeslack.Post // by channel; each question has its own
}

// lockedLog is a log that can be read while it is written.
type lockedLog struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// startServing serves a folder, with further settings, until the test ends.
func startServing(t *testing.T, releases string, timeout time.Duration, more map[string]string) *serving {
	t.Helper()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	values := map[string]string{
		"BEILUN_RELEASES": releases, "BEILUN_INDEX": filepath.Join(dir, "index"), "BEILUN_STATE": filepath.Join(dir, "state.db"), "SLACK_API_URL": srv.URL(),
		"SLACK_BOT_TOKEN": fakeslack.BotToken, "SLACK_APP_TOKEN": fakeslack.AppToken, "BEILUN_ADMINS": "UADMIN1",
	}
	maps.Copy(values, more)
	ctx, cancel := context.WithTimeout(t.Context(), timeout)
	s := &serving{t: t, ctx: ctx, srv: srv, releases: releases, store: values["BEILUN_INDEX"], log: &lockedLog{}, replies: map[string]chan fakeslack.Post{}}
	ended, collected := make(chan int, 1), make(chan struct{})
	go func() {
		ended <- run(ctx, []string{"serve"}, func(k string) string { return values[k] }, strings.NewReader(""), io.Discard, s.log)
	}()
	go func() { defer close(collected); s.collect() }()
	t.Cleanup(func() {
		cancel()
		if code := <-ended; code != exitAnswered {
			t.Errorf("exit code %d\n%s", code, s.log)
		}
		<-collected
		if err := srv.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := srv.Sockets.WaitConnected(ctx); err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	return s
}

// index returns the name of the generation in use.
func (s *serving) index() string {
	name, err := os.ReadFile(filepath.Join(s.store, "CURRENT"))
	if err != nil {
		s.t.Error(err)
	}
	return string(name)
}

// collect sends each reply to the goroutine that asked.
func (s *serving) collect() {
	for n := 0; ; {
		posts, err := s.srv.Channels.WaitPosts(s.ctx, n+1)
		if err != nil {
			return
		}
		s.mu.Lock()
		for _, p := range posts[n:] {
			if c := s.replies[p.Channel]; c != nil {
				select {
				case c <- p:
				default: // an update of what was posted
				}
			}
		}
		s.mu.Unlock()
		n = len(posts)
	}
}

// ask asks with /beilun, in a channel of its own, and returns the reply. Slack limits
// the messages that a bot may post per second, but not such replies.
func (s *serving) ask(question string) (fakeslack.Post, error) {
	s.mu.Lock()
	s.asked++
	n := s.asked
	channel, reply := fmt.Sprintf("CQ%06d", n), make(chan fakeslack.Post, 1)
	s.replies[channel] = reply
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.replies, channel)
		s.mu.Unlock()
	}()
	if _, err := s.srv.People.Slash(channel, fmt.Sprintf("U%06d", n), question); err != nil {
		return fakeslack.Post{}, err
	}
	select {
	case p := <-reply:
		return p, nil
	case <-s.ctx.Done():
		return fakeslack.Post{}, fmt.Errorf("%s: %w", question, s.ctx.Err())
	}
}

// write writes a file into the releases folder in one of the ways that programs do it.
func (s *serving) write(way int, name string, data []byte) error {
	path := filepath.Join(s.releases, name)
	switch way % 4 {
	case 1: // an editor or a download
		if err := os.WriteFile(path+".part", data, 0o644); err != nil {
			return err
		}
		return os.Rename(path+".part", path)
	case 2: // in a folder that is new, too
		folder := strings.TrimSuffix(path, filepath.Ext(path))
		if err := os.Mkdir(folder, 0o755); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name), data, 0o644)
	case 3: // moved in, with the time at which it was made
		other := filepath.Join(s.t.TempDir(), name)
		if err := os.WriteFile(other, data, 0o644); err != nil {
			return err
		}
		then := time.Now().Add(-48 * time.Hour)
		if err := os.Chtimes(other, then, then); err != nil {
			return err
		}
		return os.Rename(other, path)
	}
	return os.WriteFile(path, data, 0o644)
}

// quantile returns the q-quantile of ds.
func quantile(ds []time.Duration, q float64) time.Duration {
	sorted := slices.Sorted(slices.Values(ds))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}
