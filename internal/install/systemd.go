package install

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Reasons for which a unit cannot be written.
var (
	errExecutable = errors.New(`systemd starts no program with ", ' or \ in its path; move it, for example to /usr/local/bin`)
	errLineEnd    = errors.New(`systemd takes the \ at its end for a line that goes on; rename it`)
	errOwn        = errors.New("the service would write beside its program and its .env, or own a folder of the system; give index, state and releases folders of their own")
	errUser       = errors.New("it is no name of a system user; give one such as -user beilun, and not root")
)

// unitValues returns the values of a unit of systemd, each as it is written there.
func unitValues(s Service) (map[string]string, error) {
	home, private := "yes", "yes" // ProtectHome and PrivateTmp
	if !userName.MatchString(s.User) || s.User == "root" {
		return nil, fmt.Errorf("user %q: %w", s.User, errUser)
	}
	writes := s.writes()
	for _, p := range slices.Concat([]string{s.Program, s.Dir}, writes) {
		if err := checkPath(p); err != nil {
			return nil, err
		}
		if !strings.HasPrefix(p, "/") {
			return nil, fmt.Errorf("path %q: it is not absolute", p)
		}
		for _, dir := range []string{"/home", "/root", "/run/user"} {
			if below(p, dir) {
				home = "read-only" // "yes" would hide it
			}
		}
		for _, tmp := range []string{"/tmp", "/var/tmp"} {
			if below(p, tmp) {
				private = "no" // "yes" would hide it
			}
		}
	}
	for _, p := range writes {
		if below(s.Dir, p) || below(s.Program, p) || isSystems(p) {
			return nil, fmt.Errorf("folder %q: %w", p, errOwn)
		}
	}
	if strings.ContainsAny(s.Program, `"'\`) {
		return nil, fmt.Errorf("program %q: %w", s.Program, errExecutable)
	}
	if strings.HasSuffix(s.Dir, `\`) {
		return nil, fmt.Errorf("directory %q: %w", s.Dir, errLineEnd)
	}
	for i, p := range writes {
		writes[i] = quoted(p)
	}
	return map[string]string{
		"User": s.User, "Program": quoted(s.Program), "Dir": percent(s.Dir), // which takes the rest of the line as it is
		"Writes": strings.Join(writes, " "), "Home": home, "PrivateTmp": private,
	}, nil
}

// isSystems reports whether a folder is one of the system's, as the Filesystem Hierarchy
// Standard has them. What the service writes to gets another owner or group, with all
// that is in it.
func isSystems(dir string) bool {
	parts := strings.Split(strings.Trim(dir, "/"), "/")
	switch parts[0] {
	case "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "run", "sbin", "sys":
		return true
	case "usr":
		return len(parts) < 4 || parts[1] != "local"
	case "var":
		return len(parts) < 3
	}
	return len(parts) < 2 && (parts[0] == "" || slices.Contains([]string{"home", "media", "mnt", "opt", "root", "srv", "tmp"}, parts[0]))
}

// writes returns the directories that the service writes to.
func (s Service) writes() []string {
	return topmost(append([]string{s.Index, path.Dir(s.State)}, s.Releases...))
}

// own returns the commands of a POSIX shell that give the user of the service what it
// writes to and its .env. The releases stay with their owner.
func (s Service) own() string {
	state := path.Dir(s.State)
	out := []string{
		shellAll([]string{"mkdir", "-p", s.Index, state}),
		shellAll([]string{"chown", s.User + ":", state}),
		shellAll([]string{"chown", "-R", s.User + ":", s.Index}),
		fmt.Sprintf("for f in %s*; do if [ -f \"$f\" ] && [ ! -L \"$f\" ]; then chown -h %s: \"$f\"; fi; done", shell(s.State), s.User),
	}
	if s.Env {
		env := path.Join(s.Dir, ".env")
		out = append(out, shellAll([]string{"chown", s.User + ":", env}), shellAll([]string{"chmod", "600", env}))
	}
	for _, dir := range s.Releases {
		out = append(out, shellAll([]string{"chgrp", "-R", s.User, dir}), shellAll([]string{"chmod", "-R", "g+rwX", dir}))
	}
	return "set -e; " + strings.Join(out, "; ")
}

// percent writes % so that it begins no specifier.
func percent(s string) string { return strings.ReplaceAll(s, "%", "%%") }

// quoted writes a word of a list. systemd splits at spaces and knows quotes and
// backslashes. It expands $ in the arguments of a command only, and none of ours has it.
func quoted(s string) string {
	if plain.MatchString(s) {
		return percent(s)
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%").Replace(s) + `"`
}
