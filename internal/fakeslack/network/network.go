// Package network is a network between a program and a fake Slack, which can fail: a
// TCP listener that hands connections on. It also is an HTTP proxy for every host name,
// as HTTP_PROXY names one.
package network

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"
)

// State is what a network does with connections.
type State int

// The states.
const (
	Up      State = iota // hands everything on
	Refused              // nobody listens, and what was connected is reset
	Reset                // takes connections and resets them
	Hole                 // takes connections, lets nothing through, and says nothing
	Stalled              // hands a part of the next frame on, and then nothing
	Portal               // answers with a page to sign in; what was connected is reset
)

// stallAfter is how many bytes of a frame get through a network that stalls.
const stallAfter = 20

// page is what a network answers that wants people to sign in.
const page = "<!DOCTYPE html><html><title>Welcome to the Wi-Fi</title><form action=/login></form></html>"

// Network is a network. It is safe for concurrent use. Use Start.
type Network struct {
	address string
	pumps   sync.WaitGroup

	mu       sync.Mutex
	changed  *sync.Cond
	listener net.Listener // nil: refused, or closed
	target   string       // host and port of the server
	state    State
	era      int // counts changes of state
	conns    map[net.Conn]bool
	closed   bool
	connects int
}

// Start starts a network that is in a state. The caller closes it.
func Start(s State) (*Network, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("start network: %w", err)
	}
	n := &Network{address: l.Addr().String(), conns: map[net.Conn]bool{}}
	n.changed = sync.NewCond(&n.mu)
	n.listen(l)
	return n, n.Set(s)
}

// Address returns the host and port at which the server is reached.
func (n *Network) Address() string { return n.address }

// To sets the host and port that connections are handed on to.
func (n *Network) To(target string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.target = target
}

// Connects returns how often a client asked for a connection as from a proxy.
func (n *Network) Connects() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.connects
}

// Set changes the state. Connections that hang stay so while the network is a hole or
// stalled, and are reset by any other state.
func (n *Network) Set(s State) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return net.ErrClosed
	}
	n.state = s
	n.era++
	n.changed.Broadcast()
	if s != Hole && s != Stalled {
		n.reset()
	}
	if s == Refused {
		if n.listener != nil {
			_ = n.listener.Close()
			n.listener = nil
		}
		return nil
	}
	if n.listener != nil {
		return nil
	}
	l, err := net.Listen("tcp", n.address)
	if err != nil {
		return fmt.Errorf("listen again: %w", err)
	}
	n.listen(l)
	return nil
}

// Close ends everything and waits for it.
func (n *Network) Close() {
	n.mu.Lock()
	n.closed = true
	n.changed.Broadcast()
	n.reset()
	if n.listener != nil {
		_ = n.listener.Close()
	}
	n.mu.Unlock()
	n.pumps.Wait()
}

// reset resets all connections. The caller holds the lock.
func (n *Network) reset() {
	for c := range n.conns {
		cut(c)
	}
	clear(n.conns)
}

// cut ends a connection with a reset.
func cut(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}

// listen serves a listener until it is closed. The caller holds the lock, or is Start.
func (n *Network) listen(l net.Listener) {
	n.listener = l
	n.pumps.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			n.pumps.Go(func() { n.serve(c) })
		}
	})
}

// keep notes a connection so that it can be reset, and returns the state and target.
func (n *Network) keep(c net.Conn) (s State, target string, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return 0, "", net.ErrClosed
	}
	n.conns[c] = true
	return n.state, n.target, nil
}

func (n *Network) drop(c net.Conn) {
	n.mu.Lock()
	delete(n.conns, c)
	n.mu.Unlock()
	cut(c)
}

// serve does with a connection what the state says.
func (n *Network) serve(c net.Conn) {
	defer n.drop(c)
	state, target, err := n.keep(c)
	switch {
	case err != nil || state == Reset || state == Refused:
		return
	case state == Hole || state == Stalled:
		_, _ = io.Copy(io.Discard, c) // until it is reset
		return
	case state == Portal:
		signIn(c)
		return
	}
	from := bufio.NewReader(c)
	if head, err := from.Peek(len("CONNECT ")); err == nil && string(head) == "CONNECT " {
		if n.connect(c, from) != nil {
			return
		}
	}
	up, err := net.DialTimeout("tcp", target, 5*time.Second)
	if err != nil {
		return
	}
	defer n.drop(up)
	if _, _, err := n.keep(up); err != nil {
		return
	}
	var back sync.WaitGroup
	back.Go(func() { n.pump(c, up); cut(c) })
	n.pump(up, from)
	cut(up)
	back.Wait()
}

// signIn answers a request as a network does that wants people to sign in.
func signIn(c net.Conn) {
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	_, _ = c.Read(make([]byte, 64<<10)) // whatever is asked
	_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(page), page)
	if tcp, ok := c.(*net.TCPConn); ok { // else what is unread resets it before the page is there
		_ = tcp.CloseWrite()
	}
	_, _ = io.Copy(io.Discard, c)
}

// connect answers a request to connect, as a proxy does.
func (n *Network) connect(c net.Conn, from *bufio.Reader) error {
	for {
		line, err := from.ReadString('\n')
		if err != nil {
			return err
		}
		if strings.TrimSpace(line) == "" {
			break
		}
	}
	n.mu.Lock()
	n.connects++
	n.mu.Unlock()
	_, err := io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
	return err
}

// pump hands on what it reads while the network is up.
func (n *Network) pump(to io.Writer, from io.Reader) {
	buf := make([]byte, 32<<10)
	for {
		got, err := from.Read(buf)
		if got > 0 && n.pass(to, buf[:got]) != nil {
			return
		}
		if err != nil {
			return
		}
	}
}

// pass writes data when the network lets it through. A network that stalls lets a part
// of it through first.
func (n *Network) pass(to io.Writer, data []byte) error {
	n.mu.Lock()
	for era := -1; n.state != Up && !n.closed; n.changed.Wait() {
		if n.state != Stalled || era == n.era {
			continue
		}
		era = n.era
		part := data[:min(stallAfter, len(data))]
		data = data[len(part):]
		n.mu.Unlock()
		_, err := to.Write(part)
		n.mu.Lock()
		if err != nil {
			n.mu.Unlock()
			return err
		}
		if n.era != era { // it has changed meanwhile
			era = -1
			n.changed.Broadcast()
		}
	}
	closed := n.closed
	n.mu.Unlock()
	if closed {
		return errors.New("the network is closed")
	}
	_, err := to.Write(data)
	return err
}
