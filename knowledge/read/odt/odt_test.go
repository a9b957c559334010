package odt

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
)

const (
	spaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
		`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:manifest="m"`
	textKind = "application/vnd.oasis.opendocument.text"
	first    = "园区二期昨日开工，总投资3亿元，占地20亩。"
	second   = "项目建成后可容纳企业60家，预计明年投用。"
)

// fileOf returns a document of that kind with styles and a body in its text part,
// and more parts.
func fileOf(t testing.TB, kind, styles, body string, more ...[2]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	all := append([][2]string{{"mimetype", kind}, {"content.xml", `<office:document-content ` + spaces + `><office:automatic-styles>` + styles +
		`</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`}}, more...)
	for _, part := range all {
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

func par(text string) string { return "<text:p>" + text + "</text:p>" }

// outline returns the headings and paragraphs of an article.
func outline(a *knowledge.Article) string {
	var out []string
	for _, s := range a.Sections {
		if s.Heading != "" {
			out = append(out, "# "+s.Heading)
		}
		for _, p := range s.Paragraphs {
			out = append(out, p.Text)
		}
	}
	return strings.Join(out, "|")
}

func TestRead(t *testing.T) {
	t.Parallel()
	const styles = `<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>` +
		`<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>` +
		`<style:style style:name="T3" style:family="text" style:parent-style-name="T1"/>` +
		`<style:style style:name="T4" style:family="text"><style:text-properties style:text-position="0% 100%"/></style:style>` +
		`<style:style style:name="T5" style:family="text" style:parent-style-name="T6"/><style:style style:name="T6" style:family="text" style:parent-style-name="T5"/>` +
		`<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>` +
		`<style:style style:name="P2" style:family="paragraph"><style:text-properties text:display="none"/></style:style>`
	span := func(style, text string) string {
		return `<text:span text:style-name="` + style + `">` + text + `</text:span>`
	}
	both := first + "|" + second
	for name, tt := range map[string]struct{ body, want string }{
		"paragraphs":       {par(first) + par(second), both},
		"a heading":        {`<text:h text:outline-level="2">一、进展</text:h>` + par(first) + `<text:p text:style-name="P1">二、效益</text:p>` + par(second), "# 一、进展|" + first + "|# 二、效益|" + second},
		"powers":           {par("绿地面积3×10"+span("T1", "5")+"m"+span("T3", "2")+"，比上年增加。") + par(second), "绿地面积3×10⁵m²，比上年增加。|" + second},
		"not raised":       {par("总投资"+span("T1", span("T4", "25"))+"亿元，占地20亩。") + par(second), "总投资25亿元，占地20亩。|" + second},
		"styles in a ring": {par("总投资"+span("T5", "25")+"亿元，占地20亩。") + par(second), "总投资25亿元，占地20亩。|" + second},
		"hidden":           {par(first+span("T2", "其实是9亿元。")) + `<text:p text:style-name="P2">其实是8亿元。</text:p>` + par(second+"<text:hidden-text text:is-hidden=\"true\">7亿元</text:hidden-text>"), both},
		"hidden parts":     {par(first) + `<text:section text:display="none">` + par("其实是9亿元。") + `</text:section>` + par("其实是6亿元。<text:hidden-paragraph text:is-hidden=\"true\"/>") + par(second), both},
		"deleted":          {`<text:tracked-changes><text:changed-region><text:deletion>` + par("其实是9亿元。") + `</text:deletion></text:changed-region></text:tracked-changes>` + par(first) + par(second), both},
		"notes":            {par(first+`<text:note><text:note-citation>1</text:note-citation><text:note-body>`+par("9亿元")+`</text:note-body></text:note>`) + par(second+`<office:annotation>`+par("请核对")+`</office:annotation>`), both},
		"white space":      {par(" 园区二期\n  昨日开工，<text:s text:c=\"3\"/>总投资3亿元，占地20亩。") + par(second), "园区二期 昨日开工，   总投资3亿元，占地20亩。|" + second},
		"many spaces":      {par("园区二期<text:s text:c=\"999999999\"/>昨日开工，总投资3亿元，占地20亩。") + par(second), "园区二期" + strings.Repeat(" ", maxSpaces) + "昨日开工，总投资3亿元，占地20亩。|" + second},
		"contents":         {`<text:table-of-content><text:index-body>` + par("一、进展 1") + `</text:index-body></text:table-of-content>` + par(first) + par(second), both},
		"readings":         {par("<text:ruby><text:ruby-base>园区</text:ruby-base><text:ruby-text>yuánqū</text:ruby-text></text:ruby>二期昨日开工，总投资3亿元，占地20亩。") + par(second), both},
		"a box":            {par(`<draw:frame><draw:text-box>` + par(second) + `</draw:text-box><svg:desc>图</svg:desc></draw:frame>` + first), both},
		"a box by itself":  {`<draw:frame><draw:text-box>` + par(first) + `</draw:text-box></draw:frame>` + par(second), both},
		"a list":           {par(first) + `<text:list><text:list-header>` + par(second) + `</text:list-header></text:list>`, both},
		"a stray cell":     {`<table:table><table:table-row><draw:text-box><table:table-cell>` + par(first) + `</table:table-cell></draw:text-box></table:table-row></table:table>` + par(second), second},
	} {
		a, err := Read(release.File{ID: "a.odt", Data: fileOf(t, textKind, styles, tt.body)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := outline(a); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// rowOf returns a row of a table; a cell may be an element already.
func rowOf(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		if !strings.HasPrefix(c, "<") {
			c = "<table:table-cell>" + par(c) + "</table:table-cell>"
		}
		b.WriteString(c)
	}
	return "<table:table-row>" + b.String() + "</table:table-row>"
}

func TestTables(t *testing.T) {
	t.Parallel()
	cell := func(attr, text string) string {
		return "<table:table-cell " + attr + ">" + par(text) + "</table:table-cell>"
	}
	const covered = "<table:covered-table-cell/>"
	for name, tt := range map[string]struct{ rows, want string }{
		"plain": {rowOf("项目", "投资（亿元）") + rowOf("学校", "2"), "项目：学校；投资：2亿元"},
		"heads in two rows": {rowOf(cell(`table:number-rows-spanned="2"`, "镇街"), cell(`table:number-columns-spanned="2"`, "产值（亿元）"), covered) +
			rowOf(covered, "2024年", "2025年") + rowOf("石门镇", "5", "6"), "镇街：石门镇；产值2024年：5亿元；产值2025年：6亿元"},
		"a block of rows": {rowOf("类别", "项目", "投资（亿元）") + rowOf(cell(`table:number-rows-spanned="2"`, "民生"), "学校", "2") + rowOf(covered, "医院", "5"),
			"类别：民生；项目：学校；投资：2亿元|类别：民生；项目：医院；投资：5亿元"},
		"a block of rows and columns": {rowOf("类别", "小类", "投资（亿元）") + rowOf(cell(`table:number-rows-spanned="2" table:number-columns-spanned="2"`, "民生"), covered, "2") +
			rowOf(`<table:covered-table-cell table:number-columns-repeated="2"/>`, "5"), "类别：民生；投资：2亿元|类别：民生；投资：5亿元"},
		"repeated":              {rowOf("项目", "去年（亿元）", "今年（亿元）") + rowOf("学校", cell(`table:number-columns-repeated="2"`, "2")), "项目：学校；去年：2亿元；今年：2亿元"},
		"endless repeated":      {rowOf("项目", "投资（亿元）") + rowOf("学校", "2", `<table:table-cell table:number-columns-repeated="2000000000"/>`) + `<table:table-row table:number-rows-repeated="2000000000"><table:table-cell/></table:table-row>`, "项目：学校；投资：2亿元"},
		"text that is laid out": {rowOf("<table:table-cell>" + par(first) + par(second) + "</table:table-cell>"), first + "|" + second},
	} {
		a, err := Read(release.File{ID: "a.odt", Data: fileOf(t, textKind, "", par("各项目投资情况如下，请有关单位予以支持。")+"<table:table>"+tt.rows+"</table:table>")})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, got, _ := strings.Cut(outline(a), "|"); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestBulletin reads a document made by LibreOffice, with heads in two rows,
// a deletion, a note, a comment, a hidden section, powers and a text box.
func TestBulletin(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/bulletin.odt")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Read(release.File{ID: "bulletin.odt", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	const want = "# 一、总体情况|2025年，全区实现地区生产总值1,234.5亿元，增长 6.1%。建成绿地面积3.2×10⁵m²，CO2排放下降4.3%。|" +
		"全年新增就业1.8万人，城镇登记失业率2.9%。|规上工业企业达到312家，其中高新技术企业98家。|固定资产投资完成456.7亿元，同比增长8.8%。|" +
		"# 二、各镇街情况|表1各镇街主要指标（单位：亿元）|" +
		"镇街：石门镇；工业总产值2024年：101.1亿元；工业总产值2025年：112.2亿元；固定资产投资2024年：31.1亿元；固定资产投资2025年：33.3亿元|" +
		"镇街：青塘街道；工业总产值2024年：81.1亿元；工业总产值2025年：92.2亿元；固定资产投资2024年：20.5亿元；固定资产投资2025年：20.5亿元|" +
		"下一步，云岭区将继续推进重点项目建设，力争2026年地区生产总值增长6%以上。|框中说明：全区常住人口42.6万人。"
	if got := outline(a); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if a.Title != "云岭区2025年经济运行情况" || a.Source != "云岭区统计局" || a.Date.String() != "2026-01-20" {
		t.Errorf("%q, %q, %v", a.Title, a.Source, a.Date)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	good := fileOf(t, textKind, "", par(first)+par(second))
	kind := "application/vnd.oasis.opendocument."
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"text":         {[]byte(first), release.ErrPlain},
		"cut off":      {good[:len(good)/2], release.ErrDamaged},
		"no text":      {fileOf(t, textKind, "", ""), release.ErrEmpty},
		"nested":       {fileOf(t, textKind, "", strings.Repeat("<text:section>", parts.MaxDepth+1)), release.ErrTooLarge},
		"a sheet":      {fileOf(t, kind+"spreadsheet", "", par(first)), release.ErrSheet},
		"slides":       {fileOf(t, kind+"presentation-template", "", par(first)), release.ErrSlides},
		"a drawing":    {fileOf(t, kind+"graphics", "", par(first)), release.ErrPicture},
		"a book":       {fileOf(t, "application/epub+zip", "", par(first)), release.ErrFormat},
		"a password":   {fileOf(t, textKind, "", "", [2]string{"META-INF/manifest.xml", `<manifest:manifest ` + spaces + `><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`}), release.ErrEncrypted},
		"no text part": {func() []byte { return bytes.ReplaceAll(good, []byte("content.xml"), []byte("contents.xm")) }(), release.ErrDamaged},
	} {
		if _, err := Read(release.File{ID: "a.odt", Data: tt.data}); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
