package mcpserver

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"beilun/index/answer/plain"
)

// Limits of the requests over HTTP.
const (
	maxRequests = 256  // at once
	maxWaiting  = 1024 // others that wait for their turn
	waitTime    = 10 * time.Second
)

// gone is the key of the context of an HTTP request: the SDK hands its values on to the
// calls of the request, and not its end.
type gone struct{}

// base is the key of what is in front of the addresses of the site, as the client of an HTTP
// request has it.
type base struct{}

// form returns how plain forms are written: as the API does, with the addresses of the site
// if there is one.
func (s *Server) form(ctx context.Context, w *Words) plain.Form {
	out := plain.Form{English: w.isEnglish(), Base: s.site.URL}
	if own, ok := ctx.Value(base{}).(string); ok {
		out.Base = own
	}
	if out.Base != "" { // else a model would take a path for an address
		out.Index = s.site.Index
	}
	return out
}

// inTurn serves maxRequests requests of h at once. Others wait for a while, with their
// bodies unread.
func (s *Server) inTurn(h http.Handler) http.Handler {
	var waiting atomic.Int64
	places := make(chan struct{}, maxRequests)
	busy := func(w http.ResponseWriter) {
		w.Header().Set("Retry-After", "5")
		http.Error(w, wordsOf(true).Busy, http.StatusServiceUnavailable)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer waiting.Add(-1)
		if waiting.Add(1) > maxRequests+maxWaiting {
			busy(w)
			return
		}
		late := time.NewTimer(waitTime)
		defer late.Stop()
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
		case <-r.Context().Done():
			return
		case <-late.C:
			busy(w)
			return
		}
		ctx := context.WithValue(r.Context(), base{}, s.site.Base(r))
		h.ServeHTTP(w, r.WithContext(context.WithValue(ctx, gone{}, r.Context())))
	})
}
