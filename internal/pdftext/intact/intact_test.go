package intact

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"

	"beilun/internal/pdftext/pdftest"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write([]byte(strings.Repeat("BT (text) Tj ET ", 50))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	stream := func(dict, body string) []byte {
		return pdftest.File("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>",
			fmt.Sprintf("<< %s >>\nstream\n%s\nendstream", dict, body))
	}
	flate := fmt.Sprintf("/Filter /FlateDecode /Length %d", packed.Len())
	good := stream(flate, packed.String())
	flipped := bytes.Replace(good, packed.Bytes()[8:12], []byte("\x00\x01\x02\x03"), 1)
	for _, tt := range []struct {
		name string
		data []byte
		ok   bool
	}{
		{"complete", good, true},
		{"plain", stream("/Length 4", "a\x00b\x01"), true},
		{"packed otherwise", stream("/Filter [/ASCIIHexDecode /FlateDecode] /Length 4", "7801"), true},
		{"nothing packed", stream("/Filter /FlateDecode /Length 0", ""), true},
		{"a length elsewhere", stream("/Filter /FlateDecode /Length 9 0 R", packed.String()), true},
		{"names in GBK", pdftest.File("", "<< /BaseFont /\xcb\xce\xcc\xe5 /Title (\xfe\xff\x4e\x00) /X <4e00> >> % \xe2\xe3"), true},
		{"bytes before and after", append(append([]byte("junk\n"), good...), "\r\n\x00\x00"...), true},
		{"cut", good[:len(good)-20], false},
		{"flipped", flipped, false},
		{"too short", stream("/Length 40", "a"), false},
		{"too long", stream("/Length 1", strings.Repeat("a", 40)), false},
		{"a zero between objects", bytes.Replace(good, []byte("/Catalog"), []byte("\x00Catalog"), 1), false},
		{"a string without end", pdftest.File("", "<< /Title (abc >>"), false},
		{"a byte lost", bytes.Replace(good, []byte(" /Type"), []byte("/Type"), 1), false},
		{"made for the web, and cut", bytes.Replace(good, []byte("/Type /Catalog"), []byte("/Linearized 1 /L 99999 /Type /Catalog"), 1), false},
	} {
		if err := Check(tt.data); (err == nil) != tt.ok || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// FuzzCheck looks for input that breaks the checks.
func FuzzCheck(f *testing.F) {
	f.Add(pdftest.Page("BT (a) Tj ET", ""))
	f.Add([]byte("%PDF-1.7\n1 0 obj (a\\) << /Length 3 >>\nstream\nabc\nendstream\nendobj\nxref\n0000000009 00000 n\ntrailer startxref 60 %%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := Check(data); err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) {
			t.Error(err)
		}
	})
}

// FuzzMend looks for input that is not mended to a file that passes the checks.
func FuzzMend(f *testing.F) {
	good := pdftest.Page("BT (a) Tj ET", "")
	f.Add(good)
	f.Add(bytes.ReplaceAll(good, []byte("endobj"), nil))
	f.Add(bytes.ReplaceAll(good, []byte("0000"), []byte("0001")))
	f.Add(append([]byte("junk\n"), bytes.ReplaceAll(good, []byte("/Length 12"), []byte("/Length 90"))...))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Mend(data)
		switch {
		case err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge):
			t.Error(err)
		case err == nil && Check(got) != nil:
			t.Errorf("mended to %q", got)
		}
	})
}
