package read

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge/read/release"
)

// damaged is a file that was damaged.
type damaged struct {
	name     string // of the damage
	id       string
	data     []byte
	hopeless bool   // it must be refused
	intact   string // text of the file before; "" if it does not matter
}

// TestDamage reads 500 files that were cut, overwritten, mixed up or made to do
// harm. Each must be refused with a reason, or give the text it had before.
func TestDamage(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	files := append(bombs(t), strangers()...)
	samples := damageSamples(t)
	most := 500
	if slow || needs.Part(t) {
		for i := range len(files) / 3 {
			files[i] = files[3*i]
		}
		files = files[:len(files)/3]
		most = len(files) + 20
	}
	for len(files) < most {
		s := samples[rng.IntN(len(samples))]
		files = append(files, damage(rng, s))
	}
	refused, same := 0, 0
	for _, f := range files {
		text, err := readWithin(t, f, time.Minute)
		switch {
		case err != nil && err.Error() == "":
			t.Errorf("%s: %s is refused without a reason", f.name, f.id)
		case err != nil:
			refused++
		case f.hopeless:
			t.Errorf("%s: %s is read: %.100q", f.name, f.id, text)
		case f.intact != "" && text != f.intact:
			t.Errorf("%s: %s says other things than before:\n%s", f.name, f.id, text)
		default:
			same++
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapSys > 1<<30 {
		t.Errorf("reading took %d MB", m.HeapSys>>20)
	}
	t.Logf("%d refused, %d read; %d MB", refused, same, m.HeapSys>>20)
}

// readWithin reads a file and fails the test if that takes more than most.
func readWithin(t *testing.T, f damaged, most time.Duration) (string, error) {
	t.Helper()
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		a, err := File(f.id, f.data)
		if err != nil {
			done <- result{"", err}
			return
		}
		done <- result{a.Title + "\n" + strings.Join(outline(a), "\n"), nil}
	}()
	select {
	case r := <-done:
		return r.text, r.err
	case <-time.After(most):
		t.Fatalf("%s: %s took more than %v", f.name, f.id, most)
		return "", nil
	}
}

// damageSamples returns files of the formats with a reader that could be harmed.
func damageSamples(t *testing.T) []damaged {
	t.Helper()
	var out []damaged
	for _, name := range []string{"04-port.chromium.pdf", "03-projects.office.pdf", "01-new-town.type3.pdf", "03-projects.docx", "06-livelihood.office.docx"} {
		data, err := os.ReadFile(filepath.Join("testdata/formats/files", name))
		if err != nil {
			t.Fatal(err)
		}
		s := damaged{name: "nothing", id: name, data: data}
		if s.intact, err = readWithin(t, s, time.Minute); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// damage returns s with one of several kinds of damage.
func damage(rng *rand.Rand, s damaged) damaged {
	data := bytes.Clone(s.data)
	n := len(data)
	switch rng.IntN(6) {
	case 0:
		s.name, s.data, s.hopeless = "cut", data[:rng.IntN(n*9/10)], true
	case 1:
		s.name = "bits flipped"
		for range 1 + rng.IntN(8) {
			data[rng.IntN(n)] ^= 1 << rng.IntN(8)
		}
		s.data = data
	case 2:
		s.name = "bytes overwritten"
		from := rng.IntN(n)
		for i := from; i < min(n, from+1+rng.IntN(200)); i++ {
			data[i] = byte(rng.Uint32())
		}
		s.data = data
	case 3:
		s.name, s.hopeless = "half of it zeros", true
		clear(data[n/4 : n*3/4])
		s.data = data
	case 4:
		s.name = "a piece missing"
		from := rng.IntN(n)
		s.data = append(data[:from:from], data[min(n, from+1+rng.IntN(n/10)):]...)
	default:
		s.name = "another name" // the content decides
		s.id = "file" + []string{".txt", ".md", ".html", ".doc", ".pdf", ".docx"}[rng.IntN(6)]
	}
	return s
}

// strangers returns files that are not of the format in their name.
func strangers() []damaged {
	var out []damaged
	noise := make([]byte, 4000)
	rng := rand.New(rand.NewPCG(6, 2))
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	ole := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 4000)...)
	locked := bytes.Clone(ole)
	copy(locked[600:], "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	for name, data := range map[string][]byte{
		"nothing at all": nil, "zeros": make([]byte, release.MaxFile), "too many zeros": make([]byte, 50<<20), "noise": noise,
		"a picture": append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), noise...), "old Word": ole, "locked Word": locked,
		"RTF without text": []byte(`{\rtf1 }`), "the start of a PDF": []byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
	} {
		for _, ext := range []string{".pdf", ".docx", ".docm"} {
			out = append(out, damaged{name: name, id: "file" + ext, data: data, hopeless: true})
		}
	}
	return out
}

