package ole

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"testing"
	"time"
	"unicode/utf16"

	"beilun/knowledge/read/release"
)

func realFile(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/word/tables.doc")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestOpen(t *testing.T) {
	t.Parallel()
	c, err := Open(realFile(t))
	if err != nil {
		t.Fatal(err)
	}
	if !c.Has("WordDocument") || !c.Has("SummaryInformation") || c.Has("Workbook") {
		t.Errorf("streams: %v", c.streams)
	}
	b, err := c.Stream("WordDocument")
	if err != nil || len(b) < 512 || !bytes.HasPrefix(b, []byte("\xEC\xA5")) {
		t.Errorf("stream of %d bytes, %v", len(b), err)
	}
	if b, err := c.Stream("Workbook"); b != nil || err != nil {
		t.Errorf("a stream that is not there: %d bytes, %v", len(b), err)
	}
}

// entry returns an entry of the list of streams.
func entry(name string, kind byte, right, child, start uint32, size uint64) []byte {
	b := make([]byte, 128)
	for i, u := range utf16.Encode([]rune(name)) {
		binary.LittleEndian.PutUint16(b[2*i:], u)
	}
	binary.LittleEndian.PutUint16(b[64:], uint16(2*len(name)+2))
	b[66] = kind
	const none = 0xFFFFFFFF
	binary.LittleEndian.PutUint32(b[68:], none)
	binary.LittleEndian.PutUint32(b[72:], right)
	binary.LittleEndian.PutUint32(b[76:], child)
	binary.LittleEndian.PutUint32(b[116:], start)
	binary.LittleEndian.PutUint64(b[120:], size)
	return b
}

// container returns a container with entries as its list of streams. Its sectors
// are those of the list and, before them, the ones that say which sector is next.
func container(entries ...[]byte) []byte {
	const size, none, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
	list := bytes.Join(entries, nil)
	for len(list)%size != 0 {
		list = append(list, 0)
	}
	sectors := len(list) / size
	fats := (sectors + size/4 - 1) / (size/4 - 1)
	head := make([]byte, size)
	copy(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	binary.LittleEndian.PutUint16(head[26:], 3)
	binary.LittleEndian.PutUint16(head[30:], 9)
	binary.LittleEndian.PutUint32(head[44:], uint32(fats))
	binary.LittleEndian.PutUint32(head[48:], uint32(fats))
	binary.LittleEndian.PutUint32(head[60:], end)
	binary.LittleEndian.PutUint32(head[68:], end)
	fat := make([]byte, fats*size)
	for i := range len(fat) / 4 {
		next := uint32(i + 1)
		switch {
		case i < fats || i >= fats+sectors:
			next = none
		case i == fats+sectors-1:
			next = end
		}
		binary.LittleEndian.PutUint32(fat[4*i:], next)
	}
	for i := range 109 {
		n := uint32(none)
		if i < fats {
			n = uint32(i)
		}
		binary.LittleEndian.PutUint32(head[76+4*i:], n)
	}
	return append(append(head, fat...), list...)
}

// TestHarm opens containers that are made to take all time or memory.
func TestHarm(t *testing.T) {
	t.Parallel()
	const none, folder, stream, root = 0xFFFFFFFF, 1, 2, 5
	deep := [][]byte{entry("Root Entry", root, none, 1, 0, 0)}
	wide := [][]byte{entry("Root Entry", root, none, 1, 0, 0)}
	for i := range uint32(50_000) {
		deep = append(deep, entry("a", folder, none, i+2, 0, 0))
		wide = append(wide, entry("a", stream, i+2, none, 0, 0))
	}
	self := entry("Root Entry", root, none, 0, 0, 0)
	loop := container(entry("Root Entry", root, none, none, 0, 0))
	binary.LittleEndian.PutUint32(loop[512+4*1:], 1) // the list of streams is after itself
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"folders in folders": {container(deep...), release.ErrTooLarge},
		"very many streams":  {container(wide...), release.ErrTooLarge},
		"a folder in itself": {container(self), release.ErrDamaged},
		"an endless list":    {loop, release.ErrDamaged},
		"only the start":     {loop[:100], release.ErrDamaged},
		"nothing":            {nil, release.ErrDamaged},
		"few streams":        {container(entry("Root Entry", root, none, none, 0, 0)), nil},
	} {
		start := time.Now()
		if _, err := Open(tt.data); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
	c, err := Open(container(entry("Root Entry", root, none, 1, 0, 0), entry("A", stream, none, none, 1, 1<<31)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Stream("A"); !errors.Is(err, release.ErrDamaged) {
		t.Errorf("a stream larger than its file: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(realFile(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Open(data)
		if err != nil {
			return
		}
		for name := range c.streams {
			if b, err := c.Stream(name); err == nil && len(b) > len(data) {
				t.Fatalf("stream %q of %d bytes in a file of %d", name, len(b), len(data))
			}
		}
	})
}
