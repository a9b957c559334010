package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
)

// fileOf returns a Word file with body in its main part.
func fileOf(t *testing.T, body string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"[Content_Types].xml", "<Types/>"},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`},
	} {
		f, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func par(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestRead(t *testing.T) {
	t.Parallel()
	row := func(cells ...string) string {
		return "<w:tr><w:tc>" + par("", cells[0]) + "</w:tc><w:tc>" + par("", cells[1]) + "</w:tc></w:tr>"
	}
	a, err := Read(release.File{ID: "a.docx", Data: fileOf(t, par("Title", "园区二期开工")+par("", "园区二期昨日开工，总投资3亿元。")+
		"<w:tbl>"+row("项目", "投资（亿元）")+row("学校", "2")+"</w:tbl>"+
		par("", "项目建成后可容纳企业60家，预计明年投用。")+"<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range a.Paragraphs() {
		got = append(got, p.Text)
	}
	if want := "园区二期昨日开工，总投资3亿元。|项目：学校；投资：2亿元|项目建成后可容纳企业60家，预计明年投用。"; a.Title != "园区二期开工" || strings.Join(got, "|") != want {
		t.Errorf("%q: %s", a.Title, strings.Join(got, "|"))
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	good := fileOf(t, par("", "园区二期昨日开工。"))
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"cut off": {good[:len(good)/2], release.ErrDamaged},
		"no text": {fileOf(t, ""), release.ErrEmpty},
		"nested":  {fileOf(t, strings.Repeat("<w:sdt>", parts.MaxDepth+1)), release.ErrTooLarge},
	} {
		if _, err := Read(release.File{ID: "a.docx", Data: tt.data}); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
