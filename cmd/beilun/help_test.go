package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden help anew")

// TestHelp compares the help of the program and of each command with
// testdata/help.
func TestHelp(t *testing.T) {
	t.Parallel()
	names := []string{""}
	for _, c := range commands() {
		names = append(names, c.name)
	}
	for _, name := range names {
		args, file := []string{"help", name}, filepath.Join("testdata", "help", name+".txt")
		if name == "" {
			args, file = []string{"help"}, filepath.Join("testdata", "help", "beilun.txt")
		}
		code, got, _ := runWith(t, nil, args...)
		if code != exitAnswered {
			t.Errorf("help %s: exit code %d", name, code)
		}
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
		}
	}
}
