package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge/corpus"
)

// echo answers each question with itself.
type echo struct{}

func (echo) Follow(_ context.Context, question string, _ *answer.Answer) (*answer.Answer, error) {
	return &answer.Answer{Question: question}, nil
}

func TestWaitingAnswerer(t *testing.T) {
	t.Parallel()
	ready, never := make(chan struct{}), make(chan struct{})
	close(ready)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	soon, stop := context.WithTimeout(t.Context(), replyTime+20*time.Millisecond)
	defer stop()
	for name, c := range map[string]struct {
		ctx    context.Context
		ready  chan struct{}
		reason answer.Reason
		err    error
	}{
		"ready":                          {t.Context(), ready, "", nil},
		"ready, with little time left":   {soon, ready, "", nil},
		"not ready in time":              {soon, never, answer.Reading, nil},
		"not ready, and nobody waits":    {ended, never, "", context.Canceled},
		"ready, but nobody waits for it": {ended, ready, "", nil},
	} {
		a, err := waitingAnswerer{echo{}, c.ready}.Follow(c.ctx, "问", nil)
		if !errors.Is(err, c.err) || err == nil && (a.Reason != c.reason || a.Question != "问") {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
}

// TestServeAtOnce asks while the index is built for the first time. The question waits
// for it and is not declined.
func TestServeAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range 1500 {
		text := fmt.Sprintf("第%d号仓库有货架%d排。\n", i, i+10)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	x := newThing(3)
	if err := os.WriteFile(filepath.Join(dir, "z.txt"), []byte(x.text()), 0o644); err != nil {
		t.Fatal(err)
	}
	s := startServing(t, dir, time.Minute, nil)
	p, err := s.ask(x.question())
	if err != nil || !strings.Contains(p.Text, x.amount) {
		t.Errorf("%q, %v, want %s\n%s", p.Text, err, x.amount, s.log)
	}
	if posts := s.srv.Channels.Posts(); len(posts) != 1 {
		t.Errorf("%d posts, want the answer alone", len(posts))
	}
}

// TestStartUp starts with an index of 1,000 releases and measures the time to the first
// answer.
func TestStartUp(t *testing.T) {
	dir, store := t.TempDir(), filepath.Join(t.TempDir(), "index")
	for i := range 1000 {
		text := strings.Repeat(fmt.Sprintf("第%d号仓库有货架%d排，由街道管理。\n\n", i, i+10), 8)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	x := newThing(5)
	if err := os.WriteFile(filepath.Join(dir, "z.txt"), []byte(x.text()), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if code := run(t.Context(), []string{"index", "-releases", dir, "-index", store}, func(string) string { return "" }, nil, &out, &out); code != exitAnswered {
		t.Fatal(out.String())
	}
	start := time.Now()
	s := startServing(t, dir, time.Minute, map[string]string{"BEILUN_INDEX": store})
	p, err := s.ask(x.question())
	if err != nil || !strings.Contains(p.Text, x.amount) {
		t.Errorf("%q, %v, want %s\n%s", p.Text, err, x.amount, s.log)
	}
	took := p.At.Sub(start)
	t.Logf("the first answer after %v", took)
	if os.Getenv("BEILUN_CHAOS_FULL") != "" && took > 2*time.Second {
		t.Errorf("it took %v, want at most 2s", took)
	}
}

func TestRunWithOthers(t *testing.T) {
	t.Parallel()
	failed := errors.New("no")
	follow := func(ctx context.Context) error { <-ctx.Done(); return nil }
	for _, want := range []error{nil, failed} {
		if err := runWithOthers(t.Context(), func(context.Context) error { return want }, follow); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
}

// TestProgress checks what is logged if the output is no terminal, and when.
func TestProgress(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := newProgress(&env{stderr: &out, lang: terminal.English})
	p.begin(1000)
	for i := range 1000 {
		p.step(p.from.Add(time.Duration(i+1) * 12 * time.Millisecond))
	}
	p.end()
	if want := "beilun: read 417 of 1000 files\nbeilun: read 834 of 1000 files\n"; out.String() != want {
		t.Errorf("in 12 s: %q, want %q", out.String(), want)
	}

	out.Reset()
	p = newProgress(&env{stderr: &out, lang: terminal.English})
	p.terminal = true
	p.begin(10)
	p.step(p.from.Add(progressAfter / 2))
	if out.Len() > 0 {
		t.Errorf("in half a second: %q", out.String())
	}
	for range 4 {
		p.step(p.from.Add(progressAfter))
	}
	p.end()
	if !strings.Contains(out.String(), "(2/10)") {
		t.Errorf("the bar is %q", out.String())
	}

	n := 0
	dir := t.TempDir()
	for i := range 3 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(i, ".txt")), []byte("园区。"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := corpus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = p.source(c, corpus.Guard{})(t.Context(), func(index.File) error { n++; return nil })
	if err := errors.Join(err, c.Close()); err != nil || n != 3 || p.done != 3 || p.of != 3 {
		t.Errorf("%d files, %d of %d, %v", n, p.done, p.of, err)
	}
}
