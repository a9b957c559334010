package mcpserver

import (
	"context"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// maxCalls is how many calls of one client on a stream are under way or wait.
const maxCalls = 64

// narrow is a transport on which a client has maxCalls calls under way: the next one is
// read when one of them is answered. Without it the SDK reads on and keeps whatever comes.
type narrow struct{ mcp.Transport }

func (n *narrow) Connect(ctx context.Context) (mcp.Connection, error) {
	c, err := n.Transport.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &narrowed{Connection: c, calls: make(chan struct{}, maxCalls), closed: make(chan struct{}), open: map[jsonrpc.ID]bool{}}, nil
}

// narrowed is a connection of narrow. Each call that is read has one response written, but
// for one with the ID of another that is open, which the SDK drops.
type narrowed struct {
	mcp.Connection
	calls  chan struct{}
	mu     sync.Mutex
	open   map[jsonrpc.ID]bool // as many as there are calls
	once   sync.Once
	closed chan struct{}
}

func (c *narrowed) Read(ctx context.Context) (jsonrpc.Message, error) {
	m, err := c.Connection.Read(ctx)
	if err != nil {
		for range maxCalls { // the SDK answers nothing any more once it knows of the end
			if c.begin(ctx) != nil {
				break
			}
		}
		return nil, err
	}
	r, ok := m.(*jsonrpc.Request)
	if !ok || !r.IsCall() || c.isOpen(r.ID) {
		return m, nil
	}
	if err := c.begin(ctx); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open[r.ID] = true
	return m, nil
}

// begin waits until there is room for one more call.
func (c *narrowed) begin(ctx context.Context) error {
	select {
	case c.calls <- struct{}{}:
		return nil
	case <-c.closed:
		return io.EOF
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *narrowed) isOpen(id jsonrpc.ID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.open[id]
}

func (c *narrowed) Write(ctx context.Context, m jsonrpc.Message) error {
	err := c.Connection.Write(ctx, m)
	r, ok := m.(*jsonrpc.Response)
	if !ok {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[r.ID] {
		delete(c.open, r.ID)
		<-c.calls
	}
	return err
}

func (c *narrowed) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Connection.Close()
}
