package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// programName returns how to type the program that was started as arg in a shell: by its
// name alone where look, which is exec.LookPath, finds it, with the present folder dir in
// front where it is there, and otherwise as it was started. path is the whole path of it.
func programName(arg, path, dir string, look func(string) (string, error)) string {
	base := filepath.Base(path)
	if found, err := look(base); err == nil && isSame(found, path) {
		return strings.TrimSuffix(base, ".exe")
	}
	name := arg
	switch {
	case strings.Contains(path, "go-build"): // of go run
		return "beilun"
	case filepath.Dir(path) == dir:
		name = "." + string(filepath.Separator) + base
	case !strings.ContainsRune(filepath.ToSlash(arg), '/'):
		name = path
	}
	if strings.ContainsAny(name, " '\"&();") {
		return strconv.Quote(name)
	}
	return name
}

// isSame reports whether two paths are of one file.
func isSame(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// startedAs returns programName of this process, "beilun" where that is not known.
func startedAs() string {
	path, err := os.Executable()
	if err != nil {
		return "beilun"
	}
	dir, err := os.Getwd()
	if err != nil {
		return "beilun"
	}
	return programName(os.Args[0], path, dir, exec.LookPath)
}
