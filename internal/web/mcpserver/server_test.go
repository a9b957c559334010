package mcpserver

import (
	"context"
	"log/slog"
	"sync"
	"testing"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// builtIn is the index of the built-in releases.
var builtIn = sync.OnceValues(func() (*index.Index, error) {
	x, err := index.InMemory(index.Options{})
	if err == nil {
		_, err = x.Sync(context.Background(), library.Source(corpus.FromFS(releases.FS()).Each))
	}
	return x, err
})

// newServer returns a server of the built-in releases. change may be nil.
func newServer(t testing.TB, change func(*page.Site)) *Server {
	t.Helper()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	site := &page.Site{Index: x, Answerer: answer.New(x, answer.Options{}), Today: answer.Today, Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(site)
	}
	return New(site, ledger.New(site.Index, site.Log))
}

// connect returns a client of s over a pair of pipes, until the test ends.
func connect(t testing.TB, s *Server) *mcp.ClientSession {
	t.Helper()
	theirs, ours := mcp.NewInMemoryTransports()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.mcp.Run(ctx, &narrow{ours}) }()
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Close() // the server may have ended first
		<-ended
		cancel()
	})
	return c
}

// call calls a tool, which must not be a mistake of the protocol.
func call(t testing.TB, c *mcp.ClientSession, tool string, args any) (*mcp.CallToolResult, string) {
	t.Helper()
	res, err := c.CallTool(context.Background(), &mcp.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		t.Fatalf("%s %v: %v", tool, args, err)
	}
	if len(res.Content) != 1 {
		t.Fatalf("%s %v: %d contents", tool, args, len(res.Content))
	}
	return res, res.Content[0].(*mcp.TextContent).Text
}

type args map[string]any
