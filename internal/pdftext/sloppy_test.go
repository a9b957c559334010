package pdftext

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"beilun/internal/pdftext/pdftest"
)

// sample returns a PDF of one page, with its content compressed or not.
func sample(t *testing.T, packed bool) []byte {
	t.Helper()
	content := []byte("BT /F1 12 Tf 20 150 Td (Invested 17.3 million) Tj 0 -20 Td (on 268 acres) Tj ET")
	filter := ""
	if packed {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		if _, err := z.Write(content); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		content, filter = b.Bytes(), "/Filter /FlateDecode "
	}
	return pdftest.File("/Info 6 0 R",
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< %s/Length %d >>\nstream\n%s\nendstream", filter, len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Title (A title) >>",
	)
}

// replaced returns data with each match of a pattern replaced.
func replaced(data []byte, pattern, by string) []byte {
	return regexp.MustCompile(pattern).ReplaceAll(data, []byte(by))
}

// offsets returns data with each place in the table of objects changed by f.
func offsets(data []byte, f func(i, n int) int) []byte {
	i := 0
	return regexp.MustCompile(`\d{10} 00000 n`).ReplaceAllFunc(data, func(b []byte) []byte {
		n, _ := strconv.Atoi(string(b[:10])) // ten digits
		i++
		return fmt.Appendf(nil, "%010d 00000 n", f(i, n))
	})
}

// TestSloppy reads files with mistakes of the kind that careless programs make and
// other readers mend. Each gives the text of the file without it, or is refused
// where text may be lost.
func TestSloppy(t *testing.T) {
	t.Parallel()
	const bothKinds, packedOnly, neither = "both", "packed", "neither"
	for _, tt := range []struct {
		name  string
		reads string // the kinds that are read
		spoil func(b []byte) []byte
	}{
		{"nothing", bothKinds, func(b []byte) []byte { return b }},
		{"lines before the head", bothKinds, func(b []byte) []byte { return append([]byte("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"), b...) }},
		{"lines before the head that count", bothKinds, func(b []byte) []byte {
			return append([]byte("junk\n"), replaced(offsets(b, func(_, n int) int { return n + 5 }), `startxref\n(\d+)`, "startxref\n9")...)
		}},
		{"a page behind the end", bothKinds, func(b []byte) []byte { return append(b, "\n<html>"+strings.Repeat("<p>x</p>", 1000)...) }},
		{"zeros behind the end", bothKinds, func(b []byte) []byte { return append(b, make([]byte, 5000)...) }},
		{"no mark at the end", bothKinds, func(b []byte) []byte { return replaced(b, `%%EOF\n$`, "") }},
		{"startxref 0", bothKinds, func(b []byte) []byte { return replaced(b, `startxref\n\d+`, "startxref\n0") }},
		{"startxref at the line end before", bothKinds, func(b []byte) []byte {
			n := bytes.Index(b, []byte("xref\n0"))
			return replaced(b, `startxref\n\d+`, fmt.Sprintf("startxref\n%d", n-1))
		}},
		{"every place one off", bothKinds, func(b []byte) []byte { return offsets(b, func(_, n int) int { return n + 1 }) }},
		{"every place wrong", bothKinds, func(b []byte) []byte { return offsets(b, func(i, n int) int { return n + 7*i*i }) }},
		{"all places zero", bothKinds, func(b []byte) []byte { return offsets(b, func(_, _ int) int { return 0 }) }},
		{"a table that starts at 1", bothKinds, func(b []byte) []byte { return replaced(b, `xref\n0 7`, "xref\n1 7") }},
		{"no table", bothKinds, func(b []byte) []byte { return replaced(b, `(?s)xref\n0 7.*?trailer`, "trailer") }},
		{"no endobj", bothKinds, func(b []byte) []byte { return replaced(b, `endobj\n`, "") }},
		{"no endobj, and a right table", bothKinds, func(b []byte) []byte { return replaced(b, `endobj\n`, "       ") }},
		{"no line end before endstream", bothKinds, func(b []byte) []byte { return replaced(b, `\nendstream`, "endstream ") }},
		{"a length that is too large", bothKinds, func(b []byte) []byte { return replaced(b, `/Length \d\d`, "/Length 99") }},
		{"a length that is too small", bothKinds, func(b []byte) []byte { return replaced(b, `/Length \d\d`, "/Length 11") }},
		{"a length of 0", bothKinds, func(b []byte) []byte { return replaced(b, `/Length \d\d`, "/Length 00") }},
		{"a wrong length and wrong places", packedOnly, func(b []byte) []byte {
			return offsets(replaced(b, `/Length \d\d`, "/Length 11"), func(i, n int) int { return n + 7*i*i })
		}},
		{"a wrong size", bothKinds, func(b []byte) []byte { return replaced(b, `/Size 7`, "/Size 3") }},
		{"a piece of the content lost", neither, func(b []byte) []byte {
			i := bytes.Index(b, []byte("stream\n")) + 35
			return append(b[:i:i], b[i+3:]...)
		}},
		{"an object lost", neither, func(b []byte) []byte { return replaced(b, `(?s)4 0 obj.*?endobj\n`, "") }},
		{"a dictionary without its end", neither, func(b []byte) []byte { return replaced(b, ` >>\nendobj\n6`, "\nendobj\n6") }},
		{"an update that was cut", neither, func(b []byte) []byte { return append(b, "4 0 obj\n<< /Length 9 >>\nstream\nBT"...) }},
	} {
		for _, packed := range []bool{false, true} {
			doc, err := Read(t.Context(), tt.spoil(sample(t, packed)))
			reads := tt.reads == bothKinds || tt.reads == packedOnly && packed
			switch {
			case err != nil && (reads || !errors.Is(err, ErrDamaged)):
				t.Errorf("%s, packed %v: %v", tt.name, packed, err)
			case err == nil && text(doc) != "Invested 17.3 millionon 268 acres":
				t.Errorf("%s, packed %v: %q", tt.name, packed, text(doc))
			case err == nil && !reads:
				t.Errorf("%s, packed %v: is read", tt.name, packed)
			}
		}
	}
}

// TestPaper reads pages whose paper begins elsewhere than at 0, 0, is cut or turned.
func TestPaper(t *testing.T) {
	t.Parallel()
	for paper, want := range map[string]Page{
		"/MediaBox [100 200 400 500]":                        {Width: 300, Height: 300},
		"/MediaBox [100 200 400 600] /Rotate 90":             {Width: 300, Height: 400},
		"/MediaBox [0 0 900 900] /CropBox [100 200 300 400]": {Width: 200, Height: 200},
		"/MediaBox [400 600 100 200] /Rotate 270":            {Width: 300, Height: 400},
	} {
		const content = "BT /F1 20 Tf 150 250 Td (Ab) Tj ET"
		doc, err := Read(t.Context(), pdftest.File("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R "+paper+" /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"))
		if err != nil {
			t.Fatal(err)
		}
		p := doc.Pages[0]
		if c := p.Chars[0]; p.Width != want.Width || p.Height != want.Height || c.X != 50 || c.Y != 50 {
			t.Errorf("%s: %v × %v, first character %+v", paper, p.Width, p.Height, c)
		}
	}
}
