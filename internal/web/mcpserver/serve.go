package mcpserver

import (
	"context"
	"io"
	"net/http"
	"runtime/debug"

	"beilun/index/answer/check"
	"beilun/index/answer/plain"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// New returns a server about site, whose figures all has.
func New(site *page.Site, all *ledger.Ledger) *Server {
	instructions, err := files.ReadFile("tools/instructions.txt")
	if err != nil {
		panic(err) // a part of the program
	}
	s := &Server{site: site, all: all, checker: check.New(site.Index, site.Today), line: newLine()}
	s.mcp = mcp.NewServer(&mcp.Implementation{Name: "beilun", Title: "beilun", Version: version()}, &mcp.ServerOptions{
		Instructions: string(instructions),
		Capabilities: &mcp.ServerCapabilities{Tools: &mcp.ToolCapabilities{}, Resources: &mcp.ResourceCapabilities{}},
	})
	tools := definitions()
	addTool[asking, plain.Answer](s, tools["ask"], s.ask)
	addTool[figuresOf, Entries](s, tools["figures"], s.figures)
	addTool[listing, Listing](s, tools["releases"], s.releases)
	addTool[reading, Text](s, tools["read"], s.read)
	addTool[draft, Verdicts](s, tools["check"], s.check)
	s.addResources()
	s.mcp.AddReceivingMiddleware(s.bound)
	return s
}

// version returns the version of the program, as the go command noted it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "unknown"
	}
	return info.Main.Version
}

// Limits of what a client sends.
const (
	maxMessage = 4 << 20   // bytes, of a message on a stream; what is longer ends the connection
	maxBody    = 256 << 10 // bytes, of an HTTP request
)

// Run serves one client, which sends its messages on in, one a line, and gets the answers
// on out. It returns nil when in ends or ctx does.
func (s *Server) Run(ctx context.Context, in io.Reader, out io.Writer) error {
	closing, ok := in.(io.ReadCloser)
	if !ok {
		closing = io.NopCloser(in)
	}
	err := s.mcp.Run(ctx, &narrow{&mcp.IOTransport{Reader: closing, Writer: unclosed{out}, MaxLineLength: maxMessage}})
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// unclosed is a writer whose owner closes it.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// Routes adds the address for clients to a mux of the site.
func Routes(mux *http.ServeMux, site *page.Site, all *ledger.Ledger) {
	mux.Handle("/mcp", New(site, all).Handler())
}

// Handler returns the handler for clients over HTTP: POST with a message each. The site is
// around it: from where and how often it may be reached, and that the page of another site
// may not.
func (s *Server) Handler() http.Handler {
	h := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s.mcp }, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxBody, PropagateRequestCancellation: true,
		DisableLocalhostProtection: true, // the site knows the names that it has behind a proxy
	})
	return s.inTurn(h)
}
