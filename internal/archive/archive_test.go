package archive

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/internal/needs"

	"github.com/google/go-cmp/cmp"
)

// put writes a file that has been as it is for a minute.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	then := time.Now().Add(-time.Minute)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644), os.Chtimes(path, then, then)); err != nil {
		t.Fatal(err)
	}
}

// texts returns the files below a folder.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		raw, err := os.ReadFile(path)
		out[filepath.ToSlash(rel)] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func folder(dir string) Source {
	return Source{Place: Place{Setting: "RELEASES", Name: "releases/1", Kind: Folder, Path: dir}}
}

func single(path string) Source {
	return Source{Place: Place{Setting: "STATE", Name: "state/state.db", Kind: Single, Path: path, Private: true}}
}

// TestRoundTrip writes a folder and a file and puts them back elsewhere.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	releases := filepath.Join(dir, "releases")
	want := map[string]string{"a.txt": "园区一期。", "更正表.txt": "撤回：b.txt", ".removed/c.txt": "园区三期。", "deep/er/d.txt": "", "e.txt": strings.Repeat("长", 1<<20)}
	for name, text := range want {
		put(t, releases, name, text)
	}
	for _, name := range []string{"index/x.zap", "state.db", ".beilun-ABC.tmp", ".replaced-20261130T010203-ABCDEF/old.txt", ".beilun-restore-ABCDEFGHIJKLMNOPQRSTUVWXYZ/b.txt", "b.tar.gz.part-ABCDEFGHIJKLMNOPQRSTUVWXYZ.spool"} {
		put(t, releases, name, "not to be taken")
	}
	put(t, dir, "copy.db", "state")
	links := 0
	if os.Symlink(filepath.Join(dir, "copy.db"), filepath.Join(releases, "link.txt")) == nil {
		links++
	}
	s := folder(releases)
	s.Skip = []string{filepath.Join(releases, "index"), filepath.Join(releases, "state.db")}
	state := single(filepath.Join(dir, "was", "state.db"))
	state.From = filepath.Join(dir, "copy.db")
	m := &Manifest{Beilun: "v1", Made: time.Date(2026, 11, 30, 1, 2, 3, 0, time.UTC), Counts: map[string]int{"subscriptions": 3}}
	path := filepath.Join(out, "b.tar.gz")
	if err := Write(t.Context(), path, m, []Source{state, s}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := Write(t.Context(), path, &Manifest{}, nil); !errors.Is(err, ErrExists) {
		t.Errorf("written over: %v", err)
	}
	if left, err := os.ReadDir(out); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	a, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*m, a.Manifest); diff != "" || len(m.Left) != links {
		t.Errorf("%v (-written +read):\n%s", m.Left, diff)
	}
	to := t.TempDir()
	targets := []Target{{Place: a.Places[0], To: filepath.Join(to, "data", "other.db")}, {Place: a.Places[1], To: filepath.Join(to, "files")}}
	for round, replace := range []bool{false, true} {
		staged, err := a.Stage(t.Context(), targets)
		if err != nil {
			t.Fatal(err)
		}
		if raw, err := os.ReadFile(staged.Path("STATE")); string(raw) != "state" || err != nil {
			t.Errorf("staged: %q, %v", raw, err)
		}
		aside, err := staged.Put(replace, time.Now())
		if err != nil || len(aside) != 2*round {
			t.Errorf("round %d: %v, %v", round, aside, err)
		}
		got := texts(t, filepath.Join(to, "files"))
		for name := range got {
			if rest, ok := strings.CutPrefix(name, replacedPrefix); ok {
				if _, inner, _ := strings.Cut(rest, "/"); got[name] != want[inner] {
					t.Errorf("moved aside: %s", name)
				}
				delete(got, name)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("round %d (-want +got):\n%s", round, diff)
		}
	}
	if info, err := os.Stat(filepath.Join(to, "data", "other.db")); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if info, err := os.Stat(filepath.Join(to, "files", "a.txt")); err != nil || time.Since(info.ModTime()) < 50*time.Second {
		t.Errorf("its time is not kept: %v, %v", info, err)
	}
	staged, err := a.Stage(t.Context(), targets)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := staged.Put(false, time.Now()); !errors.Is(err, ErrExists) {
		t.Errorf("put over files: %v", err)
	}
	if all, err := filepath.Glob(filepath.Join(to, "*", stagingPrefix+"*")); err != nil || len(all) > 0 {
		t.Errorf("left behind: %v, %v", all, err)
	}
}

