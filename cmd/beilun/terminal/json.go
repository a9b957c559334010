package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Forms of JSON for PrintJSON: one object spread over lines, or one a line.
const (
	Indented = "  "
	OneALine = ""
)

// PrintJSON writes v as JSON that ends with a line feed. Text is not escaped for
// HTML, but all characters that could steer a terminal are.
func PrintJSON(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, escaped(b.String()))
	return err
}

// escaped escapes what package encoding/json leaves of the characters that steer. They
// are all within strings.
func escaped(s string) string {
	if !strings.ContainsFunc(s, steers) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if steers(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
