package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// fake is a worker that finds the files it was given.
type fake struct {
	files  []string
	asked  atomic.Int64
	closed bool
}

func (f *fake) Index(context.Context) (int, error) { return 30, nil }

func (f *fake) Add(_ context.Context, file string) error {
	if file == "bad" {
		return errors.New("no such file")
	}
	f.files = append(f.files, file)
	return nil
}

func (f *fake) Ask(_ context.Context, question string) (Stages, []string, error) {
	f.asked.Add(1)
	switch question {
	case "fail":
		return Stages{}, nil, errors.New("broken")
	case "nothing":
		return Stages{}, nil, nil
	}
	return Stages{Candidates: 5}, f.files, nil
}

func (f *fake) Search(context.Context, string) error { return nil }

// seen is a fake that has something to see.
type seen struct{ fake }

func (s *seen) Things(context.Context) ([]string, error) { return []string{"a thing"}, nil }

func (s *seen) Show(_ context.Context, view, of string) (time.Duration, error) {
	if view != "home" {
		return 0, errors.New("no such view")
	}
	return time.Duration(len(of)), nil
}

func (s *seen) Drop(_ context.Context, _ string, n int) (time.Duration, error) {
	return time.Duration(n), nil
}

func TestServeViews(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		w                  Worker
		request, want, err string
	}{
		{&seen{}, `{"do":"things"}`, `"things":["a thing"]`, ""},
		{&seen{}, `{"do":"show","view":"home","question":"abc"}`, `"took":3`, ""},
		{&seen{}, `{"do":"show","view":"garden"}`, "", "no such view"},
		{&seen{}, `{"do":"drop","file":"x","files":7}`, `"took":7`, ""},
		{&fake{}, `{"do":"show","view":"home"}`, "", "show: there is nothing to see"},
	} {
		var out bytes.Buffer
		if err := Serve(t.Context(), strings.NewReader(c.request+"\n"), &out, c.w); err != nil {
			t.Errorf("%s: error %v", c.request, err)
		}
		if !strings.Contains(out.String(), c.want) || !strings.Contains(out.String(), c.err) || strings.Contains(out.String(), `"err"`) != (c.err != "") {
			t.Errorf("%s: %s, want %q or error %q", c.request, out.String(), c.want, c.err)
		}
	}
}

func (f *fake) Close() error {
	f.closed = true
	return nil
}

// serving makes the test binary a program that serves.
const serving = "BEILUN_TEST_WIRE"

func TestMain(m *testing.M) {
	switch os.Getenv(serving) {
	case "serve":
		if err := Serve(context.Background(), os.Stdin, os.Stdout, &fake{}); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	case "end":
		os.Exit(3)
	}
	os.Exit(m.Run())
}

func TestServe(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ request, want, err string }{
		{`{"do":"index"}`, `"paragraphs":30`, ""},
		{`{"do":"add","file":"a","question":"q"}`, `"first"`, ""},
		{`{"do":"add","file":"a","question":"nothing"}`, "", "does not find it"},
		{`{"do":"add","file":"bad"}`, "", "no such file"},
		{`{"do":"ask","question":"q"}`, `"candidates":5`, ""},
		{`{"do":"ask","question":"fail"}`, "", "broken"},
		{`{"do":"load","asked":["q"],"askers":3,"for":2000000}`, `"questions"`, ""},
		{`{"do":"load","asked":["q","fail"],"askers":3,"for":5000000000}`, "", "broken"},
		{`{"do":"load","askers":3,"for":1}`, "", "needs questions"},
		{`{"do":"search","question":"q"}`, `"took"`, ""},
		{`{"do":"memory"}`, `{`, ""},
		{`{"do":"dance"}`, "", `unknown request "dance"`},
		{`{"do":`, "", "JSON"},
	} {
		w := &fake{}
		var out bytes.Buffer
		if err := Serve(t.Context(), strings.NewReader(c.request+"\n"+`{"do":"ask","question":"q"}`+"\n"), &out, w); err != nil || !w.closed {
			t.Errorf("%s: error %v, closed %v", c.request, err, w.closed)
		}
		first, second, _ := strings.Cut(out.String(), "\n")
		var r Reply
		if err := json.Unmarshal([]byte(first), &r); err != nil {
			t.Errorf("%s: %q: %v", c.request, first, err)
		}
		if !strings.Contains(first, c.want) || !strings.Contains(r.Err, c.err) || (r.Err == "") != (c.err == "") {
			t.Errorf("%s: %s, want %q or error %q", c.request, first, c.want, c.err)
		}
		if !strings.Contains(second, `"took"`) {
			t.Errorf("after %s: %q", c.request, second)
		}
	}
}

func TestServeEnds(t *testing.T) {
	t.Parallel()
	w := &fake{}
	var out bytes.Buffer
	if err := Serve(t.Context(), strings.NewReader(`{"do":"close"}`+"\n"+`{"do":"index"}`+"\n"), &out, w); err != nil || out.Len() > 0 || !w.closed {
		t.Errorf("after close: %q, error %v, closed %v", out.String(), err, w.closed)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w = &fake{}
	if err := Serve(ctx, strings.NewReader(strings.Repeat(`{"do":"index"}`+"\n", 2)), &out, w); !errors.Is(err, context.Canceled) || !w.closed {
		t.Errorf("of a context that has ended: error %v, closed %v", err, w.closed)
	}
	w = &fake{}
	if err := Serve(t.Context(), strings.NewReader(strings.Repeat("x", maxLine+1)), &out, w); err == nil || !w.closed {
		t.Errorf("of a line without end: error %v, closed %v", err, w.closed)
	}
}

func TestProcess(t *testing.T) {
	t.Setenv(serving, "serve")
	p, err := Start(t.Context(), os.Stderr, nil, "fake", os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if r, err := p.Do(Request{Do: Index}); err != nil || r.Paragraphs != 30 || r.Took <= 0 || runtime.GOOS == "linux" && r.CPU <= 0 {
		t.Errorf("index: %+v, %v", r, err)
	}
	if _, err := p.Do(Request{Do: Ask, Question: "fail"}); err == nil || !strings.Contains(err.Error(), "fake") || !strings.Contains(err.Error(), "broken") {
		t.Errorf("an answer that fails: %v", err)
	}
	r, err := p.Do(Request{Do: Load, Asked: []string{"q"}, Askers: 2, For: 10 * time.Millisecond})
	if err != nil || r.Questions == 0 || r.Took < 10*time.Millisecond {
		t.Errorf("load: %+v, %v", r, err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

func TestProcessFails(t *testing.T) {
	t.Setenv(serving, "end")
	if _, err := Start(t.Context(), os.Stderr, nil, "nobody", os.Args[0]+"-not-there"); err == nil || !strings.Contains(err.Error(), "start nobody") {
		t.Errorf("a program that is not there: %v", err)
	}
	p, err := Start(t.Context(), os.Stderr, nil, "brief", os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Do(Request{Do: Index}); err == nil || !strings.Contains(err.Error(), "brief") {
		t.Errorf("a program that has ended: %v", err)
	}
	if err := p.Close(); err == nil || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("it ended with %v", err)
	}
}

func TestResident(t *testing.T) {
	t.Parallel()
	for status, want := range map[string]Resident{
		"Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\nRssAnon:\t     512 kB\n": {Now: 1 << 20, Peak: 2 << 20, Own: 1 << 19},
		"VmRSS:\tmuch\n": {},
		"":               {},
	} {
		if got := resident(status); got != want {
			t.Errorf("%q: %+v, want %+v", status, got, want)
		}
	}
}
