package needs

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// allowed is the environment variable with the needs that may be missing.
const allowed = "BEILUN_SKIPS"

// ask returns why a need is missing, nil if it is there. A need is known by the name of
// its function here. known is false if only the test itself can find out.
func ask(need string, args ...string) (missing error, known bool) {
	check, ok := checks[need]
	if !ok {
		return nil, false
	}
	missing = check(args...)
	return missing, true
}

// checks are the needs that can be asked for without the test.
var checks = map[string]func(args ...string) error{
	"Long":       func(...string) error { return long("") },
	"Part":       func(...string) error { return part() },
	"Some":       func(...string) error { return part() },
	"Shared":     func(args ...string) error { _, err := shared(args[0]); return err },
	"Program":    func(args ...string) error { _, err := program(args[0]); return err },
	"Setting":    func(args ...string) error { _, err := setting(args[0], args[1]); return err },
	"Chromium":   func(...string) error { _, err := chromium(); return err },
	"Node":       func(...string) error { _, err := node(); return err },
	"LocalSlack": func(...string) error { _, err := localSlack(); return err },
	"Mount":      func(...string) error { return mount() },
	"Namespace":  func(...string) error { return namespace() },
	"User":       func(...string) error { return user() },
	"Root":       func(args ...string) error { return root(args[0]) },
	"Unix":       func(args ...string) error { return unix(args[0]) },
	"NoRace":     func(...string) error { return noRace() },
}

// nameOf returns the name that a need has in BEILUN_SKIPS: that of its function, in lower
// case. A program has its own.
func nameOf(need string, args ...string) string {
	switch {
	case need == "Program" && len(args) > 0:
		return args[0]
	case need == "Part" || need == "Some":
		return "long"
	}
	return strings.ToLower(need)
}

// mayMiss reports whether a need with a name may be missing where BEILUN_SKIPS is list.
func mayMiss(list, name string) bool {
	return list == "" || slices.Contains(strings.Split(list, ","), name)
}

// require skips the test if a need is missing. If that may not be, the test fails.
func require(t testing.TB, missing error, need string, args ...string) {
	t.Helper()
	if missing == nil {
		return
	}
	if name := nameOf(need, args...); !mayMiss(os.Getenv(allowed), name) {
		t.Fatalf("%v (%s does not have %q)", missing, allowed, name)
	}
	t.Skip(missing)
}

// Long leaves a test out with -short. takes says how long it takes. .ci/run has to run
// the test in full, which TestLongInCI checks.
func Long(t testing.TB, takes string) {
	t.Helper()
	require(t, long(takes), "Long")
}

func long(takes string) error {
	switch {
	case !testing.Short():
		return nil
	case takes == "":
		return errors.New("left out by -short: run them without it, as .ci/run does")
	}
	return fmt.Errorf("left out by -short, for it takes %s: run it without, as .ci/run does", takes)
}

// Part reports whether the test is to do a part of its work only, as -short asks. .ci/run
// has to run it in full, which TestLongInCI checks.
func Part(testing.TB) bool { return part() != nil }

// Some returns how many of all a test is to do: few of them with -short; see Part.
func Some(t testing.TB, all, few int) int {
	if Part(t) {
		return few
	}
	return all
}

func part() error {
	if testing.Short() {
		return errors.New("done in part, for -short leaves out the rest: run them without it, as .ci/run does")
	}
	return nil
}

// Shared returns the path of a file or folder in ../shared, the development material
// beside the module.
func Shared(t testing.TB, path string) string {
	t.Helper()
	full, err := shared(path)
	require(t, err, "Shared")
	return full
}

func shared(path string) (string, error) {
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	full := filepath.Join(root, "..", "shared", filepath.FromSlash(path))
	if _, err := os.Stat(full); err != nil {
		return "", fmt.Errorf("needs ../shared/%s: the development material is not beside the module", path)
	}
	return full, nil
}

// moduleRoot returns the folder with the go.mod that governs the current directory.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod in the current directory or above")
		}
		dir = parent
	}
}

// packages are the Debian packages of programs that have another name.
var packages = map[string]string{
	"systemd-analyze": "systemd",
	"promtool":        "prometheus",
	"setpriv":         "util-linux",
	"sh":              "dash",
}

// Program returns the path of a program that the system has: "go", "python3".
func Program(t testing.TB, name string) string {
	t.Helper()
	path, err := program(name)
	require(t, err, "Program", name)
	return path
}

func program(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		if other := packages[name]; other != "" {
			return "", fmt.Errorf("needs %s: install the package %s", name, other)
		}
		return "", fmt.Errorf("needs %s: install the package of that name", name)
	}
	return path, nil
}

// Setting returns the value of an environment variable that turns a test on. brings says
// who sets it, or what for.
func Setting(t testing.TB, name, brings string) string {
	t.Helper()
	v, err := setting(name, brings)
	require(t, err, "Setting")
	return v
}

func setting(name, brings string) (string, error) {
	if v := os.Getenv(name); v != "" {
		return v, nil
	}
	return "", fmt.Errorf("needs %s: %s", name, brings)
}

// Chromium returns the path of Chromium.
func Chromium(t testing.TB) string {
	t.Helper()
	path, err := chromium()
	require(t, err, "Chromium")
	return path
}

func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("needs Chromium: .ci/run installs it where it can, or install the package chromium")
}

