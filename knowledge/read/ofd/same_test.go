package ofd

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/internal/pdftext"
	"beilun/knowledge"
	"beilun/knowledge/read/ofd/ofdtest"
	"beilun/knowledge/read/pagelayout"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
)

func TestMain(m *testing.M) {
	pdftext.Child() // does not return in a worker
	os.Exit(m.Run())
}

// converted returns an OFD of the pages of a PDF as converters write it: an object
// for each run of characters on a line, or for each character, with or without a
// matrix.
func converted(t *testing.T, doc *pdftext.Document, runs, matrix bool) []byte {
	t.Helper()
	const mm = 25.4 / 72
	file := ofdtest.File{Parts: map[string]string{}}
	for i, p := range doc.Pages {
		var b strings.Builder
		for from := 0; from < len(p.Chars); {
			to := from + 1
			for runs && to < len(p.Chars) && p.Chars[to].Y == p.Chars[from].Y && p.Chars[to].Size == p.Chars[from].Size && p.Chars[to].X > p.Chars[to-1].X && p.Chars[to].X-p.Chars[to-1].X < 2*p.Chars[from].Size {
				to++
			}
			first := p.Chars[from]
			scale, attribute := 1.0, ""
			if matrix {
				scale, attribute = 0.5, ` CTM="0.5 0 0 0.5 0 0"`
			}
			var text strings.Builder
			var deltas []string
			for k, c := range p.Chars[from:to] {
				text.WriteRune(c.Rune)
				if k > 0 {
					deltas = append(deltas, fmt.Sprintf("%.4f", float64(c.X-p.Chars[from+k-1].X)*mm/scale))
				}
			}
			size := float64(first.Size) * mm
			fmt.Fprintf(&b, `<ofd:TextObject ID="7" Boundary="%.4f %.4f %.4f %.4f" Font="9" Size="%.4f"%s><ofd:TextCode X="0" Y="%.4f" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`,
				float64(first.X)*mm, float64(p.Height-first.Y)*mm-size, 100.0, math.Ceil(size), size/scale, attribute, size/scale, strings.Join(deltas, " "), strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(text.String()))
			from = to
		}
		file.Pages = append(file.Pages, ofdtest.Page{})
		file.Parts[fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)] = fmt.Sprintf(`<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Area><ofd:PhysicalBox>0 0 %g %g</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="2">%s</ofd:Layer></ofd:Content></ofd:Page>`,
			float64(p.Width)*mm, float64(p.Height)*mm, b.String())
	}
	return file.Bytes(t)
}

// outline returns what an article says.
func outline(a *knowledge.Article) []string {
	out := []string{a.Title, a.Source, a.Date.String()}
	for _, s := range a.Sections {
		if s.Heading != "" {
			out = append(out, "# "+s.Heading)
		}
		for _, p := range s.Paragraphs {
			out = append(out, p.Text)
		}
	}
	return out
}

// TestSameAsPDF reads the pages of PDFs converted to OFD. The articles are the same.
func TestSameAsPDF(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("../testdata/formats/files/*.pdf")
	if err != nil || len(names) == 0 {
		t.Fatal(len(names), err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := pdftext.Read(t.Context(), data)
		if err != nil {
			t.Fatal(err)
		}
		doc.Title = ""
		want, err := pagelayout.Article(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, way := range []struct{ runs, matrix bool }{{true, false}, {true, true}, {false, false}} {
			got, err := Read(release.File{Data: converted(t, doc, way.runs, way.matrix), Ctx: t.Context()})
			if err != nil {
				t.Errorf("%s, %+v: %v", filepath.Base(name), way, err)
				continue
			}
			if diff := cmp.Diff(outline(want), outline(got)); diff != "" {
				t.Errorf("%s, %+v (-PDF +OFD):\n%s", filepath.Base(name), way, diff)
			}
		}
	}
}
