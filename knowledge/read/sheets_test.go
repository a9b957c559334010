package read

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"beilun/internal/needs"
	"beilun/knowledge/read/release"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// sheetFile returns a file made by a spreadsheet program.
func sheetFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata/sheets", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSheetFiles reads the files of a spreadsheet program: a list of projects and the
// indicators of a month.
func TestSheetFiles(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		file, as          string
		want              error
		title, date, some string // some is one of the paragraphs
	}{
		{file: "projects.xlsx", title: "青溪县2025年重点建设项目进度表", date: "2025-07-08", some: "类别：产业项目；项目名称：西塘冷链物流中心；建设规模：冷库12万立方米；总投资：68,000.50万元；2025年计划投资：25,000.00万元；2025年1-6月完成投资：9,000.00万元；2025年完成率：36.0%；开工日期：2025年2月"},
		{file: "projects.xlsx", as: "projects.xls", title: "青溪县2025年重点建设项目进度表", date: "2025-07-08", some: "类别：民生项目；项目名称：小计；总投资：52,300.00万元；2025年计划投资：18,000.00万元；2025年1-6月完成投资：11,000.25万元；2025年完成率：61.1%"},
		{file: "projects.xlsx", as: "a.txt", title: "青溪县2025年重点建设项目进度表", date: "2025-07-08", some: "注：完成率为1-6月完成投资占年度计划的比例。"},
		{file: "projects.et", title: "青溪县2025年重点建设项目进度表", date: "2025-07-08", some: "类别：产业项目；项目名称：西塘冷链物流中心；建设规模：冷库12万立方米；总投资：68,000.50万元；2025年计划投资：25,000.00万元；2025年1-6月完成投资：9,000.00万元；2025年完成率：36.0%；开工日期：2025年2月"},
		{file: "projects.csv", title: "青溪县2025年重点建设项目进度表", date: "2025-07-08", some: "项目名称：西塘冷链物流中心；建设规模：冷库12万立方米；总投资：68000.5万元；2025年计划投资：25000万元；2025年1-6月完成投资：9000万元；2025年完成率：36%；开工日期：02/10/2025"},
		{file: "monthly.xlsx", title: "2025年1-6月青溪县主要经济指标", some: "指标：规模以上工业增加值；6月总量：17.4亿元；6月同比增长：6.4%；1-6月总量：99.8亿元；1-6月同比增长：7.1%"},
		{file: "monthly.xls", title: "2025年1-6月青溪县主要经济指标", some: "指标：规模以上工业增加值；6月总量：17.4亿元；6月同比增长：6.4%；1-6月总量：99.8亿元；1-6月同比增长：7.1%"},
		{file: "projects97.xls", want: release.ErrSheet},
		{file: "projects97.xls", as: "a.et", want: release.ErrSheet},
	} {
		if tt.as == "" {
			tt.as = tt.file
		}
		a, err := File(tt.as, sheetFile(t, tt.file))
		if !errors.Is(err, tt.want) || err != nil {
			if !errors.Is(err, tt.want) || tt.want == nil {
				t.Errorf("%s: %v, want %v", tt.as, err, tt.want)
			}
			continue
		}
		date := ""
		if !a.Date.IsZero() {
			date = a.Date.String()
		}
		text := strings.Join(outline(a), "\n")
		if a.Title != tt.title || date != tt.date || !strings.Contains(text, tt.some) {
			t.Errorf("%s: %q of %s:\n%s", tt.as, a.Title, date, text)
		}
		for _, hidden := range []string{"机密", "内部口径", "Err", "#REF", "DIV"} {
			if strings.Contains(text, hidden) {
				t.Errorf("%s: has %s", tt.as, hidden)
			}
		}
	}
}

