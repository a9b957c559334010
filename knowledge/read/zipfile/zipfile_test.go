package zipfile

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"beilun/internal/needs"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// archived is a file to put into an archive.
type archived struct {
	zip.FileHeader
	text string
}

func named(name, text string) archived {
	return archived{zip.FileHeader{Name: name, Method: zip.Deflate}, text}
}

// pack returns an archive of files.
func pack(t testing.TB, files ...archived) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := f.FileHeader
		out, err := w.CreateHeader(&h)
		if err == nil {
			_, err = out.Write([]byte(f.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// all returns the texts of the files in an archive, or their errors, by name.
func all(t testing.TB, data []byte) (map[string]string, error) {
	t.Helper()
	out, last := map[string]string{}, ""
	err := Each(context.Background(), data, release.NewAllowance(), nil, func(m release.Member) error {
		if _, twice := out[m.Name]; twice || m.Name < last && !strings.Contains(m.Name, " (") {
			t.Errorf("%s comes after %s", m.Name, last)
		}
		last, out[m.Name] = m.Name, string(m.Data)
		if m.Err != nil {
			out[m.Name] = m.Err.Error()
		}
		return nil
	})
	return out, err
}

func gbk(t testing.TB, s string) string {
	t.Helper()
	s, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// unicodeExtra is the extra field that WinRAR writes beside a name of another encoding.
func unicodeExtra(raw, name string) []byte {
	field := binary.LittleEndian.AppendUint32([]byte{1}, crc32.ChecksumIEEE([]byte(raw)))
	field = append(field, name...)
	out := binary.LittleEndian.AppendUint16(nil, 0x7075)
	return append(binary.LittleEndian.AppendUint16(out, uint16(len(field))), field...)
}

func TestNames(t *testing.T) {
	t.Parallel()
	old := gbk(t, "新闻稿/第一期.txt")
	files := []archived{
		{zip.FileHeader{Name: old, NonUTF8: true}, "GBK"},
		{zip.FileHeader{Name: "苹果.txt", NonUTF8: true}, "UTF-8 without the mark"},
		{zip.FileHeader{Name: gbk(t, "乙.txt"), NonUTF8: true, Extra: unicodeExtra(gbk(t, "乙.txt"), "甲.txt")}, "extra field"},
		{zip.FileHeader{Name: "c.txt", Extra: unicodeExtra("b.txt", "丙.txt")}, "extra field of another name"},
		named(`windows\稿件.txt`, "backslash"), named("../../etc/x.txt", "up"), named("/abs.txt", "absolute"), named(`C:\d\y.txt`, "drive"),
		named("folder/", ""), named("a\x1b[1m\u202e.txt", "control"), named("twice.txt", "1"), named("twice.txt", "2"), named("..", "nothing left"),
		named("__MACOSX/._a.txt", "junk"), named("公告.html", "page"), named("公告_files/a.png", "junk"), named("Thumbs.db", "junk"), named("~$a.docx", "junk"),
		named(strings.Repeat("长", 500)+".txt", "long"),
	}
	want := map[string]string{
		"新闻稿/第一期.txt": "GBK", "苹果.txt": "UTF-8 without the mark", "甲.txt": "extra field", "c.txt": "extra field of another name",
		"windows/稿件.txt": "backslash", "etc/x.txt": "up", "abs.txt": "absolute", "d/y.txt": "drive", "a\uFFFD[1m\uFFFD.txt": "control",
		"twice.txt": "1", "twice (2).txt": "2", "公告.html": "page", strings.Repeat("长", 340) + ".txt": "long",
	}
	got, err := all(t, pack(t, files...))
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
}

// TestRefused names the files of an archive that cannot be read, and refuses one of
// which nothing can.
func TestRefused(t *testing.T) {
	t.Parallel()
	secret := archived{zip.FileHeader{Name: "secret.txt", Flags: 1}, "?"}
	big := strings.Repeat("0", release.MaxFile+1)
	var many, listed []archived
	for i := range release.MaxMembers + 1 {
		many = append(many, named(fmt.Sprintf("%05d.txt", i), ""))
	}
	for i := range maxListed + 1 {
		listed = append(listed, named(fmt.Sprintf("__MACOSX/%05d", i), ""))
	}
	good := pack(t, named("a.txt", strings.Repeat("园区", 100)))
	torn := bytes.Clone(good)
	torn[len("a.txt")+32] ^= 0xFF // compressed data
	for _, tt := range []struct {
		name string
		data []byte
		want error            // of the archive
		each map[string]error // of its files
	}{
		{"good", good, nil, map[string]error{"a.txt": nil}},
		{"one encrypted", pack(t, named("a.txt", "a"), secret), nil, map[string]error{"a.txt": nil, "secret.txt": release.ErrEncrypted}},
		{"all encrypted", pack(t, secret), release.ErrEncrypted, nil},
		{"large file", pack(t, named("a.txt", "a"), named("big.txt", big)), nil, map[string]error{"a.txt": nil, "big.txt": release.ErrTooLarge}},
		{"torn", torn, nil, map[string]error{"a.txt": release.ErrDamaged}},
		{"other method", otherMethod(pack(t, named("a.txt", "a"))), nil, map[string]error{"a.txt": release.ErrArchive}},
		{"empty", pack(t), release.ErrNoFiles, nil},
		{"folders only", pack(t, named("a/", ""), named(".hidden", "a")), release.ErrNoFiles, nil},
		{"many files", pack(t, many...), release.ErrTooLarge, nil},
		{"long list", pack(t, listed...), release.ErrTooLarge, nil},
		{"no archive", []byte("园区"), release.ErrDamaged, nil},
		{"cut", good[:len(good)-10], release.ErrDamaged, nil},
		{"RAR", []byte("Rar!\x1a\x07\x00"), release.ErrArchive, nil},
		{"nothing", nil, release.ErrDamaged, nil},
	} {
		got := map[string]error{}
		err := Each(t.Context(), tt.data, release.NewAllowance(), nil, func(m release.Member) error { got[m.Name] = m.Err; return nil })
		if !errors.Is(err, tt.want) || len(got) != len(tt.each) {
			t.Errorf("%s: %v and %d files, want %v and %d", tt.name, err, len(got), tt.want, len(tt.each))
		}
		for name, want := range tt.each {
			if !errors.Is(got[name], want) {
				t.Errorf("%s: %s: %v, want %v", tt.name, name, got[name], want)
			}
		}
	}
}

// otherMethod makes all files of an archive compressed by a method that is not known.
func otherMethod(data []byte) []byte {
	data = bytes.Clone(data)
	for _, h := range []struct {
		magic string
		at    int
	}{{"PK\x03\x04", 8}, {"PK\x01\x02", 10}} {
		for i := bytes.Index(data, []byte(h.magic)); i >= 0; {
			data[i+h.at] = 9 // Deflate64
			next := bytes.Index(data[i+1:], []byte(h.magic))
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	return data
}

// TestBomb reads no more than is allowed, whatever the archive says of its files.
func TestBomb(t *testing.T) {
	needs.Long(t, "a minute under the race detector")
	t.Parallel()
	var files []archived
	for i := range 12 {
		files = append(files, named(fmt.Sprintf("%02d.txt", i), strings.Repeat("0", release.MaxFile-1)))
	}
	allowed := release.NewAllowance()
	read, refused := 0, 0
	err := Each(t.Context(), pack(t, files...), allowed, nil, func(m release.Member) error {
		read += len(m.Data)
		if errors.Is(m.Err, release.ErrTooLarge) {
			refused++
		}
		return nil
	})
	if err != nil || read > release.MaxMembersAll || refused != 4 {
		t.Errorf("%d bytes read, %d refused, error %v", read, refused, err)
	}
	// A header that lies of the size.
	lying := pack(t, named("a.txt", strings.Repeat("0", release.MaxFile+10)))
	at := bytes.Index(lying, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(lying[at+24:], 5)
	got, err := all(t, lying)
	if text := got["a.txt"]; err != nil || len(text) > 1000 || text == "00000" {
		t.Errorf("a file larger than it says: %d bytes, error %v", len(text), err)
	}
}

func TestStops(t *testing.T) {
	t.Parallel()
	data := pack(t, named("a.txt", "a"), named("b.txt", "b"))
	stop := errors.New("stop")
	n := 0
	err := Each(t.Context(), data, release.NewAllowance(), func(name string) error { return release.ErrPicture }, func(m release.Member) error {
		n++
		if m.Data != nil || !errors.Is(m.Err, release.ErrPicture) {
			t.Errorf("%s: %q, %v", m.Name, m.Data, m.Err)
		}
		return stop
	})
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("%v after %d files", err, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Each(ctx, data, release.NewAllowance(), nil, func(release.Member) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func FuzzEach(f *testing.F) {
	f.Add(pack(f, named("a.txt", "园区"), named("b/c.html", "<p>"), archived{zip.FileHeader{Name: gbk(f, "稿.txt"), NonUTF8: true}, "a"}))
	f.Add(pack(f, archived{zip.FileHeader{Name: "secret.txt", Flags: 1, Extra: unicodeExtra("secret.txt", "密.txt")}, "?"}, named("../x", "")))
	f.Add(otherMethod(pack(f, named("a.txt", "a"))))
	f.Add(pack(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		seen := map[string]bool{}
		err := Each(t.Context(), data, release.NewAllowance(), nil, func(m release.Member) error {
			if seen[m.Name] || m.Name == "" || strings.HasPrefix(m.Name, "/") || strings.Contains("/"+m.Name+"/", "/../") || len(m.Name) > maxName+10 {
				t.Errorf("name %q", m.Name)
			}
			if m.Err != nil && m.Data != nil {
				t.Errorf("%q: %d bytes beside %v", m.Name, len(m.Data), m.Err)
			}
			seen[m.Name] = true
			return nil
		})
		if err != nil && len(seen) > 0 {
			t.Errorf("%v after %d files", err, len(seen))
		}
	})
}
