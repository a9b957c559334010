// Package install writes the files with which other programs run beilun: a unit of
// systemd, a container file, a Compose file, a property list of launchd and a script
// for the Task Scheduler of Windows; and the steps that a person takes with them.
//
// The forms are embedded files that can be read as they are. What is filled in is
// paths and a user name, each escaped by the rules of the program that reads the file.
// All functions are pure and safe for concurrent use.
package install

import (
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is a way to run beilun. It is the name of the flag, too.
type Kind string

const (
	Systemd   Kind = "systemd"
	Container Kind = "container"
	Compose   Kind = "compose"
	Launchd   Kind = "launchd"
	Windows   Kind = "windows"
)

// Kinds returns all kinds, in the order in which help lists them.
func Kinds() []Kind { return []Kind{Systemd, Container, Compose, Launchd, Windows} }

// Service is what a file needs to know of an installation. Containers need none of it.
type Service struct {
	Program string // absolute path of the executable
	Dir     string // absolute path of the working directory, which holds .env
	User    string // that runs it; only systemd
	Env     bool   // Dir has a .env

	// Absolute paths that the program writes to; only systemd.
	Index    string   // directory of the index
	State    string   // file of the state; what is moved aside lies beside it
	Releases []string // folders of releases, which other people use, too
}

//go:embed form steps
var files embed.FS

// form returns the name of the embedded file of k.
func (k Kind) form() string {
	return map[Kind]string{
		Systemd: "systemd.service", Container: "Containerfile", Compose: "compose.yaml", Launchd: "launchd.plist", Windows: "windows.ps1",
	}[k]
}

// Print returns the file for k. The error says which value cannot be written in it.
func Print(k Kind, s Service) (string, error) {
	values := map[string]string{}
	var err error
	switch k {
	case Systemd:
		values, err = unitValues(s)
	case Launchd:
		values, err = agentValues(s)
	case Windows:
		values, err = taskValues(s)
	case Container, Compose:
	default:
		err = fmt.Errorf("%q is no way to run beilun", k)
	}
	if err != nil {
		return "", err
	}
	return fill("form/"+k.form(), values)
}

// Steps returns what a person does with the file for k, in the language lang, which is
// "en" or "zh": text of a few lines with commands to copy.
func Steps(k Kind, lang string, s Service) (string, error) {
	return fill(fmt.Sprintf("steps/%s.%s.txt", k, lang), map[string]string{
		"User": shell(s.User), "Program": shell(s.Program), "Dir": shell(s.Dir), "Own": shell(s.own()),
	})
}

// field matches a place for a value, such as {{Dir}}.
var field = regexp.MustCompile(`\{\{(\w+)\}\}`)

// fill returns the text of an embedded file with values in their places.
func fill(name string, values map[string]string) (string, error) {
	text, err := files.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("there is no %s", name)
	}
	var missing []string
	out := field.ReplaceAllStringFunc(string(text), func(f string) string {
		v, ok := values[strings.Trim(f, "{}")]
		if !ok {
			missing = append(missing, f)
		}
		return v
	})
	if len(missing) > 0 {
		return "", fmt.Errorf("fill in %s: no value for %s", name, strings.Join(missing, ", "))
	}
	return out, nil
}

// shell quotes a word for a POSIX shell.
func shell(word string) string {
	if plain.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// shellAll quotes words for a POSIX shell and joins them with spaces.
func shellAll(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = shell(w)
	}
	return strings.Join(quoted, " ")
}

// plain matches words that no shell changes.
var plain = regexp.MustCompile(`^[A-Za-z0-9_./:,@%+=-]+$`)

// userName matches the names that useradd and systemd agree on.
var userName = regexp.MustCompile(`^[a-z_][a-z0-9_-]{0,30}$`)

// errPath is the reason for which a path cannot be written in any of the files.
var errPath = errors.New("it has characters that cannot be printed; move it to a folder with a simpler name")

// checkPath returns an error if a path cannot be written in a line of text.
func checkPath(path string) error {
	bad := func(r rune) bool {
		return unicode.IsControl(r) || r == utf8.RuneError || r == '\u2028' || r == '\u2029'
	}
	if !utf8.ValidString(path) || strings.ContainsFunc(path, bad) || strings.TrimSpace(path) != path {
		return fmt.Errorf("path %q: %w", path, errPath)
	}
	return nil
}

// topmost returns the paths without those below another of them, sorted.
func topmost(paths []string) []string {
	var out []string
	for _, p := range slices.Sorted(slices.Values(paths)) {
		if !slices.ContainsFunc(out, func(top string) bool { return below(p, top) }) {
			out = append(out, p)
		}
	}
	return out
}

// below reports whether path is dir or lies in it. Both are absolute and clean.
func below(path, dir string) bool {
	return path == dir || strings.HasPrefix(path, strings.TrimSuffix(dir, "/")+"/")
}
