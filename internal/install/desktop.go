package install

import (
	"encoding/xml"
	"fmt"
	"path"
	"strings"
	"unicode/utf16"
)

// agentValues returns the values of a property list, escaped for XML.
func agentValues(s Service) (map[string]string, error) {
	for _, p := range []string{s.Program, s.Dir} {
		if err := checkPath(p); err != nil {
			return nil, err
		}
	}
	return map[string]string{"Program": escapeXML(s.Program), "Dir": escapeXML(s.Dir), "Log": escapeXML(path.Join(s.Dir, "beilun.log"))}, nil
}

func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder returns no error
	return b.String()
}

// taskValues returns the values of a script for PowerShell, as its string literals.
func taskValues(s Service) (map[string]string, error) {
	for _, p := range []string{s.Program, s.Dir} {
		if err := checkPath(p); err != nil {
			return nil, err
		}
	}
	return map[string]string{"Program": powerShell(s.Program), "Dir": powerShell(s.Dir)}, nil
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
