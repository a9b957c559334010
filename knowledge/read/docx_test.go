package read

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
)

// word returns a Word file with body in its main part, and more parts.
func word(t *testing.T, body string, more ...part) []byte {
	t.Helper()
	const spaces = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="wps" xmlns:v="v"><w:body>`
	return pack(t, append([]part{{"[Content_Types].xml", "<Types/>", 0}, {"word/document.xml", spaces + body + `</w:body></w:document>`, 0}}, more...)...)
}

// wordPara returns a paragraph of runs.
func wordPara(style string, runs ...string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + strings.Join(runs, "") + `</w:p>`
}

func wordRun(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// wordTableOf returns a table of rows of cells, each with its properties.
func wordTableOf(rows ...[]string) string {
	var b strings.Builder
	b.WriteString("<w:tbl>")
	for _, r := range rows {
		b.WriteString("<w:tr>")
		for _, c := range r {
			b.WriteString("<w:tc>" + c + "</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

func wordCells(texts ...string) []string {
	for i, s := range texts {
		if !strings.HasPrefix(s, "<") {
			texts[i] = wordPara("", wordRun(s))
		}
	}
	return texts
}

const (
	wordProse  = "园区二期昨日开工，总投资3亿元，占地20亩。"
	wordProse2 = "项目建成后可容纳企业60家，预计明年投用。"
)

func TestWord(t *testing.T) {
	t.Parallel()
	pass := wordPara("", wordRun(wordProse))
	inserted := `<w:ins>` + wordRun("12") + `</w:ins>`
	deleted := `<w:del><w:r><w:delText>99</w:delText><w:t>99</w:t></w:r></w:del><w:moveFrom>` + wordRun("旧") + `</w:moveFrom>`
	field := `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText><w:t>代码</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + wordRun("结果") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	box := `<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>` + wordPara("", wordRun("图片说明文字。")) + `</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + wordPara("", wordRun("图片说明文字。")) + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	styles := part{"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="a9"><w:name w:val="heading 2"/></w:style><w:style w:styleId="b1"><w:basedOn w:val="a9"/></w:style><w:style w:styleId="c1"><w:basedOn w:val="c2"/></w:style><w:style w:styleId="c2"><w:basedOn w:val="c1"/></w:style><w:style w:styleId="t1"><w:name w:val="toc 1"/></w:style></w:styles>`, 0}
	core := func(title string) part {
		return part{"docProps/core.xml", `<p><dc:title xmlns:dc="d">` + title + `</dc:title><created>2020-01-01</created></p>`, 0}
	}
	for _, tt := range []struct {
		name         string
		data         []byte
		title, facts string // source and date
		want         []string
	}{
		{"insertions and deletions", word(t, wordPara("", wordRun("开工项目"), inserted, deleted, wordRun("个，总投资3亿元。"))+pass), "", "", []string{"开工项目12个，总投资3亿元。", wordProse}},
		{"fields", word(t, wordPara("", wordRun("见"), field, wordRun("，投资3亿元。"))), "", "", []string{"见结果，投资3亿元。"}},
		{"a text box once", word(t, wordPara("", wordRun(wordProse), box)+wordPara("", wordRun(wordProse2))), "", "", []string{wordProse, "图片说明文字。", wordProse2}},
		{"hidden text, notes, symbols", word(t, wordPara("", wordRun("增长"), `<w:r><w:rPr><w:vanish/></w:rPr><w:t>不</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:sym w:font="Wingdings 2" w:char="F0A3"/><w:sym w:font="Symbol" w:char="F0B3"/><w:t>8%</w:t><w:footnoteReference w:id="2"/></w:r>`, wordRun("以上。"))), "", "", []string{"增长≥8%以上。"}},
		{"headings of styles", word(t, wordPara("Title", wordRun("园区开工"))+wordPara("a9", wordRun("一、进展"))+pass+wordPara("b1", wordRun("二、计划"))+wordPara("c1", wordRun(wordProse2)), styles), "园区开工", "", []string{"# 一、进展", wordProse, "# 二、计划", wordProse2}},
		{"prose in a heading's style", word(t, wordPara("Heading1", wordRun("一、进展。"+wordProse))+wordPara("Heading1", wordRun("二、计划"))+pass), "", "", []string{"一、进展。" + wordProse, "# 二、计划", wordProse}},
		{"an outline level", word(t, `<w:p><w:pPr><w:outlineLvl w:val="1"/><w:pPrChange><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:pPrChange></w:pPr>`+wordRun("进展")+`</w:p>`+pass+`<w:p><w:pPr><w:pStyle w:val="Heading2"/><w:outlineLvl w:val="9"/></w:pPr>`+wordRun("这是正文。")+`</w:p>`), "", "", []string{"# 进展", wordProse, "这是正文。"}},
		{"a table of contents", word(t, wordPara("t1", wordRun("进展 3"))+wordPara("a9", wordRun("进展"))+pass, styles), "", "", []string{"# 进展", wordProse}},
		{"no styles", word(t, wordPara("", wordRun("园区二期开工"))+wordPara("", wordRun("来源：临湖日报"), `<w:r><w:tab/></w:r>`, wordRun("发布时间：2024-05-06"))+pass+wordPara("", wordRun(wordProse2))), "园区二期开工", "临湖日报 2024-05-06", []string{wordProse, wordProse2}},
		{"a title of the properties that agrees", word(t, pass+wordPara("", wordRun(wordProse2)), core("园区二期开工")), "园区二期开工", "", []string{wordProse, wordProse2}},
		{"a title of another file", word(t, pass+wordPara("", wordRun(wordProse2)), core("工作总结模板")), "", "", []string{wordProse, wordProse2}},
		{"line breaks", word(t, wordPara("", wordRun("地址：湖东路1号"), `<w:r><w:br/></w:r>`, wordRun("电话：12345"))+wordPara("Heading1", wordRun("园区"), `<w:r><w:br/></w:r>`, wordRun("进展"))+pass+`<w:p><w:r><w:br w:type="page"/><w:t>下一页。</w:t></w:r></w:p>`+wordPara("Heading2", wordRun("附录"))+pass), "园区进展", "", []string{"地址：湖东路1号", "电话：12345", wordProse, "下一页。", "# 附录", wordProse}},
		{"a table with its headings", word(t, wordTableOf(wordCells("项目", "总投资"), wordCells("新医院", "5亿元"), wordCells("新学校", "2亿元"))), "", "", []string{"项目：新医院；总投资：5亿元", "项目：新学校；总投资：2亿元"}},
		{"a table of names and values", word(t, wordTableOf(wordCells("总投资", "5亿元"), wordCells("用地", "30亩"))), "", "", []string{"总投资：5亿元", "用地：30亩"}},
		{"cells over rows and columns", word(t, `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>`+
			`<w:tc>`+wordPara("", wordRun("镇街"))+`</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>`+wordPara("", wordRun("2023年"))+`</w:tc></w:tr><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc><w:tc>`+wordPara("", wordRun("产值"))+`</w:tc><w:tc>`+wordPara("", wordRun("税收"))+`</w:tc></w:tr>`+
			`<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>`+wordPara("", wordRun("南岸"))+`</w:tc><w:tc>`+wordPara("", wordRun("5亿元"))+`</w:tc><w:tc>`+wordPara("", wordRun("1亿元"))+`</w:tc></w:tr>`+
			`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>`+wordPara("", wordRun("6亿元"))+`</w:tc><w:tc>`+wordPara("", wordRun("2亿元"))+`</w:tc></w:tr></w:tbl>`), "", "",
			[]string{"镇街：南岸；2023年产值：5亿元；2023年税收：1亿元", "镇街：南岸；2023年产值：6亿元；2023年税收：2亿元"}},
		{"a table in a table that lays out the page", word(t, wordTableOf(wordCells(pass+wordTableOf(wordCells("项目", "总投资"), wordCells("新医院", "5亿元"))+wordPara("", wordRun(wordProse2))))), "", "", []string{wordProse, "项目：新医院；总投资：5亿元", wordProse2}},
		{"the names of a strict file", []byte(strings.ReplaceAll(string(pack(t, part{"word/document.xml", `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>` + pass + `</w:body></w:document>`, 0}, part{"[Content_Types].xml", "<Types/>", 0})), "", "")), "", "", []string{wordProse}},
	} {
		a, err := File("a.docx", tt.data)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if facts := strings.TrimSpace(a.Source + " " + a.Date.String()); a.Title != tt.title || facts != tt.facts {
			t.Errorf("%s: title %q, %q", tt.name, a.Title, facts)
		}
		if diff := cmp.Diff(tt.want, outline(a)); diff != "" {
			t.Errorf("%s: outline (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestWrongNames reads files whose names have the extension of another format.
func TestWrongNames(t *testing.T) {
	t.Parallel()
	file := word(t, wordPara("", wordRun(wordProse)))
	for _, tt := range []struct {
		id   string
		data []byte
		want error
	}{
		{"a.zip", file, nil},
		{"a.txt", file, nil},
		{"a.docm", file, nil},
		{"a.docx", []byte(wordProse), nil},
		{"a.pdf", []byte(wordProse), nil},
		{"a.docx", pack(t, part{"xl/workbook.xml", "<a/>", 0}), release.ErrDamaged},
		{"a.docx", pack(t, part{"xl/workbook.bin", "x", 0}), release.ErrSheet},
		{"a.docx", pack(t, part{"photo.jpg", "x", 0}), release.ErrFormat},
		{"a.docx", pack(t, part{"[Content_Types].xml", "<Types/>", 0}), release.ErrDamaged},
		{"a.docx", word(t, ""), release.ErrEmpty},
		{"a.docx", file[:len(file)/2], release.ErrDamaged},
		{"a.wps", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), release.ErrDamaged},
		{"a.docx", []byte("\xD0\xCF\x11\xE0 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), release.ErrEncrypted},
	} {
		if _, err := File(tt.id, tt.data); !errors.Is(err, tt.want) {
			t.Errorf("%s %.20q: %v, want %v", tt.id, tt.data, err, tt.want)
		}
	}
}

// FuzzWord reads any XML as the main part.
func FuzzWord(f *testing.F) {
	f.Add(`<w:p xmlns:w="wordprocessingml"><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>题</w:t><w:br/><w:tab/></w:r></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr><w:p xmlns:w="wordprocessingml"><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>`)
	f.Add(`<mc:AlternateContent><mc:Choice><w:txbxContent><w:tc/></w:txbxContent></mc:Choice></mc:AlternateContent><w:fldChar w:fldCharType="begin"/>`)
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 1<<16 {
			return
		}
		a, err := File("a.docx", pack(&testing.T{}, part{"word/document.xml", "<a>" + body + "</a>", 0}))
		if err != nil {
			return
		}
		for _, p := range a.Paragraphs() {
			if p.Text == "" || !utf8.ValidString(p.Text) || p.Origin != nil {
				t.Fatalf("paragraph %q, origin %v", p.Text, p.Origin)
			}
		}
	})
}

// TestFormulas reads powers and fractions that are set as formulas: 10 with the power 3
// is not 103.
func TestFormulas(t *testing.T) {
	t.Parallel()
	const math = `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">`
	run := func(s string) string { return "<m:r><m:t>" + s + "</m:t></m:r>" }
	body := "<w:p>" + wordRun("云溪镇有地") + math + run("3×") + "<m:sSup><m:e>" + run("10") + "</m:e><m:sup>" + run("3") + "</m:sup></m:sSup></m:oMath>" + wordRun("亩，其中") +
		math + "<m:f><m:num>" + run("3") + "</m:num><m:den>" + run("4") + "</m:den></m:f></m:oMath>" + wordRun("是林地。") + "</w:p>"
	a, err := File("a.docx", word(t, body))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.Paragraphs()[0].Text, "云溪镇有地3×10³亩，其中3/4是林地。"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
