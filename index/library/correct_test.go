package library

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"beilun/index"
	"beilun/internal/needs"
	"beilun/knowledge/corpus"
	"beilun/knowledge/errata"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// sheetOf reads the file of corrections.
func sheetOf(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, errata.FileName))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestCorrect writes lines and removes them again. A line that would have no effect is
// not written.
func TestCorrect(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "a.txt", "枫岭科技园入驻企业60家。")
	put(t, dir, "b.txt", "园区一期。")
	l := newLibrary(t, dir)
	if _, err := l.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	correct := func(line string, want error) {
		t.Helper()
		if err := l.Correct(t.Context(), line, "2026-11-29 U1\n"); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", line, err, want)
		}
	}
	correct("撤回：  b.txt 有误 # 我", nil)
	if _, err := os.Stat(filepath.Join(dir, errata.FileName)); err != nil || len(l.Releases()) != 1 {
		t.Errorf("retracted: %v, %v", l.Releases(), err)
	}
	if got := sheetOf(t, dir); !strings.HasPrefix(got, newSheet) || !strings.HasSuffix(got, "\n撤回： b.txt 有误  # 2026-11-29 U1\n") {
		t.Errorf("the file says %q", got)
	}
	if e := errata.Parse(errata.Sheet{Text: newSheet}); len(e.Lines)+len(e.Problems) != 0 {
		t.Errorf("a new file says %+v", e)
	}
	correct("撤回： b.txt 有误", errata.ErrThere)
	correct("甲谷 ≠ 乙谷", nil)
	correct("甲谷 = 乙谷", errata.ErrTwo)
	correct("丙谷 = 丁谷", nil)
	correct("丙谷 ≠ 丁谷", errata.ErrOne)
	correct("撤回：没有.txt", errata.ErrUnknown)
	correct("不是数字：a.txt 61家", errata.ErrNoFigure)
	correct("不是数字：a.txt 60家", nil)
	correct("随便写", errata.ErrForm)
	correct("甲谷 = 乙谷\n撤回：a.txt", errata.ErrForm)
	correct("", errata.ErrForm)
	correct("# 说明", errata.ErrForm)
	e, err := l.Errata(t.Context())
	if err != nil || len(e.Lines) != 4 || len(e.Problems) != 0 {
		t.Errorf("%+v, %v", e, err)
	}
	for _, line := range e.Lines {
		if err := l.Uncorrect(t.Context(), line.Text); err != nil {
			t.Errorf("%q: %v", line.Text, err)
		}
		if err := l.Uncorrect(t.Context(), line.Text); !errors.Is(err, errata.ErrGone) {
			t.Errorf("%q again: %v", line.Text, err)
		}
	}
	if got := sheetOf(t, dir); got != newSheet || len(l.Releases()) != 2 {
		t.Errorf("undone: %q, %v", got, l.Releases())
	}
	if got := files(t, dir); len(got) != 3 {
		t.Errorf("files left: %v", got)
	}
}

// TestCorrectKeepsStyle checks that an edit preserves the encoding, the permissions and
// the remarks of the file.
func TestCorrectKeepsStyle(t *testing.T) {
	t.Parallel()
	legacy, err := simplifiedchinese.GB18030.NewEncoder().String("# 说明文字在此处\r\n甲谷 ≠ 乙谷\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"甲谷 ≠ 乙谷": "甲谷 ≠ 乙谷\n丙谷 ≠ 丁谷\n",
		"\ufeff# 说明\r\n甲谷 ≠ 乙谷 # 老王\r\n": "\ufeff# 说明\r\n甲谷 ≠ 乙谷 # 老王\r\n丙谷 ≠ 丁谷\r\n",
		legacy: "\ufeff# 说明文字在此处\r\n甲谷 ≠ 乙谷\r\n丙谷 ≠ 丁谷\r\n",
		"":     "丙谷 ≠ 丁谷\n",
	} {
		dir := t.TempDir()
		put(t, dir, "a.txt", "园区一期。")
		put(t, dir, errata.FileName, text)
		name := filepath.Join(dir, errata.FileName)
		if err := os.Chmod(name, 0o664); err != nil {
			t.Fatal(err)
		}
		l := newLibrary(t, dir)
		if err := l.Correct(t.Context(), "丙谷 ≠ 丁谷", ""); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if got := sheetOf(t, dir); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
		if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o664 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	}
}

// TestCannotCorrect checks the errors if the file cannot be written.
func TestCannotCorrect(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), t.TempDir()
	put(t, outside, "x.txt", "甲谷 ≠ 乙谷\n")
	put(t, dir, "a.txt", "园区一期。")
	needs.System(t, os.Symlink(filepath.Join(outside, "x.txt"), filepath.Join(dir, errata.FileName)), "make symbolic links")
	l := newLibrary(t, dir)
	if err := l.Correct(t.Context(), "丙谷 ≠ 丁谷", ""); !errors.Is(err, ErrLink) {
		t.Errorf("a link: %v", err)
	}
	if got := l.Problems(); len(got) != 1 || !errors.Is(got[0].Err, corpus.ErrOutside) {
		t.Errorf("problems %v", got)
	}
	data, err := os.ReadFile(filepath.Join(outside, "x.txt"))
	if err != nil || string(data) != "甲谷 ≠ 乙谷\n" {
		t.Errorf("outside: %q, %v", data, err)
	}
	lex, err := lexicon()
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.InMemory(index.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	built := opened(t, quick, x, corpus.FromFS(fstest.MapFS{}))
	if err := built.Correct(t.Context(), "丙谷 ≠ 丁谷", ""); !errors.Is(err, ErrBuiltIn) {
		t.Errorf("built in: %v", err)
	}
	if os.Getuid() == 0 {
		return // may write anywhere
	}
	sealed := t.TempDir()
	put(t, sealed, "a.txt", "园区一期。")
	s := newLibrary(t, sealed)
	if err := os.Chmod(sealed, 0o500); err != nil {
		t.Fatal(err)
	}
	if err := s.Correct(t.Context(), "丙谷 ≠ 丁谷", ""); Reason(err, false) != "没有权限读写这个文件。" {
		t.Errorf("a folder that cannot be written: %v", err)
	}
}

// TestFollowCorrections checks that the file has effect when it is written, changed and
// removed.
func TestFollowCorrections(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	answering := func(want ...string) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			var got []string
			for _, r := range d.l.Releases() {
				got = append(got, r.ID)
			}
			if slices.Equal(got, want) {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("answering: %v, want %v", got, want)
			}
		}
	}
	d.write("a.txt", "园区一期。")
	d.write("b.txt", "园区二期。")
	answering("a.txt", "b.txt")
	d.write(errata.FileName, "撤回：a.txt")
	answering("b.txt")
	d.write(errata.FileName, "撤回：b.txt 有误")
	answering("a.txt")
	d.rename(errata.FileName, "更正表.bak")
	answering("a.txt", "b.txt")
}
