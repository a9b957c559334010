package mcpserver

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
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

// inTurn serves maxRequests requests of h at once. Others wait for a while, with their
// bodies unread.
func inTurn(h http.Handler) http.Handler {
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
		h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), gone{}, r.Context())))
	})
}
