package page

import (
	"encoding/json"
	"net/http"
)

// API is how the addresses begin that are for programs and not for people.
const API = "/api/"

// problem is an error as a program reads it (RFC 9457).
type problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
}

// Problem answers a program, in the language of the request, that something is wrong.
func Problem(w http.ResponseWriter, r *http.Request, status int, title, detail string) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Language", WordsOf(IsEnglish(r)).Lang)
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept-Language, Cookie")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(problem{title, status, detail}) // whoever asked may have gone
}
