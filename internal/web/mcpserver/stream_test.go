package mcpserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// hello is what a client says first on a stream.
const hello = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
`

// TestStream sends lines that no client sends. The server ends, or goes on, without a panic,
// and writes nothing but messages.
func TestStream(t *testing.T) {
	t.Parallel()
	deep := 100_000
	ask := `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":{"question":"吉利新能源汽车总部总投资多少？"}}}` + "\n"
	for _, tt := range []struct{ name, in, want string }{
		{"a question and the end", hello + ask, "4.4亿元"},
		{"nothing", "", ""},
		{"no JSON", "GET / HTTP/1.1\r\n\r\n", ""},
		{"half a message", hello + `{"jsonrpc":"2.0","id":1,`, "instructions"},
		{"no hello", ask, "error"},
		{"deep", hello + `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":` + strings.Repeat(`{"a":`, deep) + "1" + strings.Repeat("}", deep) + "}}\n" + ask, ""},
		{"deep lists", hello + `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":` + strings.Repeat("[", deep) + strings.Repeat("]", deep) + "}\n", ""},
		{"too long", hello + `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"` + strings.Repeat("长", maxMessage) + `"}}` + "\n", "instructions"},
		{"the same number", hello + ask + ask, "4.4亿元"},
		{"other methods", hello + `{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"x"}}` + "\n" + `{"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"debug"}}` + "\n" + `{"jsonrpc":"2.0","id":3,"method":"nosuch"}` + "\n", "error"},
		{"null", hello + `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":null}` + "\n" + `{"jsonrpc":"2.0","id":2,"method":"resources/read"}` + "\n", "error"},
		{"responses to nothing", hello + strings.Repeat(`{"jsonrpc":"2.0","id":77,"result":{}}`+"\n", 100) + ask, "4.4亿元"},
	} {
		var out strings.Builder
		done := make(chan error, 1)
		go func() { done <- newServer(t, nil).Run(t.Context(), strings.NewReader(tt.in), &out) }()
		select {
		case <-done:
		case <-time.After(callTime):
			t.Errorf("%s: it does not end", tt.name)
			continue
		}
		for l := range strings.Lines(out.String()) {
			if !json.Valid([]byte(l)) {
				t.Errorf("%s: wrote %.200q", tt.name, l)
			}
		}
		if !strings.Contains(out.String(), tt.want) {
			t.Errorf("%s: wrote %.500s", tt.name, out.String())
		}
	}
}

// calling is a connection of a client that makes calls and nothing else.
type calling struct {
	mcp.Connection
	calls atomic.Int64
}

func (c *calling) Read(context.Context) (jsonrpc.Message, error) {
	id, err := jsonrpc.MakeID(float64(c.calls.Add(1)))
	return &jsonrpc.Request{ID: id, Method: "ping"}, err
}

func (c *calling) Write(context.Context, jsonrpc.Message) error { return nil }

func (c *calling) Connect(context.Context) (mcp.Connection, error) { return c, nil }

// TestNarrow reads calls that are not answered: one more than a client may have under way is
// handed on when one of them is.
func TestNarrow(t *testing.T) {
	t.Parallel()
	c, err := (&narrow{&calling{}}).Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var first *jsonrpc.Request
	for range maxCalls {
		m, err := c.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = m.(*jsonrpc.Request)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if m, err := c.Read(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("one more was read: %v %v", m, err)
	}
	if err := c.Write(t.Context(), &jsonrpc.Response{ID: first.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Read(t.Context()); err != nil {
		t.Errorf("behind an answer: %v", err)
	}
}

// TestUnread has a client that sends calls, reads no answer and goes away: the server ends.
func TestUnread(t *testing.T) {
	t.Parallel()
	in, send := io.Pipe()
	unread, out := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- newServer(t, nil).Run(ctx, in, out) }()
	sent := make(chan error, 1)
	go func() {
		_, err := io.WriteString(send, hello)
		for n := 0; err == nil; n++ {
			_, err = fmt.Fprintf(send, `{"jsonrpc":"2.0","id":%d,"method":"ping"}`+"\n", n+1)
		}
		sent <- err
	}()
	buf := make([]byte, 1) // the server has begun to answer, and no more is read
	if _, err := unread.Read(buf); err != nil {
		t.Fatal(err)
	}
	cancel()
	_ = unread.Close()
	_ = in.Close()
	<-sent
	if err := <-done; err != nil {
		t.Error(err)
	}
}
