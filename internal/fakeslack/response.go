package fakeslack

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"beilun/internal/fakeslack/people"
	"beilun/internal/fakeslack/webapi"
)

// response takes what is sent to a response URL.
func (s *Server) response(w http.ResponseWriter, r *http.Request) {
	const name = "response_url"
	s.meter.count(name)
	s.faults.wrap(w, r, name, func(w http.ResponseWriter) {
		p, err := webapi.ReadJSON(http.MaxBytesReader(w, r.Body, webapi.MaxBody))
		if err != nil {
			http.Error(w, "invalid_payload", http.StatusBadRequest)
			return
		}
		switch err := s.hooks.Respond(strings.TrimPrefix(r.URL.Path, "/response/"), p); {
		case err == nil:
			_, _ = io.WriteString(w, "ok") // the client may be gone
		case errors.Is(err, people.ErrUsed):
			http.Error(w, err.Error(), http.StatusNotFound)
		default:
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	})
}
