package terminal

import (
	"regexp"
	"strings"
	"sync/atomic"
)

// program is how the program is started; nil is "beilun".
var program atomic.Pointer[string]

// SetProgram has messages name the program in this way, such as ./beilun where a shell
// does not find beilun.
func SetProgram(name string) { program.Store(&name) }

// commandLine matches a command to be typed in a shell. One in Slack has a slash.
var commandLine = regexp.MustCompile(`(^|[^/\w.\\])beilun (setup|ask|index|serve|doctor|feedback|backup|restore|chat|figures|show|manifest|install|help)\b`)

// Named returns a text with the commands in it as they are typed.
func Named(text string) string {
	name := program.Load()
	if name == nil || *name == "beilun" || !strings.Contains(text, "beilun ") {
		return text
	}
	return commandLine.ReplaceAllString(text, "${1}"+strings.ReplaceAll(*name, "$", "$$")+" ${2}")
}
