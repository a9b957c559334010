package main

import (
	"embed"
	"fmt"
	"io"
	"strings"

	"beilun/cmd/beilun/terminal"
	"beilun/internal/zhtext"
)

// helpFiles holds the help of each command in each language. The first line of a file
// is the summary for the list of commands, the rest is the help as it is printed.
//
//go:embed help
var helpFiles embed.FS

// help is the help of a command.
type help struct{ summary, text string }

// helpOf returns the help of a command, empty if there is none, which a test rules out.
func helpOf(l terminal.Lang, name string) help {
	data, err := helpFiles.ReadFile("help/" + l.String() + "/" + name + ".txt")
	if err != nil {
		return help{}
	}
	summary, text, _ := strings.Cut(string(data), "\n")
	return help{summary, text}
}

// nameWidth is the width of the names in the list of commands.
const nameWidth = 9

// printHelp prints what the program is and its commands.
func printHelp(w io.Writer, l terminal.Lang) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n\n", l.Text("help.about"), l.Text("help.usage"))
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %s %s\n", zhtext.Pad(c.name, nameWidth), helpOf(l, c.name).summary)
	}
	fmt.Fprintf(&b, "  %s %s\n", zhtext.Pad("help", nameWidth), l.Text("help.help"))
	fmt.Fprintf(&b, "\n%s\n%s\n", l.Text("help.start"), l.Text("help.example", terminal.Words().Example))
	_, _ = io.WriteString(w, b.String()) // nothing can be said about it
}

// reportArguments prints what is wrong with the arguments of a command and how it is used.
func (e *env) reportArguments(name string, a argumentError) {
	e.logLines(e.lang.Explain(a.error))
	usage, _, _ := strings.Cut(helpOf(e.lang, name).text, "\n\n")
	fmt.Fprintln(e.stderr, usage)
	e.say("args.see", name)
}

// unknownCommand prints that there is no command of a name, and what may be meant.
func (e *env) unknownCommand(name string) {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	near := nearest(name, append(names, "help"))
	switch {
	case near != "":
		e.say("unknown-command.near", name, near)
	case strings.HasPrefix(name, "-"):
		e.say("unknown-command.flag", name)
	case strings.ContainsFunc(name, func(r rune) bool { return r > 0x7f || r == ' ' }):
		e.say("unknown-command.question", name)
	default:
		e.say("unknown-command", name)
	}
}