// TestChanging writes a folder in which files grow, are replaced, renamed and removed
// meanwhile. Each file of the archive was in the folder in that form at some moment, and
// none is there under two names.
func TestChanging(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range 200 {
		put(t, dir, fmt.Sprintf("%03d.txt", i), fmt.Sprintf("第%d期。", i))
	}
	var hands sync.WaitGroup
	hands.Go(func() { // for a second, all that people do
		grow, err := os.Create(filepath.Join(dir, "grow.txt"))
		if err != nil {
			t.Error(err)
			return
		}
		for i := range 40 {
			_, err := fmt.Fprintf(grow, "%d\n", i)
			from, to := filepath.Join(dir, fmt.Sprintf("%03d.txt", 190-i)), filepath.Join(dir, fmt.Sprintf("moved-%03d.txt", i))
			temp := filepath.Join(dir, fmt.Sprintf("%03d.txt.part", i))
			err = errors.Join(err, os.Rename(from, to), os.WriteFile(temp, fmt.Appendf(nil, "第%d期，改。", i), 0o644), os.Rename(temp, filepath.Join(dir, fmt.Sprintf("%03d.txt", i))))
			if err != nil {
				t.Error(err)
			}
			time.Sleep(20 * time.Millisecond)
		}
		if err := grow.Close(); err != nil {
			t.Error(err)
		}
	})
	path := filepath.Join(t.TempDir(), "b.tar.gz")
	if err := Write(t.Context(), path, &Manifest{}, []Source{folder(dir)}); err != nil {
		t.Fatal(err)
	}
	hands.Wait()
	a, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	if err := a.Extract(t.Context(), map[Place]string{a.Places[0]: to}); err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for name, text := range texts(t, to) {
		found[text]++
		n := 0
		if _, err := fmt.Sscanf(text, "第%d期，改。", &n); err == nil && name != fmt.Sprintf("%03d.txt", n) && name != fmt.Sprintf("%03d.txt.part", n) {
			t.Errorf("%s says %s", name, text)
		}
	}
	for i := range 200 {
		n, changed := found[fmt.Sprintf("第%d期。", i)], found[fmt.Sprintf("第%d期，改。", i)]
		if i < 40 {
			n += changed
		}
		if n != 1 {
			t.Errorf("%d is there %d times", i, n)
		}
	}
}

// TestEndless leaves out a file that is written to without end, and says so.
func TestEndless(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, dir, "a.txt", "园区。")
	put(t, dir, "log.txt", "")
	soon := time.Now().Add(time.Hour) // each look finds it changed
	m := &Manifest{}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	spool, err := os.Create(filepath.Join(t.TempDir(), "spool"))
	if err != nil {
		t.Fatal(err)
	}
	defer spool.Close()
	w := &writer{out: tar.NewWriter(io.Discard), spool: spool, m: m, wait: func(context.Context, time.Duration) error {
		return os.Chtimes(filepath.Join(dir, "log.txt"), soon, time.Now())
	}}
	if err := os.Chtimes(filepath.Join(dir, "log.txt"), soon, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := w.folder(t.Context(), root, folder(dir)); err != nil && !strings.Contains(err.Error(), "keeps changing") {
		t.Fatal(err)
	}
	f, left, err := w.file(t.Context(), root, "log.txt", "x")
	if left == "" || err != nil {
		t.Errorf("%+v, %q, %v", f, left, err)
	}
}

// TestUnreadable leaves out what may not be read, and says so.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	needs.User(t)
	dir := t.TempDir()
	put(t, dir, "a.txt", "园区。")
	put(t, dir, "b.txt", "园区。")
	put(t, dir, "lost+found/c.txt", "园区。")
	if err := errors.Join(os.Chmod(filepath.Join(dir, "b.txt"), 0), os.Chmod(filepath.Join(dir, "lost+found"), 0)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "lost+found"), 0o755) })
	m := &Manifest{}
	if err := Write(t.Context(), filepath.Join(t.TempDir(), "b.tar.gz"), m, []Source{folder(dir)}); err != nil || len(m.Files) != 1 || len(m.Left) != 2 {
		t.Errorf("%+v, %v", m, err)
	}
}

// packed returns an archive of entries, of which the last is a manifest.
func packed(t *testing.T, manifest any, entries ...*tar.Header) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for _, h := range entries {
		text := strings.Repeat("x", int(h.Size))
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := json.Marshal(manifest)
	if err != nil {
		t.Fatal(err)
	}
	err = w.WriteHeader(&tar.Header{Name: manifestName, Typeflag: tar.TypeReg, Size: int64(len(raw))})
	if _, err2 := w.Write(raw); errors.Join(err, err2, w.Close(), z.Close()) != nil {
		t.Fatal(err, err2)
	}
	return b.Bytes()
}

