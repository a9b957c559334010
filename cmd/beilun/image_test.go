package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/internal/needs"
)

// image is the built image, unpacked and prepared as a container runtime does it.
type image struct {
	root string   // of the file system, to be mounted read-only
	data string   // the volume
	env  []string // that the image sets
}

// needImageTools skips the test where images cannot be built or run.
func needImageTools(t *testing.T) {
	t.Helper()
	needs.Setting(t, "BEILUN_IMAGE_TOOLS", ".ci/run sets it, to build the container image with buildah and to run it")
	needs.Program(t, "buildah")
	needs.Program(t, "setpriv")
	needs.Namespace(t)
}

// tool runs a program and returns its standard output.
func tool(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	var errs bytes.Buffer
	cmd.Dir, cmd.Stderr = dir, &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, errs.String())
	}
	return strings.TrimSpace(string(out))
}

// buildImage builds the image in an empty folder, with only the program in it.
func buildImage(t *testing.T) image {
	t.Helper()
	dir, tmp := t.TempDir(), t.TempDir()
	program := filepath.Join(dir, "beilun")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file := tool(t, dir, program, "install", "-container")
	if err := os.WriteFile(filepath.Join(dir, "Containerfile"), []byte(file+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	buildah := func(args ...string) string {
		where := []string{"--storage-driver", "vfs", "--root", filepath.Join(tmp, "root"), "--runroot", filepath.Join(tmp, "run")}
		return tool(t, dir, "buildah", append(where, args...)...)
	}
	buildah("bud", "--isolation", "chroot", "--layers=false", "-t", "beilun", ".")
	container := buildah("from", "localhost/beilun")
	var inspected struct {
		OCIv1 struct {
			Config struct {
				User, WorkingDir, StopSignal string
				Env, Entrypoint, Cmd         []string
				Volumes                      map[string]any
			}
		}
	}
	if err := json.Unmarshal([]byte(buildah("inspect", container)), &inspected); err != nil {
		t.Fatal(err)
	}
	config := inspected.OCIv1.Config
	if _, ok := config.Volumes["/data"]; !ok || config.User != "65532:65532" || config.WorkingDir != "/data" || fmt.Sprint(config.Entrypoint, config.Cmd) != "[/beilun] [serve]" || config.StopSignal != "SIGTERM" {
		t.Errorf("the image is %+v", config)
	}
	i := image{root: filepath.Join(dir, "rootfs"), data: filepath.Join(dir, "volume"), env: config.Env}
	tool(t, dir, "cp", "-a", buildah("mount", container), i.root)
	entries := tool(t, i.root, "find", ".", "-mindepth", "1", "-printf", "%p %u %m\n")
	for _, want := range []string{"./beilun root 755", "./data 65532 755", "./data/cache 65532 755", "./data/releases 65532 755"} {
		if !strings.Contains(entries, want) {
			t.Errorf("no %s in the image:\n%s", want, entries)
		}
	}
	// A new volume is filled with what the image has there; /proc is the runtime's.
	tool(t, dir, "cp", "-a", filepath.Join(i.root, "data"), i.data)
	if err := os.Mkdir(filepath.Join(i.root, "proc"), 0o755); err != nil {
		t.Fatal(err)
	}
	return i
}

// command returns a command of the image: not root, without privileges and without
// this process's environment, and only the volume can be written to.
func (i image) command(ctx context.Context, env []string, args ...string) *exec.Cmd {
	const mounts = `set -e
mount --bind "$1" "$1"
mount --bind "$2" "$1/data"
mount -t proc proc "$1/proc"
mount -o remount,bind,ro "$1"
root=$1; shift 2
exec unshare --root="$root" --wd=/data --setgid 65532 --setuid 65532 /beilun "$@"`
	cmd := exec.CommandContext(ctx, "unshare", append([]string{"--mount", "setpriv", "--clear-groups", "--no-new-privs", "--bounding-set", "-all,+sys_chroot,+setuid,+setgid,+sys_admin", "sh", "-c", mounts, "sh", i.root, i.data}, args...)...)
	cmd.Env = append(append([]string{"PATH=" + os.Getenv("PATH")}, i.env...), env...)
	return cmd
}

// TestImage builds the container image and runs it with a read-only root: it answers a
// question, and serves a fake Slack with a release that is a PDF.
func TestImage(t *testing.T) {
	needImageTools(t)
	i := buildImage(t)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out, err := i.command(ctx, []string{"BEILUN_RELEASES="}, "ask", "吉利新能源汽车总部总投资多少？").CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "4.4亿元") {
		t.Errorf("ask: %v\n%s", err, out)
	}
	pdf, err := os.ReadFile(filepath.Join("..", "..", "knowledge", "read", "testdata", "formats", "files", "01-new-town.chromium.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	release := filepath.Join(i.data, "releases", "a.pdf")
	if err := os.WriteFile(release, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	x := newThing(3)
	if err := os.WriteFile(filepath.Join(i.data, "releases", "b.txt"), []byte(x.text()), 0o644); err != nil {
		t.Fatal(err)
	}
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	cmd := i.command(ctx, []string{"SLACK_API_URL=" + srv.URL(), "SLACK_BOT_TOKEN=" + fakeslack.BotToken, "SLACK_APP_TOKEN=" + fakeslack.AppToken}, "serve")
	log := &lockedLog{}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	running, stopped := context.WithCancel(ctx) // until it ends
	go func() { ended <- cmd.Wait(); stopped() }()
	if err := srv.Sockets.WaitConnected(running); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if _, err := srv.People.Slash("C1", "U1", x.question()); err != nil {
		t.Fatal(err)
	}
	posts, err := srv.Channels.WaitPosts(running, 1)
	if err != nil || !strings.Contains(posts[0].Text, x.amount) {
		t.Errorf("%+v, %v, want %s\n%s", posts, err, x.amount, log)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ended with %v\n%s", err, log)
	}
	written := tool(t, i.data, "find", ".", "-type", "f", "-printf", "%p %u\n")
	for _, want := range []string{"./state.db 65532", "./index/CURRENT 65532", "./cache/beilun/pdfium/"} {
		if !strings.Contains(written, want) {
			t.Errorf("no %s in the volume:\n%s", want, written)
		}
	}
	if strings.Contains(log.String(), "time zone") || strings.Contains(log.String(), "a.pdf") && strings.Contains(log.String(), "refused") {
		t.Errorf("the log: %s", log)
	}
}
