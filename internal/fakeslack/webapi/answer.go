package webapi

import (
	"encoding/json"
	"net/http"
)

// Method is a method of the Web API.
type Method func(Params) (Result, *Refusal)

// Result is what a method answers besides ok.
type Result map[string]any

// Refusal is an error of Slack's.
type Refusal struct {
	Code     string
	Messages []string       // response_metadata.messages
	Extra    map[string]any // further keys of the answer
}

// Refuse returns a refusal that consists of a code alone.
func Refuse(code string) *Refusal { return &Refusal{Code: code} }

// Answer writes the result of a method, or its refusal.
func Answer(w http.ResponseWriter, out Result, err *Refusal) {
	body := map[string]any{"ok": err == nil}
	for k, v := range out {
		body[k] = v
	}
	if err != nil {
		body["error"] = err.Code
		for k, v := range err.Extra {
			body[k] = v
		}
		if len(err.Messages) > 0 {
			body["errors"] = err.Messages
			marked := make([]string, len(err.Messages))
			for i, m := range err.Messages {
				marked[i] = "[ERROR] " + m
			}
			body["response_metadata"] = map[string]any{"messages": marked}
		}
	}
	Write(w, body)
}

// Write writes a JSON object. Slack answers with status 200 even for errors,
// so the status is the caller's, if it is any other.
func Write(w http.ResponseWriter, v map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) // the client may be gone
}
