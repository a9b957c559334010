package mcpserver

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/index/answer"
	"beilun/internal/web/page"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// answering answers with a function.
type answering func(ctx context.Context, question string) (*answer.Answer, error)

func (f answering) Follow(ctx context.Context, question string, _ *answer.Answer) (*answer.Answer, error) {
	return f(ctx, question)
}

// settled waits until there are hardly more goroutines than before.
func settled(t *testing.T, before int) {
	t.Helper()
	end := time.Now().Add(20 * time.Second)
	for runtime.NumGoroutine() > before+5 {
		if time.Now().After(end) {
			var out bytes.Buffer
			buf := make([]byte, 1<<20)
			out.Write(buf[:runtime.Stack(buf, true)])
			t.Fatalf("%d goroutines, %d before:\n%.20000s", runtime.NumGoroutine(), before, out.String())
		}
		runtime.Gosched()
	}
}

// TestManyAtOnce makes many calls at once on one stream, and over HTTP: all of them
// are answered, few at a time, and no goroutine is left. It runs alone, for it counts them.
func TestManyAtOnce(t *testing.T) {
	for _, tt := range []struct {
		name  string
		join  func(testing.TB, *Server) *mcp.ClientSession
		calls int
	}{{"stream", connect, 1000}, {"HTTP", over, 2 * maxRequests}} {
		before := runtime.NumGoroutine()
		t.Run(tt.name, func(t *testing.T) {
			var mu sync.Mutex
			now, peak := 0, 0
			enter := func(n int) {
				mu.Lock()
				defer mu.Unlock()
				now += n
				peak = max(peak, now)
			}
			s := newServer(t, func(site *page.Site) {
				site.Answerer = answering(func(_ context.Context, q string) (*answer.Answer, error) {
					enter(1)
					defer enter(-1)
					runtime.Gosched()
					return &answer.Answer{Question: q, Reason: answer.NotStated}, nil
				})
			})
			c := tt.join(t, s)
			var all sync.WaitGroup
			for i := range tt.calls {
				all.Go(func() {
					res, err := c.CallTool(t.Context(), &mcp.CallToolParams{Name: "ask", Arguments: args{"question": "火星基地总投资多少？"}})
					if err != nil || res.IsError {
						t.Errorf("call %d: %v %+v", i, err, res)
					}
				})
			}
			all.Wait()
			if peak > atOnce {
				t.Errorf("%d were answered at a time", peak)
			}
		})
		settled(t, before)
	}
}

// TestPanic has an answer that panics: the call fails with a sentence, and the next one is
// answered.
func TestPanic(t *testing.T) {
	t.Parallel()
	c := connect(t, newServer(t, func(site *page.Site) {
		next := site.Answerer
		site.Answerer = answering(func(ctx context.Context, q string) (*answer.Answer, error) {
			switch q {
			case "panic":
				panic("boom")
			case "fail":
				return nil, errors.New("disk on fire")
			}
			return next.Follow(ctx, q, nil)
		})
	}))
	for _, q := range []string{"panic", "fail"} {
		if res, text := call(t, c, "ask", args{"question": q}); !res.IsError || text == "" || strings.Contains(text, "boom") || strings.Contains(text, "disk") {
			t.Errorf("%s: %v %q", q, res.IsError, text)
		}
	}
	if res, _ := call(t, c, "ask", args{"question": "吉利新能源汽车总部总投资多少？"}); res.IsError {
		t.Error("no answer behind it")
	}
}

// TestBusy fills the line: the next call is refused at once.
func TestBusy(t *testing.T) {
	t.Parallel()
	s := newServer(t, nil)
	c := connect(t, s)
	s.line.length.Store(most)
	if res, text := call(t, c, "ask", args{"question": "人口多少？"}); !res.IsError || !strings.Contains(text, "太多") {
		t.Errorf("answered with %q", text)
	}
	if _, err := c.ListResources(t.Context(), nil); err == nil {
		t.Error("resources were listed")
	}
	s.line.length.Store(0)
	if res, text := call(t, c, "releases", nil); res.IsError {
		t.Errorf("answered with %q", text)
	}
}

// TestGone has clients that go away while they are answered: the work for them ends.
func TestGone(t *testing.T) {
	t.Parallel()
	begun, ended := make(chan bool, 1), make(chan error, 1)
	s := newServer(t, func(site *page.Site) {
		site.Answerer = answering(func(ctx context.Context, _ string) (*answer.Answer, error) {
			begun <- true
			<-ctx.Done()
			ended <- ctx.Err()
			return nil, ctx.Err()
		})
	})
	for name, join := range map[string]func(testing.TB, *Server) *mcp.ClientSession{"stream": connect, "HTTP": over} {
		c := join(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			<-begun
			cancel()
		}()
		if _, err := c.CallTool(ctx, &mcp.CallToolParams{Name: "ask", Arguments: args{"question": "人口多少？"}}); err == nil {
			t.Errorf("%s: answered", name)
		}
		select {
		case err := <-ended:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: the work went on: %v", name, err)
			}
		case <-time.After(callTime + time.Second):
			t.Errorf("%s: the work goes on", name)
		}
	}

	// A client of an earlier protocol hangs up.
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-begun
		cancel()
	}()
	serve(ctx, s.Handler(), `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":{"question":"人口多少？"}}}`)
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("hung up: the work went on: %v", err)
		}
	case <-time.After(callTime + time.Second):
		t.Error("hung up: the work goes on")
	}
}

// TestResources lists the releases as resources and reads one.
func TestResources(t *testing.T) {
	t.Parallel()
	s := newServer(t, nil)
	c := connect(t, s)
	n := 0
	for r, err := range c.Resources(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		res, err := c.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: r.URI})
		if err != nil || len(res.Contents) != 1 || !strings.Contains(res.Contents[0].Text, r.Name) {
			t.Errorf("%s: %v", r.URI, err)
		}
	}
	if want := len(s.site.Index.Releases()); n != want {
		t.Errorf("%d resources, want %d", n, want)
	}
	for _, uri := range []string{scheme + "none.md", scheme, scheme + "%zz", "file:///etc/passwd", "beilun://other/x"} {
		if res, err := c.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: uri}); err == nil {
			t.Errorf("%s: %+v", uri, res)
		}
	}
	for _, cursor := range []string{"x", "-1", "1e3"} {
		if _, err := c.ListResources(t.Context(), &mcp.ListResourcesParams{Cursor: cursor}); err == nil {
			t.Errorf("cursor %s was taken", cursor)
		}
	}
	if c := connect(t, press(t)); true { // an ID with a space
		res, err := c.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: addressOf("a 1.md")})
		if err != nil || !strings.Contains(res.Contents[0].Text, "截至6月底，安枰软件园入驻企业320家。") {
			t.Error(res, err)
		}
	}
}
