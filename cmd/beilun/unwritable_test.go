package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beilun/internal/needs"
)

// releasesOf writes so many releases, and returns the settings for them and an index.
func releasesOf(t *testing.T, n int, index string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		text := fmt.Sprintf("临湖软件园%d号楼总投资%d.5亿元，占地%d亩，入驻企业%d家。\n", i+1, i+2, i+30, i+7)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return map[string]string{"BEILUN_RELEASES": dir, "BEILUN_INDEX": index, "BEILUN_LANG": "zh"}
}

// wantAnswered asks by each command that reads an index: it answers, and says in a line
// that it did without the index, and why.
func wantAnswered(t *testing.T, env map[string]string, why string) {
	t.Helper()
	for _, args := range [][]string{{"ask", "临湖软件园2号楼总投资多少？"}, {"figures", "-subject", "临湖软件园2号楼"}} {
		code, out, errs := runWith(t, env, args...)
		if code != exitAnswered || !strings.Contains(out, "3.5亿元") {
			t.Errorf("%s: exit code %d, %s%s", args[0], code, out, errs)
		}
		var said []string
		for line := range strings.Lines(errs) {
			if !strings.Contains(line, "第一次读新闻稿") {
				said = append(said, line)
			}
		}
		want := ""
		if why != "" {
			want = "beilun: 索引 " + env["BEILUN_INDEX"] + " 用不了（" + why + "）；这次直接读新闻稿\n"
		}
		if got := strings.Join(said, ""); got != want {
			t.Errorf("%s: %q, want %q", args[0], got, want)
		}
	}
}

// TestNoIndex asks where there can be no index.
func TestNoIndex(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	loop := filepath.Join(dir, "loop")
	if err := errors.Join(os.WriteFile(file, nil, 0o400), os.Symlink("loop", loop)); err != nil {
		t.Fatal(err)
	}
	for index, why := range map[string]string{
		file:                         "路径里有一段是文件，不是文件夹",
		filepath.Join(file, "index"): "路径里有一段是文件，不是文件夹",
		filepath.Join(loop, "index"): "那里有同名的别的东西",
		filepath.Join(dir, strings.Repeat("长", 100)): "名称太长",
	} {
		wantAnswered(t, releasesOf(t, 3, index), why)
	}
	code, _, errs := runWith(t, releasesOf(t, 3, file), "index")
	if code != exitUsage || !strings.Contains(errs, "BEILUN_INDEX：") || !strings.Contains(errs, "是文件；请写一个文件夹") {
		t.Errorf("index: exit code %d, %s", code, errs)
	}
}

// TestIndexPermission asks where the index may not be written.
func TestIndexPermission(t *testing.T) {
	t.Parallel()
	needs.User(t)
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	wantAnswered(t, releasesOf(t, 3, filepath.Join(dir, "index")), "没有读写权限")
}

// TestIndexDisk asks with an index on a disk that is full or may not be written, one that
// is there and one that is not.
func TestIndexDisk(t *testing.T) {
	t.Parallel()
	needs.Mount(t)
	disk := t.TempDir()
	mount := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("mount", append(args, disk)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	mount("-t", "tmpfs", "-o", "size=4m", "tmpfs")
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", disk).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	env := releasesOf(t, 3, filepath.Join(disk, "index"))
	if code, out, errs := runWith(t, env, "index"); code != exitAnswered {
		t.Fatalf("exit code %d, %s%s", code, out, errs)
	}
	more := releasesOf(t, 40, env["BEILUN_INDEX"])
	none := releasesOf(t, 3, filepath.Join(disk, "other"))
	filler := filepath.Join(disk, "filler")
	if err := os.WriteFile(filler, make([]byte, 8<<20), 0o600); err == nil {
		t.Fatal("the disk is not full")
	}
	wantAnswered(t, env, "")
	wantAnswered(t, more, "磁盘满了")
	wantAnswered(t, none, "磁盘满了")
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	mount("-o", "remount,ro")
	for _, env := range []map[string]string{env, more, none} {
		wantAnswered(t, env, "磁盘是只读的，写不进去")
	}
}
