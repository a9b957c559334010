package webapi

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
)

// MaxBody bounds a request, in bytes.
const MaxBody = 1 << 20

// Params are the parameters of a call, from a form or from JSON. A JSON value
// that is not a string is kept as JSON text.
type Params map[string]string

// Flag reports whether a parameter is true, and returns otherwise if it is
// missing.
func (p Params) Flag(name string, otherwise bool) bool {
	switch p[name] {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	return otherwise
}

// Raw returns a parameter that is JSON, nil without one.
func (p Params) Raw(name string) json.RawMessage {
	if v := p[name]; v != "" && v != "null" {
		return json.RawMessage(v)
	}
	return nil
}

// Read returns the parameters of a request.
func Read(r *http.Request) (Params, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/json" {
		return ReadJSON(r.Body)
	}
	err := r.ParseMultipartForm(MaxBody)
	if err != nil && err != http.ErrNotMultipart {
		return nil, fmt.Errorf("read form: %w", err)
	}
	p := Params{}
	for name, values := range r.Form {
		p[name] = values[0]
	}
	return p, nil
}

// ReadJSON returns the parameters in a JSON object, none if body is empty.
func ReadJSON(body io.Reader) (Params, error) {
	var fields map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&fields); err != nil && err != io.EOF {
		return nil, fmt.Errorf("read JSON: %w", err)
	}
	p := Params{}
	for name, raw := range fields {
		var text string
		if json.Unmarshal(raw, &text) == nil {
			p[name] = text
		} else {
			p[name] = string(raw)
		}
	}
	return p, nil
}
