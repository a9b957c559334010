package pdf

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"beilun/internal/pdftext"
	"beilun/internal/pdftext/pdftest"
	"beilun/knowledge"
	"beilun/knowledge/read/release"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestMain(m *testing.M) {
	pdftext.Child() // does not return in a worker
	os.Exit(m.Run())
}

// said returns what an article says: its title, source, date and paragraphs.
func said(a *knowledge.Article) string {
	out := []string{a.Title, a.Source, a.Date.String()}
	for _, p := range a.Paragraphs() {
		out = append(out, p.Text)
	}
	return strings.Join(out, "|")
}

var texts = []string{"临湖新城二期工程开工", "来源：临湖发布 2025-08-12", "8月12日，临湖新城二期工程在南岸街道开工建设，项目", "总投资17.3亿元，占地面积268亩，计划2027年9月竣工。"}

const textsSaid = "临湖新城二期工程开工|临湖发布|2025-08-12|8月12日，临湖新城二期工程在南岸街道开工建设，项目总投资17.3亿元，占地面积268亩，计划2027年9月竣工。"

// width returns the width of a character in em.
func width(r rune) float64 {
	if r < 0x80 {
		return 0.5
	}
	return 1
}

// encode returns text as a string of a font with the given encoding.
func encode(t *testing.T, encoding, text string) string {
	var b []byte
	if strings.HasPrefix(encoding, "GBK") {
		s, err := simplifiedchinese.GBK.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		b = []byte(s)
	} else {
		for _, r := range text {
			b = append(b, byte(r>>8), byte(r))
		}
	}
	return fmt.Sprintf("<%X>", b)
}

// page returns a PDF of texts, each character of them drawn by draw, in a font that
// is not in the file.
func page(encoding, widths string, draw func(b *strings.Builder, x, y, size float64, text string)) []byte {
	var b strings.Builder
	for i, text := range texts {
		x, y, size := 72.0, 760-30*float64(i), 12.0
		if i == 0 {
			size = 18
		}
		for _, r := range text {
			draw(&b, x, y, size, string(r))
			x += width(r) * size
		}
	}
	return fontFile(encoding, widths, b.String())
}

// fontFile returns a PDF of one page in a font that is not in the file.
func fontFile(encoding, widths, content string) []byte {
	return pdftest.File("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /"+encoding+" /DescendantFonts [6 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "+widths+" >>")
}

// TestFonts reads texts set character by character in fonts that are not in the
// file, with and without widths, also drawn twice for bold type.
func TestFonts(t *testing.T) {
	t.Parallel()
	for _, encoding := range []string{"UniGB-UCS2-H", "GBK-EUC-H"} {
		for _, widths := range []string{"/DW 1000 /W [1 95 500 814 939 500]", "/DW 1000", "/DW 0"} {
			for name, draw := range map[string]func(b *strings.Builder, x, y, size float64, text string){
				"Td": func(b *strings.Builder, x, y, size float64, text string) {
					fmt.Fprintf(b, "BT /F1 %g Tf %.2f %g Td %s Tj ET\n", size, x, y, encode(t, encoding, text))
				},
				"Tm": func(b *strings.Builder, x, y, size float64, text string) {
					fmt.Fprintf(b, "BT /F1 1 Tf %g 0 0 %g %.2f %g Tm %s Tj ET\n", size, size, x, y, encode(t, encoding, text))
				},
				"bold": func(b *strings.Builder, x, y, size float64, text string) {
					for _, by := range []float64{0, 0.35} {
						fmt.Fprintf(b, "BT /F1 %g Tf %.2f %g Td %s Tj ET\n", size, x+by, y, encode(t, encoding, text))
					}
				},
			} {
				a, err := Read(release.File{Data: page(encoding, widths, draw), Ctx: t.Context()})
				if err != nil {
					t.Errorf("%s, %s, %s: %v", encoding, widths, name, err)
				} else if got := said(a); got != textsSaid {
					t.Errorf("%s, %s, %s: %s", encoding, widths, name, got)
				}
			}
		}
	}
}

// TestRefusesText refuses text that is not what the page shows, or that is set from
// top to bottom.
func TestRefusesText(t *testing.T) {
	t.Parallel()
	var lines, columns strings.Builder
	for i, text := range texts {
		fmt.Fprintf(&lines, "BT /F1 12 Tf 72 %d Td %s Tj ET\n", 760-30*i, encode(t, "UCS2", text))
		fmt.Fprintf(&columns, "BT /F1 14 Tf %d 780 Td %s Tj ET\n", 500-28*i, encode(t, "UCS2", text))
	}
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"all at one place": {fontFile("UniGB-UCS2-H", "/DW 0", lines.String()), release.ErrGarbled},
		"vertical":         {fontFile("UniGB-UCS2-V", "/DW 1000", columns.String()), release.ErrVertical},
	} {
		if _, err := Read(release.File{Data: tt.data, Ctx: t.Context()}); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}
