package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// version is the version of a distributed program, set by .ci/dist with -ldflags -X.
var version string

func runVersion(_ context.Context, e *env) error {
	args, err := e.parse(flags("version"))
	if err != nil {
		return err
	}
	if err := noArguments(args); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(e.stdout, programVersion()); err != nil {
		return fmt.Errorf("print version: %w", err)
	}
	return nil
}

// programVersion returns what identifies this program, on one line.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{GoVersion: runtime.Version()}
	}
	return versionLine(version, info)
}

// versionLine returns what identifies a program. stamped is empty unless .ci/dist made
// it; then the go command knows: by "go install" the module's version, by "go build"
// the commit, by "go run" neither.
func versionLine(stamped string, info *debug.BuildInfo) string {
	name := stamped
	if name == "" {
		name = strings.Trim(info.Main.Version, "()") // "(devel)" of go run
	}
	if name == "" {
		name = "unknown"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	var commit []string
	if r := settings["vcs.revision"]; r != "" {
		commit = append(commit, "commit "+r[:min(len(r), 12)])
	}
	if at := settings["vcs.time"]; at != "" {
		commit = append(commit, at)
	}
	if settings["vcs.modified"] == "true" {
		commit = append(commit, "with changes")
	}
	line := "beilun " + name
	if len(commit) > 0 {
		line += " (" + strings.Join(commit, ", ") + ")"
	}
	return fmt.Sprintf("%s %s %s/%s", line, info.GoVersion, runtime.GOOS, runtime.GOARCH)
}

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
