package terminal

import (
	"encoding/json"
	"io"
)

// Forms of JSON for PrintJSON: one object spread over lines, or one a line.
const (
	Indented = "  "
	OneALine = ""
)

// PrintJSON writes v as JSON that ends with a line feed. Text is not escaped for
// HTML.
func PrintJSON(w io.Writer, v any, indent string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(v)
}
