// Package web is the web site: a page to ask, the figures, the releases with their figures
// marked, what has changed, and the check of a draft. It shows what is in public releases,
// stores nothing and changes nothing.
//
// Each group of pages is a package below, which adds its handlers to a mux. They share
// package page.
//
// # Decisions
//
// 2026-11-30: the site is a package below internal that imports bot/message, because a
// reply is the same value in Slack and on a page, and is only drawn in another way.
package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"beilun/internal/web/page"
)

// New returns the handler of the site.
func New(site *page.Site) http.Handler {
	mux := http.NewServeMux()
	page.Routes(mux)
	mux.HandleFunc("/", site.NotFound)
	return mux
}

// Times that a connection may take.
const (
	headTime  = 10 * time.Second
	readTime  = 30 * time.Second
	writeTime = time.Minute
	idleTime  = 2 * time.Minute
	stopTime  = 5 * time.Second
	maxHead   = 64 << 10 // bytes
)

// Serve serves h on l until ctx ends, and then finishes the requests under way, for a few
// seconds at most.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: headTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHead}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- s.Shutdown(ending)
	})
	err := s.Serve(l)
	if !stop() {
		err = errors.Join(err, <-stopped)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
