package read

import (
	"errors"
	"strings"
	"testing"

	"beilun/internal/needs"
)

// archiveOf returns an archive of parts, by name and text in turn.
func archiveOf(t *testing.T, texts ...string) string {
	t.Helper()
	var all []part
	for i := 0; i < len(texts); i += 2 {
		all = append(all, part{name: texts[i], text: texts[i+1]})
	}
	return string(pack(t, all...))
}

// bookWith returns a workbook with a sheet and shared texts. Style 1 strikes out.
func bookWith(t *testing.T, sheet, texts string) string {
	t.Helper()
	return archiveOf(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="Sheet1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>`+
			`<Relationship Id="r2" Type="t/styles" Target="styles.xml"/><Relationship Id="r3" Type="t/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml", "<sst>"+texts+"</sst>", "xl/worksheets/sheet1.xml", "<worksheet><sheetData>"+sheet+"</sheetData></worksheet>")
}

// TestStruckOut reads figures that were struck out beside the ones in their place, as
// an office corrects a draft. The two must never become one number.
func TestStruckOut(t *testing.T) {
	t.Parallel()
	run := func(how, text string) string {
		return "<w:r><w:rPr>" + how + `</w:rPr><w:t>` + text + "</w:t></w:r>"
	}
	cell := func(s string) string { return `<c t="inlineStr"><is>` + s + "</is></c>" }
	slide := `<a:p><a:r><a:rPr strike="sngStrike"/><a:t>99</a:t></a:r><a:r><a:rPr/><a:t>88亿元。</a:t></a:r></a:p>`
	for name, tt := range map[string]struct{ data, want string }{
		"a.docx": {string(word(t, "<w:p>"+run("", "云溪镇投资")+run("<w:strike/>", "99")+run(`<w:strike w:val="0"/>`, "88")+run("<w:dstrike/>", "7")+run(`<w:rStyle w:val="S"/>`, "6")+run("", "亿元。")+"</w:p>",
			part{name: "word/styles.xml", text: `<w:styles xmlns:w="w"><w:style w:styleId="S"><w:rPr><w:strike/></w:rPr></w:style></w:styles>`})), "云溪镇投资88亿元。"},
		"a.rtf": {`{\rtf1\ansi\ansicpg936 A{\strike 99}88\striked1 7\striked0  km.}`, "A88 km."},
		"a.odt": {archiveOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", `<o:document-content xmlns:o="o" xmlns:s="s" xmlns:t="t"><o:automatic-styles>`+
			`<s:style s:name="T1" s:family="text"><s:text-properties s:text-line-through-style="solid"/></s:style><s:style s:name="P1" s:family="paragraph"><s:text-properties s:text-line-through-type="single"/></s:style></o:automatic-styles><o:body><o:text>`+
			`<t:p t:style-name="P1">云溪镇投资99亿元。</t:p><t:p>云溪镇投资<t:span t:style-name="T1">99</t:span>88亿元。</t:p></o:text></o:body></o:document-content>`), "云溪镇投资88亿元。"},
		"a.pptx": {archiveOf(t, "[Content_Types].xml", "<Types/>", "ppt/presentation.xml", `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>`,
			"ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="r1" Type="t/slide" Target="slides/slide1.xml"/></Relationships>`,
			"ppt/slides/slide1.xml", `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree><p:sp><p:txBody>`+slide+`</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`), "88亿元。"},
		"a.xlsx": {bookWith(t, "<row>"+cell("<t>镇</t>")+cell("<t>投资（亿元）</t>")+cell("<t>批次</t>")+"</row><row>"+cell("<t>云溪镇</t>")+`<c t="s"><v>0</v></c>`+cell("<t>一</t>")+"</row><row>"+cell("<t>东岭镇</t>")+`<c s="1"><v>7</v></c>`+cell("<t>二</t>")+"</row>",
			"<si><r><rPr><strike/></rPr><t>99</t></r><r><t>88</t></r></si>"), "镇：云溪镇；投资：88亿元；批次：一|镇：东岭镇；批次：二"},
		"b.xls": {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style></Styles>` +
			`<Worksheet ss:Name="Sheet1"><Table><Row><Cell><Data ss:Type="String">镇</Data></Cell><Cell><Data ss:Type="String">投资（亿元）</Data></Cell><Cell><Data ss:Type="String">批次</Data></Cell></Row><Row><Cell><Data ss:Type="String">云溪镇</Data></Cell><Cell><Data ss:Type="String"><S>99</S>88</Data></Cell><Cell><Data ss:Type="String">一</Data></Cell></Row>` +
			`<Row><Cell><Data ss:Type="String">东岭镇</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">7</Data></Cell><Cell><Data ss:Type="String">二</Data></Cell></Row></Table></Worksheet></Workbook>`, "镇：云溪镇；投资：88亿元；批次：一|镇：东岭镇；批次：二"},
		"a.md": {"云溪镇投资~~99~~88亿元，每年5~10亿元，另有6~7人。\n\n~~东岭镇投资7亿元。~~", "云溪镇投资88亿元，每年5~10亿元，另有6~7人。"},
	} {
		a, err := File(name, []byte(tt.data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, p := range a.Paragraphs() {
			got = append(got, p.Text)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s: %s, want %s", name, s, tt.want)
		}
	}
}

// TestNoteInCell reads a cell with the raised number of a note after its figure, and
// one with a power.
func TestNoteInCell(t *testing.T) {
	t.Parallel()
	raised := func(s string) string { return `<r><rPr><vertAlign val="superscript"/></rPr><t>` + s + "</t></r>" }
	data := bookWith(t, `<row><c t="inlineStr"><is><t>镇</t></is></c><c t="inlineStr"><is><t>面积（km</t>`+raised("2")+`<r><t>）</t></r></is></c></row><row><c t="inlineStr"><is><t>云溪镇</t></is></c><c t="s"><v>0</v></c></row>`+
		`<row><c t="inlineStr"><is><t>东岭镇</t></is></c><c t="inlineStr"><is><r><t>3.5×10</t></r>`+raised("4")+`</is></c></row>`,
		"<si><r><t>38.2</t></r>"+raised("1")+"</si>")
	a, err := File("a.xlsx", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range a.Paragraphs() {
		got = append(got, p.Text)
	}
	if s := strings.Join(got, "|"); s != "镇：云溪镇；面积：38.2km²|镇：东岭镇；面积（km²）：3.5×10⁴" {
		t.Error(s)
	}
	xml := `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">` +
		`<Worksheet ss:Name="Sheet1"><Table><Row><Cell><Data ss:Type="String">镇</Data></Cell><Cell><Data ss:Type="String">投资（亿元）</Data></Cell></Row><Row><Cell><Data ss:Type="String">云溪镇</Data></Cell><Cell><Data ss:Type="String">38.2<Sup>1</Sup></Data></Cell></Row></Table></Worksheet></Workbook>`
	if a, err = File("a.xls", []byte(xml)); err != nil {
		t.Fatal(err)
	}
	if s := a.Paragraphs()[0].Text; s != "镇：云溪镇；投资：38.2亿元" {
		t.Error(s)
	}
}

// TestSharedTextBomb reads a small workbook in which each of many cells shows the same
// long text.
func TestSharedTextBomb(t *testing.T) {
	needs.Long(t, "a minute under the race detector")
	t.Parallel()
	data := bookWith(t, strings.Repeat("<row>"+strings.Repeat(`<c t="s"><v>0</v></c>`, 200)+"</row>", 900), "<si><t>"+strings.Repeat("甲1亿元", 6000)+"</t></si>")
	if _, err := File("a.xlsx", []byte(data)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("%v, want %v", err, ErrTooLarge)
	}
}