// TestSheetTexts reads lines that are rows, in each encoding and with each delimiter.
func TestSheetTexts(t *testing.T) {
	t.Parallel()
	const rows = "云溪区民生实事\n项目名称,投资（万元）,备注\n云溪大桥,\"1,234.5\",在建\n\"东岭\"\"一号\"\"隧道\",87,\"分两期，\n已完工\"\n"
	want := []string{"项目名称：云溪大桥；投资：1,234.5万元；备注：在建", "项目名称：东岭\"一号\"隧道；投资：87万元；备注：分两期，已完工"}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(rows)
	if err != nil {
		t.Fatal(err)
	}
	wide := []byte{0xFF, 0xFE}
	for _, c := range utf16.Encode([]rune(rows)) {
		wide = append(wide, byte(c), byte(c>>8))
	}
	other := func(d string) []byte {
		return []byte(strings.NewReplacer(",", d, `"1,234.5"`, "1,234.5").Replace(rows))
	}
	for name, data := range map[string][]byte{
		"a.csv": []byte(rows), "marked.csv": []byte("\xEF\xBB\xBF" + rows), "gb.csv": []byte(gb), "wide.xls": wide, "crlf.csv": []byte(strings.ReplaceAll(rows, "\n", "\r\n")),
		"tab.tsv": other("\t"), "tab.xls": other("\t"), "semicolon.csv": other(";"), "bar.csv": other("|"), "sep.csv": append([]byte("sep=;\n"), other(";")...),
	} {
		a, err := File(name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := outline(a); strings.Join(got, "\n") != strings.Join(want, "\n") || a.Title != "云溪区民生实事" {
			t.Errorf("%s: %s: %q", name, a.Title, got)
		}
		for _, p := range a.Paragraphs() {
			checkSpan(t, p.Text, p.Origin, len(data))
		}
	}
}

// TestSheetDoubts reads files that say less than they seem to.
func TestSheetDoubts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data, not string
		want      error
	}{
		"a thousand without marks.csv": {data: "项目,投资（万元）,备注\n大桥,1,234.5,在建\n隧道,87,完工\n学校,55,\n", not: "投资：1万元"},
		"no table.csv":                 {data: "云溪区昨日通报，园区二期开工，总投资3亿元。\n项目明年投用。\n"},
		"empty.csv":                    {want: release.ErrEmpty},
		"only marks.csv":               {data: ",,,\n,,,\n", want: release.ErrEmpty},
		"noise.xlsx":                   {data: "\x00\x01\x02\x03", want: release.ErrBinary},
		"an error.csv":                 {data: "项目,投资（万元）\n大桥,#REF!\n隧道,#N/A\n学校,5\n", not: "#"},
		"old.ods":                      {data: "x", want: release.ErrSheet},
		"a zip.ods":                    {data: string(pack(t, part{"mimetype", "x", 0}, part{"content.xml", "<a/>", 0})), want: release.ErrSheet},
		"under merged.xls": {data: `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>` +
			`<Row><Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row><Row><Cell><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet></Workbook>`, want: release.ErrSheet},
	} {
		a, err := File(name, []byte(tt.data))
		if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
			continue
		}
		if err == nil && tt.not != "" && strings.Contains(strings.Join(outline(a), "\n"), tt.not) {
			t.Errorf("%s: %q", name, outline(a))
		}
	}
}

