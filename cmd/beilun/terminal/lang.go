package terminal

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// Lang is the language in which the program speaks to whoever runs it. Answers are in
// the language of their question, and logs in English. The zero value is Chinese.
type Lang string

// The languages.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Langs are all languages.
var Langs = []Lang{Chinese, English}

// LangOf returns the language that BEILUN_LANG names, or else that of the locale:
// English for en_US.UTF-8, Chinese for all others and where there is none. getenv
// returns the value of an environment variable.
func LangOf(getenv func(string) string) Lang {
	for _, l := range Langs {
		if strings.EqualFold(strings.TrimSpace(getenv("BEILUN_LANG")), string(l)) {
			return l
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale := strings.ToLower(getenv(name))
		if locale == "" {
			continue
		}
		if rest, ok := strings.CutPrefix(locale, "en"); ok && (rest == "" || strings.ContainsRune("_-.@", rune(rest[0]))) {
			return English
		}
		break
	}
	return Chinese
}

// String returns the name that BEILUN_LANG has for l.
func (l Lang) String() string { return string(l.or()) }

// or returns l, or Chinese for what is no language.
func (l Lang) or() Lang {
	if l != English {
		return Chinese
	}
	return l
}

//go:embed messages
var messageFiles embed.FS

// messages returns the messages of all languages by key, read once. It panics if a file
// is malformed, which a test rules out.
var messages = sync.OnceValue(func() map[Lang]map[string]string {
	all := map[Lang]map[string]string{}
	for _, l := range Langs {
		name := "messages/" + string(l) + ".json"
		data, err := messageFiles.ReadFile(name)
		if err == nil {
			dec := json.NewDecoder(bytes.NewReader(data))
			m := map[string]string{}
			err = dec.Decode(&m)
			all[l] = m
		}
		if err != nil {
			panic(fmt.Errorf("%s: %w", name, err))
		}
	}
	return all
})

// Text returns the message of a key, without a line feed. Its verbs are replaced by
// args, of which errors are explained in l. For a key that has no message it returns
// the key.
func (l Lang) Text(key string, args ...any) string {
	format := messages()[l.or()][key]
	if format == "" {
		return key
	}
	if len(args) == 0 {
		return Named(format)
	}
	said := make([]any, len(args))
	for i, a := range args {
		if err, ok := a.(error); ok {
			a = l.Explain(err)
		}
		said[i] = a
	}
	return Named(fmt.Sprintf(format, said...))
}

// Message is an error that has words in each language.
type Message struct {
	key  string
	args []any
}

// Errorf returns the error that the message of a key describes. It wraps those of args
// that are errors.
func Errorf(key string, args ...any) error { return &Message{key, args} }

// Error returns the message in English.
func (m *Message) Error() string { return English.Text(m.key, m.args...) }

// Unwrap returns the errors that m was made of.
func (m *Message) Unwrap() []error {
	var errs []error
	for _, a := range m.args {
		if err, ok := a.(error); ok {
			errs = append(errs, err)
		}
	}
	return errs
}

// Explain returns err in l as far as it has words in l: an error of [Errorf] entirely,
// and one that wraps such with that part of it. One of the system, which is in English,
// is in other languages its cause and its file. Joined errors are a line each.
func (l Lang) Explain(err error) string {
	if m, ok := err.(*Message); ok { // the outermost only
		return l.Text(m.key, m.args...)
	}
	text := err.Error()
	var own *Message
	if l.or() != English && !errors.As(err, &own) && !strings.Contains(text, "\n") {
		if said, ok := l.explainSystem(err); ok {
			return said
		}
	}
	switch u := err.(type) {
	case interface{ Unwrap() []error }:
		for _, part := range u.Unwrap() {
			text = strings.Replace(text, part.Error(), l.Explain(part), 1)
		}
	default:
		if inner := errors.Unwrap(err); inner != nil {
			text = strings.Replace(text, inner.Error(), l.Explain(inner), 1)
		}
	}
	return text
}
