package message

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/courtesy"

	"github.com/slack-go/slack"
)

// Courteous returns the line that replies to a courtesy; phrase is what was said, as
// courtesy.Read returns it. It is "" for kinds that ask about the bot.
func (w *MannersWords) Courteous(kind courtesy.Kind, phrase string) string {
	if kind != courtesy.Hour {
		return w.Replies[kind]
	}
	first, n := utf8.DecodeRuneInString(phrase)
	return fmt.Sprintf(w.Replies[kind], string(unicode.ToUpper(first))+phrase[n:])
}

// CommandAction runs the command in the value of a button.
const CommandAction = "command"

// Mistyped asks whether a sub-command is meant, with a button that runs it for rest. word
// is the one that is nearly typed.
func (w *MannersWords) Mistyped(name, word, rest string) Message {
	command, also := strings.TrimSpace(w.Commands[name]+" "+rest), ""
	if word != w.Commands[name] {
		also = fmt.Sprintf(w.Also, word)
	}
	m := Say(fmt.Sprintf(w.Meant, Cut(command, nil, MaxPassage), also))
	if utf8.RuneCountInString(command) <= MaxValue {
		m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", Button(CommandAction, command, command)))
	}
	return m
}
