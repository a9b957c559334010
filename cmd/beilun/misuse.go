package main

import (
	"errors"
	"flag"
	"regexp"
	"slices"
	"strings"

	"beilun/cmd/beilun/terminal"

	"github.com/blevesearch/bleve/v2/search"
)

// argumentError is a mistake in the arguments of a command behind its flags: what is
// wrong. Whoever reports it shows how the command is used.
type argumentError struct{ error }

func (a argumentError) Unwrap() error { return a.error }

// arguments returns an argumentError with the message of a key, in the user's language.
func arguments(key string, args ...any) error { return argumentError{terminal.Errorf(key, args...)} }

// noArguments returns an error if there are arguments for a command that takes none.
func noArguments(args []string) error {
	if len(args) == 0 {
		return nil
	}
	return arguments("args.extra", args[0])
}

// oneFile returns an error unless there is one argument, the file that a command is for.
func oneFile(args []string) error {
	if len(args) == 0 {
		return arguments("args.file")
	}
	return noArguments(args[1:])
}

// nearest returns the name that a mistyped one may be meant for, "" if there is none.
func nearest(typed string, names []string) string {
	typed = strings.ToLower(strings.TrimLeft(typed, "-"))
	most := 1 // letters that differ
	if len(typed) > 4 {
		most = 2
	}
	best, least := "", most+1
	for _, n := range names {
		d := search.LevenshteinDistance(typed, n)
		if d == 2 && sorted(typed) == sorted(n) { // two letters have changed places
			d = 1
		}
		if d < least {
			best, least = n, d
		}
	}
	if best == "" && len(typed) >= 3 {
		if i := slices.IndexFunc(names, func(n string) bool { return strings.HasPrefix(n, typed) || strings.HasPrefix(typed, n) }); i >= 0 {
			best = names[i]
		}
	}
	return best
}

// sorted returns the letters of s in order.
func sorted(s string) string {
	letters := []byte(s)
	slices.Sort(letters)
	return string(letters)
}

// flagError returns an error of package flag about the flags of fs in the user's language.
// The package has no values for these errors, only texts.
func flagError(fs *flag.FlagSet, err error) error {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		var names []string
		fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		if near := nearest(name, names); near != "" {
			return terminal.Errorf("flag.near", name, near)
		}
		return terminal.Errorf("flag.unknown", name)
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return terminal.Errorf("flag.lacking", name)
	}
	if form, ok := strings.CutPrefix(text, "bad flag syntax: "); ok {
		return terminal.Errorf("flag.form", form)
	}
	m := invalidFlag.FindStringSubmatch(text)
	if m == nil {
		return errors.New(text)
	}
	value, name := m[1], m[2]
	if name == "on" || name == "since" {
		return terminal.Errorf("flag.invalid-day", value, name)
	}
	if f := fs.Lookup(name); f != nil {
		switch v := f.Value.(type) {
		case interface{ IsBoolFlag() bool }:
			return terminal.Errorf("flag.invalid-switch", value, name)
		case flag.Getter:
			switch v.Get().(type) {
			case int, int64, uint, uint64, float64:
				return terminal.Errorf("flag.invalid-number", value, name)
			}
		}
	}
	return terminal.Errorf("flag.invalid", value, name)
}

// invalidFlag matches the text of an error about the value of a flag, in groups the value
// in quotes and the name.
var invalidFlag = regexp.MustCompile(`(?s)^invalid (?:boolean )?value (".*") for (?:flag )?-([\w-]+): `)