const wordStart = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

// bombs returns small files that are large, deep or endless inside.
func bombs(t *testing.T) []damaged {
	t.Helper()
	text := `<w:p><w:r><w:t>` + strings.Repeat("园区总投资三亿元。", 1000) + `</w:t></w:r></w:p>`
	long := wordStart + strings.Repeat(text, 2000) + `</w:body></w:document>`
	deep := wordStart + strings.Repeat("<w:tbl><w:tr><w:tc>", 100_000)
	entities := `<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("b", 1000) + `"><!ENTITY c "` + strings.Repeat("&a;", 1000) + `">]>` + wordStart + `<w:p><w:r><w:t>&c;&c;</w:t></w:r></w:p></w:body></w:document>`
	cells := wordStart + strings.Repeat("<w:tbl><w:tr>"+strings.Repeat(`<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>`, 2000)+"</w:tr></w:tbl>", 10) + `</w:body></w:document>`
	many := bytes.Buffer{}
	z := zip.NewWriter(&many)
	for i := range 20_000 {
		if _, err := z.Create(fmt.Sprint("word/", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	twice := pack(t, part{"word/document.xml", wordStart + text + `</w:body></w:document>`, 0}, part{"WORD/document.xml", wordStart, 0})
	return []damaged{
		{name: "1000:1", id: "a.docx", data: pack(t, part{"word/document.xml", strings.Repeat(" ", 1) + long, 0}), hopeless: true},
		{name: "1000:1 with a size that lies", id: "a.docx", data: pack(t, part{"word/document.xml", long, 100}), hopeless: true},
		{name: "styles without end", id: "a.docx", data: pack(t, part{"word/document.xml", wordStart + text + `</w:body></w:document>`, 0}, part{"word/styles.xml", "<w:styles>" + strings.Repeat("<w:style/>", 4_000_000), 0}), hopeless: true},
		{name: "deep", id: "a.docx", data: pack(t, part{"word/document.xml", deep, 0}), hopeless: true},
		{name: "entities", id: "a.docx", data: pack(t, part{"word/document.xml", entities, 0}), hopeless: true},
		{name: "wide cells", id: "a.docx", data: pack(t, part{"word/document.xml", cells, 0}), hopeless: true},
		{name: "many files", id: "a.docx", data: many.Bytes(), hopeless: true},
		{name: "the same part twice", id: "a.docx", data: twice, hopeless: true},
		{name: "a way out", id: "a.docx", data: pack(t, part{"../../word/document.xml", wordStart + text + `</w:body></w:document>`, 0}), hopeless: true},
		{name: "an archive in an archive", id: "a.docx", data: pack(t, part{"a.zip", string(twice), 0}), hopeless: true},
		{name: "inflates without end", id: "a.pdf", data: inflating(t), hopeless: true},
	}
}

// part is a file in an archive that declares size bytes; 0 for the true size.
type part struct {
	name, text string
	size       uint64
}

// pack returns an archive of parts.
func pack(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		var small bytes.Buffer
		f, err := flate.NewWriter(&small, flate.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p.text)); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(p.text)), CompressedSize64: uint64(small.Len()), UncompressedSize64: uint64(len(p.text))}
		if p.size > 0 {
			h.UncompressedSize64 = p.size
		}
		w, err := z.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(small.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inflating returns a PDF with a stream of a gigabyte.
func inflating(t *testing.T) []byte {
	t.Helper()
	var small bytes.Buffer
	binary.Write(&small, binary.BigEndian, uint16(0x789C))
	f, err := flate.NewWriter(&small, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 1<<20)
	for range 1024 {
		if _, err := f.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return fmt.Appendf(nil, "%%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%%%EOF\n", small.Len(), small.Bytes())
}
