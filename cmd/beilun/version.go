package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
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