// Node returns the node_modules folder with Slack's own packages, and there is node to
// run them.
func Node(t testing.TB) string {
	t.Helper()
	modules, err := node()
	require(t, err, "Node")
	return modules
}

const bringsNode = ".ci/run installs the packages of internal/fakeslack/testdata/node/package.json and sets BEILUN_NODE_MODULES"

func node() (string, error) {
	if _, err := exec.LookPath("node"); err != nil {
		return "", errors.New("needs node: .ci/run installs it where it can, or install the package nodejs")
	}
	modules := os.Getenv("BEILUN_NODE_MODULES")
	if modules == "" {
		return "", errors.New("needs Slack's Node packages: " + bringsNode)
	}
	if _, err := os.Stat(filepath.Join(modules, "@slack", "bolt")); err != nil {
		return "", errors.New("needs Slack's Node packages, and BEILUN_NODE_MODULES has none: " + bringsNode)
	}
	return modules, nil
}

// LocalSlack returns the path of local-slack, the Slack that others wrote.
func LocalSlack(t testing.TB) string {
	t.Helper()
	path, err := localSlack()
	require(t, err, "LocalSlack")
	return path
}

func localSlack() (string, error) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		return "", fmt.Errorf("needs local-slack, which there is not for %s on %s", runtime.GOOS, runtime.GOARCH)
	}
	modules := os.Getenv("BEILUN_NODE_MODULES")
	if modules == "" {
		return "", errors.New("needs local-slack: " + bringsNode)
	}
	path := filepath.Join(modules, "local-slack-linux-x64", "bin", "local-slack")
	if _, err := os.Stat(path); err != nil {
		return "", errors.New("needs local-slack, and BEILUN_NODE_MODULES has none: " + bringsNode)
	}
	return path, nil
}

// Mount needs the right to mount a disk.
func Mount(t testing.TB) {
	t.Helper()
	require(t, mount(), "Mount")
}

func mount() (err error) {
	const run = "run the tests on Linux as a user who may, such as root in a container that grants it"
	if runtime.GOOS != "linux" {
		return errors.New("needs to mount a small disk: " + run)
	}
	dir, err := os.MkdirTemp("", "needs")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(dir)) }()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", dir).CombinedOutput(); err != nil {
		return fmt.Errorf("needs to mount a small disk (%s): %s", strings.TrimSpace(string(out)), run)
	}
	return exec.Command("umount", "-l", dir).Run()
}

// Namespace needs the right to mount a disk that only one process sees, as a container has
// it.
func Namespace(t testing.TB) {
	t.Helper()
	require(t, namespace(), "Namespace")
}

func namespace() error {
	const run = "run the tests on Linux as a user who may, such as root in a container that grants it"
	if _, err := exec.LookPath("unshare"); err != nil {
		return errors.New("needs a mount namespace, and there is no unshare: " + run)
	}
	if out, err := exec.Command("unshare", "--mount", "mount", "-t", "tmpfs", "none", os.TempDir()).CombinedOutput(); err != nil {
		return fmt.Errorf("needs a mount namespace (%s): %s", strings.TrimSpace(string(out)), run)
	}
	return nil
}

// User needs a user whom the permissions of files bind.
func User(t testing.TB) {
	t.Helper()
	require(t, user(), "User")
}

func user() error {
	switch {
	case runtime.GOOS == "windows":
		return errors.New("needs a user whom permissions bind: run the tests on another system than Windows")
	case os.Getuid() == 0:
		return errors.New("needs a user whom permissions bind: run the tests as another one than root")
	}
	return nil
}

// Root needs the rights of root. what is what the test does with them.
func Root(t testing.TB, what string) {
	t.Helper()
	require(t, root(what), "Root")
}

func root(what string) error {
	if os.Getuid() != 0 {
		return fmt.Errorf("needs to %s: run the tests as root", what)
	}
	return nil
}

// Unix needs a system with the signals, sockets, paths and permissions of Unix. what is
// what the test does with them.
func Unix(t testing.TB, what string) {
	t.Helper()
	require(t, unix(what), "Unix")
}

func unix(what string) error {
	if runtime.GOOS == "windows" {
		return fmt.Errorf("needs to %s: run the tests on another system than Windows", what)
	}
	return nil
}

// NoRace needs a test program without the race detector. why says what that disturbs.
func NoRace(t testing.TB) {
	t.Helper()
	require(t, noRace(), "NoRace")
}

func noRace() error {
	if race {
		return errors.New("needs the memory for itself: run the tests without -race")
	}
	return nil
}

// System needs that the operating system did what the test asked of it; err is why it
// did not, nil if it did.
func System(t testing.TB, err error, what string) {
	t.Helper()
	if err != nil {
		err = fmt.Errorf("needs a system that can %s: %w", what, err)
	}
	require(t, err, "System")
}

// Found needs something that only the test can find out.
func Found(t testing.TB, found bool, what string) {
	t.Helper()
	var err error
	if !found {
		err = errors.New("needs " + what)
	}
	require(t, err, "Found")
}

// Started returns the value of an environment variable with which another test starts
// the program that a "test" is. It is never missing: such a test does nothing otherwise.
func Started(t testing.TB, name, by string) string {
	t.Helper()
	v := os.Getenv(name)
	if v == "" {
		t.Skipf("no test but a program, which %s starts", by)
	}
	return v
}
