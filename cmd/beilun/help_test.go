package main

import (
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beilun/cmd/beilun/terminal"
	"beilun/internal/zhtext"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden help anew")

// inLanguage returns an environment with BEILUN_LANG and nothing else.
func inLanguage(l terminal.Lang) map[string]string {
	return map[string]string{"BEILUN_LANG": l.String()}
}

// TestHelp compares the list of commands with testdata/help. The help of a command is the
// file of its name.
func TestHelp(t *testing.T) {
	t.Parallel()
	for _, l := range terminal.Langs {
		file := filepath.Join("testdata", "help", l.String()+".txt")
		code, got, _ := runWith(t, inLanguage(l), "help")
		if code != exitAnswered {
			t.Errorf("help: exit code %d", code)
		}
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s:\n%s", file, diff)
		}
		for _, c := range commands() {
			code, got, _ := runWith(t, inLanguage(l), "help", c.name)
			if code != exitAnswered || got != helpOf(l, c.name).text {
				t.Errorf("help %s: exit code %d, %q", c.name, code, got)
			}
		}
	}
}

// longUsage lists the commands for developers, whose usage lines are long.
var longUsage = []string{"eval", "bench"}

// TestHelpFiles checks that each command has its help in each language, which fits into a
// terminal and has the flags that the command takes, and that there is no other help.
func TestHelpFiles(t *testing.T) {
	t.Parallel()
	for _, l := range terminal.Langs {
		files := map[string]bool{}
		entries, err := helpFiles.ReadDir("help/" + l.String())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			files[strings.TrimSuffix(e.Name(), ".txt")] = true
		}
		for _, c := range commands() {
			h := helpOf(l, c.name)
			if h.summary == "" || !strings.Contains(h.text, "beilun "+c.name) || !strings.HasSuffix(h.text, "\n") || strings.HasSuffix(h.text, "\n\n") {
				t.Errorf("%s/%s.txt: want a summary, the usage and one line feed at the end", l, c.name)
			}
			for line := range strings.Lines(h.summary + "\n" + h.text) {
				line = strings.TrimRight(line, "\n")
				if zhtext.Width(line) > 80 && !(slices.Contains(longUsage, c.name) && strings.Contains(line, "beilun "+c.name)) {
					t.Errorf("%s/%s.txt: wider than 80 columns: %s", l, c.name, line)
				}
				if strings.TrimRight(line, " ") != line {
					t.Errorf("%s/%s.txt: spaces at the end: %q", l, c.name, line)
				}
			}
			if diff := cmp.Diff(flagsOf(t, c), flagsIn(h.text)); diff != "" {
				t.Errorf("%s/%s.txt: flags (-taken +in the help):\n%s", l, c.name, diff)
			}
			delete(files, c.name)
		}
		if len(files) > 0 {
			t.Errorf("%s: help of no command: %v", l, slices.Sorted(maps.Keys(files)))
		}
	}
}

var flagInText = regexp.MustCompile(`(?:^|[^\w-])-([a-z]+(?:-[a-z]+)*)`)

// flagsIn returns the flags that a help names, sorted.
func flagsIn(text string) []string {
	names := map[string]bool{}
	for _, m := range flagInText.FindAllStringSubmatch(text, -1) {
		names[m[1]] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// forMachines lists the flags that are not for people.
var forMachines = []string{"worker"}

// flagsOf returns the flags that a command takes, those of its kinds together, sorted.
func flagsOf(t *testing.T, c command) []string {
	names := map[string]bool{}
	ways := [][]string{{"-h"}}
	if c.name == "eval" {
		ways = nil
		for _, kind := range []string{"qa", "district", "history", "figures", "answers", "bind"} {
			ways = append(ways, []string{kind, "-h"})
		}
	}
	for _, args := range ways {
		e := newEnv(func(string) string { return "" }, strings.NewReader(""), io.Discard, io.Discard)
		e.args = args
		_ = c.run(t.Context(), e) // the help was asked for
		if e.flags != nil {
			e.flags.VisitAll(func(f *flag.Flag) {
				if !slices.Contains(forMachines, f.Name) {
					names[f.Name] = true
				}
			})
		}
	}
	return slices.Sorted(maps.Keys(names))
}
