package web

import (
	"net"
	"net/netip"
	"slices"
	"sync"

	"beilun/internal/web/page"
)

// fewOfEach is a listener of which one client has a number of connections at most; those
// beyond it are closed at once. Else one that sends nothing at all could take all of them.
// Programs on this machine, and proxies that are named, bring many clients.
type fewOfEach struct {
	net.Listener
	proxies []netip.Prefix
	open    *places
}

// eachFew returns l with maxOfClient connections for one client.
func eachFew(l net.Listener, proxies []netip.Prefix) net.Listener {
	return &fewOfEach{l, proxies, newPlaces()}
}

func (l *fewOfEach) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		at, err := netip.ParseAddrPort(c.RemoteAddr().String())
		addr := at.Addr().Unmap().WithZone("")
		if err != nil || addr.IsLoopback() || slices.ContainsFunc(l.proxies, func(p netip.Prefix) bool { return p.Contains(addr) }) {
			return c, nil
		}
		leave, ok := l.open.take(page.NetworkOf(addr), maxOfClient)
		if ok {
			return &counted{Conn: c, leave: sync.OnceFunc(leave)}, nil
		}
		_ = c.Close() // there is nothing to lose
	}
}

// counted is a connection that is counted until it is closed.
type counted struct {
	net.Conn
	leave func()
}

func (c *counted) Close() error {
	defer c.leave()
	return c.Conn.Close()
}
