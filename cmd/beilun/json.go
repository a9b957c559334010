package main

import (
	"encoding/json"
	"io"
)

// Forms of JSON for printJSON: one object spread over lines, or one a line.
const (
	indented = "  "
	oneALine = ""
)

// printJSON writes v as JSON that ends with a line feed. Text is not escaped for
// HTML.
func printJSON(w io.Writer, v any, indent string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(v)
}
