package setup

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"beilun/internal/dotenv"
	"beilun/internal/needs"

	"github.com/google/go-cmp/cmp"
)

func TestMerge(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, old string
		set       map[string]string
		want      string
	}{
		{"no file", "", map[string]string{"B": "2", "A": "1"}, "A=1\nB=2\n"},
		{"an empty value is not written", "", map[string]string{"A": ""}, ""},
		{"the rest stays", "# my settings\nOTHER=x # why\n\nA=old\n# end\n", map[string]string{"A": "new"}, "# my settings\nOTHER=x # why\n\nA=new\n# end\n"},
		{"the same value", "A='x' # why\n", map[string]string{"A": "x"}, "A='x' # why\n"},
		{"no line feed at the end", "OTHER=x", map[string]string{"A": "1"}, "OTHER=x\nA=1\n"},
		{"twice", "A=1\nA=2\n", map[string]string{"A": "3"}, "A=3\n"},
		{"exported", "export A=1\n", map[string]string{"A": "2"}, "A=2\n"},
		{"emptied", "A=1\nB=2\n", map[string]string{"A": ""}, "A=\nB=2\n"},
		{"of Windows", "\ufeff# x\r\nA=1\r\nB=2\r\n", map[string]string{"A": "2"}, "# x\r\nA=2\r\nB=2\r\n"},
		{"a comment is no setting", "#A=1\n", map[string]string{"A": "2"}, "#A=1\nA=2\n"},
	} {
		got, err := merge([]byte(tt.old), tt.set)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.want, string(got)); diff != "" {
			t.Errorf("%s:\n%s", tt.name, diff)
		}
	}
}

// TestMergeRefuses checks that a file is left alone if it cannot be changed safely, and
// that no error quotes it.
func TestMergeRefuses(t *testing.T) {
	t.Parallel()
	for name, old := range map[string]string{
		"malformed":                     "SLACK_BOT_TOKEN xoxb-secret\n",
		"not ended":                     "A=\"xoxb-secret\n",
		"a setting within another":      "TEXT=\"one\nA=xoxb-secret\ntwo\"\n",
		"a value that hangs on another": "A=xoxb-secret\nB=${A}\n",
	} {
		if got, err := merge([]byte(old), map[string]string{"A": "2"}); err == nil {
			t.Errorf("%s: %q, want an error", name, got)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error has a token: %v", name, err)
		}
	}
}

var difficult = []string{
	"新闻稿", `C:\Users\王小明\我的文档\new releases`, `C:\temp`, `D:\a #1\b`, "a#b", "a # b", "#", "$HOME", "${HOME}/x", "50%", "it's", `say "hi"`, "a=b", "a:b", " x", "x\t", `\n`, `\\server\share`,
	"export A", "a,b", "ends in '", "`x`", "(x)", "a;b", "a&b",
}

// TestQuote checks that values are read as they were written, beside others.
func TestQuote(t *testing.T) {
	t.Parallel()
	for _, v := range difficult {
		got, err := merge([]byte("FIRST=1\n"), map[string]string{"X": v})
		if err != nil {
			t.Errorf("%q: %v", v, err)
			continue
		}
		m, _, err := dotenv.Parse(append(got, "LAST=2\n"...))
		if err != nil || !maps.Equal(m, map[string]string{"FIRST": "1", "X": v, "LAST": "2"}) {
			t.Errorf("%q is read from %q as %v, %v", v, got, m, err)
		}
	}
}

func FuzzMerge(f *testing.F) {
	for _, v := range difficult {
		f.Add("A=1\nB='x'\n# c\n", v)
	}
	f.Add("A=\"x\nA=2\n\"", "y")
	f.Fuzz(func(t *testing.T, old, v string) {
		got, err := merge([]byte(old), map[string]string{"A": v})
		if err != nil {
			return
		}
		m, _, err := dotenv.Parse(got)
		if err != nil || m["A"] != v {
			t.Errorf("%q with %q is %q, read as %q, %v", old, v, got, m["A"], err)
		}
	})
}

func TestWrite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "real")
	name := filepath.Join(dir, ".env")
	if err := os.WriteFile(file, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	needs.System(t, os.Symlink("real", name), "make symbolic links")
	if err := write(name, []byte("new")); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil || string(data) != "new" {
		t.Errorf("%q, %v", data, err)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if err := write(filepath.Join(dir, "no", ".env"), nil); err == nil {
		t.Error("no error for a folder that is not there")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
