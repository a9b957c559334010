package api

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/index/answer"
	"beilun/knowledge/corpus"
)

// brokenAnswerer fails with words that nobody but the log is to see.
type brokenAnswerer struct{ err error }

func (b brokenAnswerer) Follow(context.Context, string, *answer.Answer) (*answer.Answer, error) {
	return nil, b.err
}

func TestFailure(t *testing.T) {
	t.Parallel()
	s, err := siteOf(t.Context(), corpus.FromFS(fstest.MapFS{"a.md": {Data: []byte("临湖软件园入驻企业52家。\n")}}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Index.Close()
	var log bytes.Buffer
	s.Log = slog.New(slog.NewTextHandler(&log, nil))
	for err, status := range map[error]int{context.DeadlineExceeded: 503, http.ErrBodyNotAllowed: 500} {
		s.Answerer = brokenAnswerer{err}
		if w := get(t, handler(s), "/api/ask", "q", "人口"); w.Code != status || strings.Contains(w.Body.String(), err.Error()) {
			t.Errorf("%v: %d %s", err, w.Code, w.Body)
		}
	}
	if !strings.Contains(log.String(), http.ErrBodyNotAllowed.Error()) {
		t.Errorf("the log has %q", &log)
	}
}

// waitingAnswerer answers when it is let.
type waitingAnswerer struct{ come, let chan struct{} }

func (w waitingAnswerer) Follow(_ context.Context, q string, _ *answer.Answer) (*answer.Answer, error) {
	w.come <- struct{}{}
	<-w.let
	return &answer.Answer{Question: q, Reason: answer.NotStated}, nil
}

// TestBusy checks that a few questions are answered at a time, and that of very many some
// are refused.
func TestBusy(t *testing.T) {
	t.Parallel()
	s, err := siteOf(t.Context(), corpus.FromFS(fstest.MapFS{"a.md": {Data: []byte("临湖软件园入驻企业52家。\n")}}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Index.Close()
	w := waitingAnswerer{make(chan struct{}, 1000), make(chan struct{})}
	s.Answerer = w
	h := handler(s)
	codes := make(chan int)
	const all = maxAtOnce + maxWaiting + 10
	for range all {
		go func() { codes <- get(t, h, "/api/ask", "q", "人口").Code }()
	}
	for range 10 { // nobody else has an answer yet
		if code := <-codes; code != http.StatusServiceUnavailable {
			t.Errorf("status %d", code)
		}
	}
	if n := len(w.come); n > maxAtOnce {
		t.Errorf("%d are answered at a time", n)
	}
	close(w.let)
	for range all - 10 {
		if code := <-codes; code != http.StatusOK {
			t.Errorf("status %d", code)
		}
	}
}