// sparse returns an archive with a file of an exabyte that has nothing but a hole.
func sparse(t *testing.T, manifest any) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	block := func(name string, flag byte, body string) {
		h := make([]byte, 512)
		copy(h, name)
		copy(h[100:], "0000600\x00")
		copy(h[124:], fmt.Sprintf("%011o\x00", len(body)))
		copy(h[136:], "00000000000\x00")
		copy(h[148:], "        ")
		h[156] = flag
		copy(h[257:], "ustar\x0000")
		sum := 0
		for _, c := range h {
			sum += int(c)
		}
		copy(h[148:], fmt.Sprintf("%06o\x00 ", sum))
		if _, err := z.Write(append(h, body+strings.Repeat("\x00", (512-len(body)%512)%512)...)); err != nil {
			t.Fatal(err)
		}
	}
	records := ""
	for _, r := range []string{"GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=r/a", "GNU.sparse.realsize=1152921504606846976"} {
		records += fmt.Sprintf("%d %s\n", len(r)+4, r)
	}
	block("x", tar.TypeXHeader, records)
	block("r/a", tar.TypeReg, "0\n"+strings.Repeat("\x00", 510))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), packed(t, manifest)...)
}

// TestHostile opens archives that somebody made to do harm, or that are of another
// version.
func TestHostile(t *testing.T) {
	t.Parallel()
	const sum = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" // of "x"
	reg := func(name string, size int64) *tar.Header {
		return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size}
	}
	of := func(name string) *Manifest {
		return &Manifest{Format: 1, Places: []Place{{Name: "r", Kind: Folder}}, Files: []File{{Name: name, Size: 1, SHA256: sum}}}
	}
	good := packed(t, of("r/a"), reg("r/a", 1))
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"good":                {good, nil},
		"not in the manifest": {packed(t, of("r/a"), reg("r/a", 1), reg("b", 1)), nil},
		"up":                  {packed(t, of("r/a"), reg("r/a", 1), reg("../b", 1)), ErrDamaged},
		"up within":           {packed(t, of("r/../../b"), reg("r/a", 1)), ErrDamaged},
		"absolute":            {packed(t, of("r/a"), reg("/etc/b", 1), reg("r/a", 1)), ErrDamaged},
		"backslash":           {packed(t, of(`r/..\..\b`), reg(`r/..\..\b`, 1)), ErrDamaged},
		"link":                {packed(t, of("r/a"), &tar.Header{Typeflag: tar.TypeSymlink, Name: "r/b", Linkname: "/etc/passwd"}, reg("r/a", 1)), ErrDamaged},
		"hard link":           {packed(t, of("r/a"), &tar.Header{Typeflag: tar.TypeLink, Name: "r/b", Linkname: "/etc/passwd"}, reg("r/a", 1)), ErrDamaged},
		"folder":              {packed(t, of("r/a"), &tar.Header{Typeflag: tar.TypeDir, Name: "r/b/"}, reg("r/a", 1)), ErrDamaged},
		"other text":          {packed(t, of("r/a"), reg("r/a", 2)), ErrDamaged},
		"missing":             {packed(t, of("r/a")), ErrDamaged},
		"of no place":         {packed(t, of("s/a"), reg("s/a", 1)), ErrDamaged},
		"settings":            {packed(t, of("r/b/.ENV"), reg("r/b/.ENV", 1)), ErrDamaged},
		"long name":           {packed(t, of("r/"+strings.Repeat("a", maxName)), reg("r/a", 1)), ErrDamaged},
		"holes":               {sparse(t, of("r/a")), ErrDamaged},
		"place in a place":    {packed(t, &Manifest{Format: 1, Places: []Place{{Name: "r", Kind: Folder}, {Name: "r/s", Kind: Folder}}, Files: []File{{Name: "r/s/a", Size: 1, SHA256: sum}}}, reg("r/s/a", 1)), ErrDamaged},
		"place twice":         {packed(t, &Manifest{Format: 1, Places: []Place{{Name: "r", Kind: Folder}, {Name: "r", Kind: Folder, Path: "x"}}}), ErrDamaged},
		"many places":         {packed(t, &Manifest{Format: 1, Places: make([]Place, maxPlaces+1)}), ErrDamaged},
		"newer":               {packed(t, &Manifest{Format: 2}), ErrNewer},
		"no format":           {packed(t, &Manifest{}), ErrDamaged},
		"other manifest":      {packed(t, []string{"x"}), ErrDamaged},
		"cut":                 {good[:len(good)-10], ErrDamaged},
		"empty":               {nil, ErrDamaged},
		"text":                {[]byte("some text"), ErrDamaged},
	} {
		path := filepath.Join(t.TempDir(), "b.tar.gz")
		if err := os.WriteFile(path, tt.data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), path); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	for i := range good { // an archive that is opened, for all that, has what it had
		bad := bytes.Clone(good)
		bad[i] ^= 0x40
		path := filepath.Join(t.TempDir(), "b.tar.gz")
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if a, err := Open(t.Context(), path); err == nil && !cmp.Equal(a.Manifest, *of("r/a")) {
			t.Errorf("byte %d of %d: %+v", i, len(good), a.Manifest)
		}
	}
}
