package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"beilun/knowledge/read/release"
)

// packed returns a zip archive of files by name.
func packed(t *testing.T, files map[string]string) string {
	t.Helper()
	var all []part
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all = append(all, part{name, files[name], 0})
	}
	return string(pack(t, all...))
}

const textOfRelease = "云河区总投资3亿元，今年开工。"

func TestMembers(t *testing.T) {
	t.Parallel()
	word := word(t, "<w:p><w:r><w:t>"+textOfRelease+"</w:t></w:r></w:p>")
	inner := packed(t, map[string]string{"b.txt": textOfRelease, "third.zip": packed(t, map[string]string{"c.txt": textOfRelease}), "photo.jpg": "JFIF"})
	data := packed(t, map[string]string{
		"a.txt": textOfRelease, "sub/inner.zip": inner, "broken.zip": "PK", "empty.zip": packed(t, nil), "word.zip": string(word), "photo.jpg": "JFIF", "notes": "x",
	})
	want := map[string]error{
		"a.txt": nil, "sub/inner.zip/b.txt": nil, "sub/inner.zip/third.zip": ErrNested, "sub/inner.zip/photo.jpg": ErrPicture, "broken.zip": ErrDamaged,
		"empty.zip": ErrNoFiles, "word.zip": nil, "photo.jpg": ErrPicture, "notes": ErrFormat,
	}
	got := map[string]error{}
	err := Members(t.Context(), "pages.ZIP", []byte(data), func(m release.Member) error {
		if _, twice := got[m.Name]; twice {
			t.Errorf("%s comes twice", m.Name)
		}
		if got[m.Name] = m.Err; m.Err != nil {
			return nil
		}
		var again []byte
		err := Member(t.Context(), "pages.ZIP", []byte(data), m.Name, func(m release.Member) { again = m.Data })
		if err != nil || !bytes.Equal(again, m.Data) {
			t.Errorf("Member of %s: %d bytes, error %v", m.Name, len(again), err)
		}
		_, got[m.Name] = File("pages.zip/"+m.Name, m.Data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range want {
		if err, ok := got[name]; !ok || !errors.Is(err, want) {
			t.Errorf("%s: %v (there: %t), want %v", name, err, ok, want)
		}
	}
	if len(got) != len(want) {
		t.Errorf("members: %v", got)
	}
	if err := Member(t.Context(), "pages.zip", []byte(data), "nowhere.txt", func(m release.Member) { t.Errorf("found %s", m.Name) }); err != nil {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := File("pages.zip", []byte(data)); !errors.Is(err, ErrPacked) {
		t.Errorf("an archive as a release: %v", err)
	}
	if !IsRelease("word.zip", word) || IsRelease("pages.zip", []byte(data)) || !IsRelease("a.txt", nil) || Holds("a.docx") {
		t.Error("what is a release and what holds others")
	}
}

// TestManyWithin gives what an archive and those in it hold one allowance together.
func TestManyWithin(t *testing.T) {
	t.Parallel()
	half := map[string]string{}
	for i := range release.MaxMembers * 2 / 3 {
		half[fmt.Sprintf("%d.txt", i)] = ""
	}
	inner := packed(t, half)
	read, refused := 0, 0
	err := Members(t.Context(), "a.zip", []byte(packed(t, map[string]string{"a.zip": inner, "b.zip": inner})), func(m release.Member) error {
		if m.Err == nil {
			read++
		} else if m.Name == "b.zip" && errors.Is(m.Err, ErrTooLarge) {
			refused++
		}
		return nil
	})
	if err != nil || read != len(half) || refused != 1 {
		t.Errorf("%d read, %d refused, error %v", read, refused, err)
	}
}

// TestDamagedArchives reads archives with bytes changed or missing: each gives files,
// or a reason.
func TestDamagedArchives(t *testing.T) {
	t.Parallel()
	whole := packed(t, map[string]string{"a.txt": strings.Repeat(textOfRelease, 20), "sub/b.html": "<p>" + textOfRelease, "in.zip": packed(t, map[string]string{"c.md": textOfRelease})})
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 80 {
		data := []byte(whole)
		switch i % 4 {
		case 0:
			data = data[:r.IntN(len(data))]
		case 1:
			data = data[r.IntN(len(data)):]
		default:
			for range 1 + r.IntN(8) {
				data[r.IntN(len(data))] = byte(r.Uint32())
			}
		}
		n := 0
		err := Members(context.Background(), "a.zip", data, func(m release.Member) error {
			n++
			if m.Err == nil {
				_, _ = File("a.zip/"+m.Name, m.Data) // whatever it says
			}
			return nil
		})
		if (err == nil) == (n == 0) && !isDocument(data) {
			t.Errorf("%d: %d files, error %v", i, n, err)
		}
	}
}
