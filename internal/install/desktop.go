package install

import (
	"encoding/xml"
	"fmt"
	"path"
	"strings"
	"unicode/utf16"
)

// agent has the values of a property list, escaped for XML.
type agent struct{ Program, Dir, Log string }

// newAgent returns the values for s.
func newAgent(s Service) (agent, error) {
	for _, p := range []string{s.Program, s.Dir} {
		if err := checkPath(p); err != nil {
			return agent{}, err
		}
	}
	return agent{escapeXML(s.Program), escapeXML(s.Dir), escapeXML(path.Join(s.Dir, "beilun.log"))}, nil
}

func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder returns no error
	return b.String()
}

// task has the values of a script for PowerShell, as its string literals.
type task struct{ Program, Dir string }

// newTask returns the values for s.
func newTask(s Service) (task, error) {
	for _, p := range []string{s.Program, s.Dir} {
		if err := checkPath(p); err != nil {
			return task{}, err
		}
	}
	return task{powerShell(s.Program), powerShell(s.Dir)}, nil
}

// powerShell returns an expression with the value s in ASCII alone. What one program
// prints, PowerShell reads in the code page of the console, where a character of a Chinese path is something else
// than in UTF-8.
func powerShell(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		switch {
		case u > 0x7e:
			fmt.Fprintf(&b, "$([char]0x%04X)", u)
		case u == '"' || u == '`' || u == '$':
			b.WriteByte('`')
			b.WriteByte(byte(u))
		default:
			b.WriteByte(byte(u))
		}
	}
	return `"` + b.String() + `"`
}