// TestSheetXML reads a workbook as one XML file of Excel 2003.
func TestSheetXML(t *testing.T) {
	t.Parallel()
	cell := func(attr, kind, text string) string {
		return `<Cell ` + attr + `><Data ss:Type="` + kind + `">` + text + `</Data></Cell>`
	}
	data := `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">` +
		`<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0.0%"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="Standard"/></Style></Styles><Worksheet ss:Name="Sheet1"><Table>` +
		`<Row>` + cell(`ss:MergeAcross="2"`, "String", "云溪区2024年财政收支") + `</Row><Row>` + cell(`ss:Index="3"`, "String", "单位：万元") + `</Row>` +
		`<Row>` + cell("", "String", "科目") + cell("", "String", "决算数") + cell("", "String", "同比增长") + `</Row>` +
		`<Row>` + cell("", "String", "税收收入") + cell(`ss:StyleID="s2"`, "Number", "123456.789") + cell(`ss:StyleID="s1"`, "Number", "0.0568") + `</Row>` +
		`<Row ss:Hidden="1">` + cell("", "String", "内部") + cell("", "Number", "1") + `</Row>` +
		`<Row>` + cell("", "String", "非税收入") + cell(`ss:StyleID="s2"`, "Number", "23456") + cell(`ss:StyleID="s1"`, "Error", "#DIV/0!") + `</Row></Table></Worksheet>` +
		`<Worksheet ss:Name="底稿"><Table><Row>` + cell("", "String", "内部数据") + `</Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`
	a, err := File("a.xls", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(outline(a), "\n"), "单位：万元\n科目：税收收入；决算数：123,456.79万元；同比增长：5.7%\n科目：非税收入；决算数：23,456.00万元"; got != want || a.Title != "云溪区2024年财政收支" {
		t.Errorf("%s: %s", a.Title, got)
	}
}

// TestSheetDamage reads 60 damaged files of each kind: each is refused with a reason,
// or what is whole of it is read.
func TestSheetDamage(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(11, 30))
	for _, name := range []string{"projects.xlsx", "projects.csv", "projects.et"} {
		sample := damaged{id: name, data: sheetFile(t, name)}
		whole, err := readWithin(t, sample, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		refused := 0
		for range 60 {
			f := damage(rng, sample)
			f.hopeless = f.hopeless && name == "projects.xlsx" // half a text is a text
			text, err := readWithin(t, f, time.Minute)
			switch {
			case err != nil && err.Error() == "":
				t.Errorf("%s: %s is refused without a reason", f.name, f.id)
			case err != nil:
				refused++
			case f.hopeless:
				t.Errorf("%s: %s is read: %.100q", f.name, f.id, text)
			case name == "projects.xlsx" && text != whole: // an archive has checksums
				t.Errorf("%s: %s says other things than before:\n%s", f.name, f.id, text)
			}
		}
		t.Logf("%s: %d of 60 refused", name, refused)
	}
}

// bookOf returns a workbook with the XML of one sheet, which declares size bytes, 0 for
// the true size, and its styles.
func bookOf(t testing.TB, xml, styles string, size uint64) []byte {
	const rel = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	return pack(t, part{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="Sheet1" r:id="a"/></sheets></workbook>`, 0},
		part{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="` + rel + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="` + rel + `styles" Target="styles.xml"/></Relationships>`, 0},
		part{"xl/styles.xml", styles, 0}, part{"xl/worksheets/sheet1.xml", xml, size})
}

const sheetStyles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`

// TestSheetBombs reads small workbooks that are large or endless inside.
func TestSheetBombs(t *testing.T) {
	needs.Long(t, "a minute under the race detector")
	t.Parallel()
	text := func(ref, s string) string { return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	table := `<row r="1">` + text("A1", "项目") + text("B1", "投资（万元）") + `</row><row r="2">` + text("A2", "大桥") + `<c r="B2"><v>5</v></c></row>`
	var empty bytes.Buffer
	for i := 3; i <= 1<<20; i++ {
		empty.WriteString(`<row ht="15" customHeight="1"><c s="1"/></row>`)
	}
	row := `<row>` + strings.Repeat(text("", "a"), 20) + `</row>`
	merges := ""
	for i := range 2000 {
		merges += fmt.Sprintf(`<mergeCell ref="%c%d:XFD1048576"/>`, 'A'+i%20, 1+i/20)
	}
	for _, tt := range []struct {
		name, xml, styles string
		want              error
	}{
		{"a million rows that are empty", `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>` + table + empty.String() + `</sheetData></worksheet>`, sheetStyles, nil},
		{"a million columns that are hidden", `<worksheet><cols><col min="4" max="999999999" hidden="1"/></cols><sheetData>` + table + `</sheetData></worksheet>`, sheetStyles, nil},
		{"all of it merged", `<worksheet><sheetData>` + table + `<row r="9">` + text("A9", "注") + `</row></sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells></worksheet>`, sheetStyles, nil},
		{"merged over and over", `<worksheet><sheetData>` + strings.Repeat(row, 1000) + `</sheetData><mergeCells>` + merges + `</mergeCells></worksheet>`, sheetStyles, release.ErrTooLarge},
		{"too many cells", `<worksheet><sheetData>` + strings.Repeat(row, 10_001) + `</sheetData></worksheet>`, sheetStyles, release.ErrTooLarge},
		{"too many columns", `<worksheet><sheetData><row r="1">` + strings.Repeat(text("", "a"), 300) + `</row></sheetData></worksheet>`, sheetStyles, release.ErrTooLarge},
		{"far apart", `<worksheet><sheetData>` + table + `<row r="1048576">` + text("XFD1048576", "末") + `</row></sheetData></worksheet>`, sheetStyles, nil},
		{"a row beyond the last", `<worksheet><sheetData>` + table + `<row r="1048577">` + text("", "末") + `</row></sheetData></worksheet>`, sheetStyles, release.ErrDamaged},
		{"cut off", `<worksheet><sheetData>` + table, sheetStyles, release.ErrDamaged},
		{"entities", `<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData>` + table + `</sheetData></worksheet>`, sheetStyles, release.ErrDamaged},
		{"deep", `<worksheet>` + strings.Repeat("<a>", 100_000), sheetStyles, release.ErrTooLarge},
		{"styles without end", `<worksheet><sheetData>` + table + `</sheetData></worksheet>`, `<styleSheet>` + strings.Repeat("<xf/>", 2_000_000), release.ErrTooLarge},
		{"a format without end", `<worksheet><sheetData>` + table + `</sheetData></worksheet>`, `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="` + strings.Repeat("0.0;", 10_000) + `"/></numFmts></styleSheet>`, release.ErrDamaged},
		{"styles cut off", `<worksheet><sheetData>` + table + `</sheetData></worksheet>`, `<styleSheet><cellXfs>`, release.ErrDamaged},
	} {
		start := time.Now()
		text, err := readWithin(t, damaged{name: tt.name, id: "a.xlsx", data: bookOf(t, tt.xml, tt.styles, 0)}, time.Minute)
		if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) || err == nil && !strings.Contains(text, "项目：大桥；投资：5万元") {
			t.Errorf("%s: %v, want %v; %.200s", tt.name, err, tt.want, text)
		}
		t.Logf("%s: %v, packing included", tt.name, time.Since(start).Round(time.Millisecond))
	}
	whole := `<worksheet><sheetData>` + table + `</sheetData></worksheet>`
	for size, want := range map[uint64]error{200 << 20: release.ErrTooLarge, 20: release.ErrDamaged} {
		if _, err := File("a.xlsx", bookOf(t, whole, sheetStyles, size)); !errors.Is(err, want) {
			t.Errorf("%d bytes declared: %v, want %v", size, err, want)
		}
	}
}

func FuzzSheetText(f *testing.F) {
	f.Add("题,,\n项目,投资（万元）\n\"a\"\"b\",\"1,2\"\n\n合计;3\n")
	f.Add("sep=|\na|b\n=\"1\"|2\n\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := File("a.csv", []byte(text))
		if err != nil {
			return
		}
		for _, p := range a.Paragraphs() {
			checkSpan(t, p.Text, p.Origin, len(text))
		}
	})
}

// FuzzSheet reads any XML as a sheet and as the styles of its numbers.
func FuzzSheet(f *testing.F) {
	f.Add(`<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="2" hidden="1"><c r="A1" t="s"><v>0</v></c><c s="1"><v>-1.5</v></c><c t="e"><v>#REF!</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells></worksheet>`,
		`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%;[Red]-0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`)
	f.Add(`<worksheet><sheetData><row><c><v>1</v></c><c t="inlineStr"><is><r><t>a</t></r></is></c></row></sheetData></worksheet>`, sheetStyles)
	f.Fuzz(func(t *testing.T, xml, styles string) {
		a, err := File("a.xlsx", bookOf(t, xml, styles, 0))
		if err == nil && len(a.Paragraphs()) == 0 {
			t.Fatal("no paragraphs and no error")
		}
	})
}
