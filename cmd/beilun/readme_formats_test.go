package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sample is a file of a format, with a question that its prose answers and one that a
// table answers.
type sample struct {
	data         []byte
	prose, table [2]string // question and answer
}

// TestReadmeFormats reads the table of formats in the README: a file of each extension
// that is read answers a question in prose and one from a table, and each other one is
// refused with the advice in the table. All extensions that are read are there.
func TestReadmeFormats(t *testing.T) {
	t.Parallel()
	rows := formatRows(t)
	samples := formatSamples(t)
	listed := map[string]bool{}
	for _, row := range rows {
		for _, ext := range row[0].code {
			listed[ext] = true
			s, ok := samples[ext]
			switch unread := strings.HasPrefix(row[1].text, "不读"); {
			case unread:
				checkAdvice(t, ext, row[1:])
			case !ok:
				t.Errorf("%s: there is no sample", ext)
			default:
				t.Run(ext, func(t *testing.T) {
					t.Parallel()
					s.check(t, ext)
				})
			}
		}
	}
	for _, ext := range read.Extensions() {
		if !listed[ext] {
			t.Errorf("the README does not have %s", ext)
		}
	}
}

// formatRows returns the rows of the table of formats.
func formatRows(t *testing.T) [][]gridCell {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range parsePage(source).grids {
		if g.head[0] == "文件" {
			return g.rows
		}
	}
	t.Fatal("the README has no table of formats")
	return nil
}

// checkAdvice has a file with an extension refused, and compares the reason with the
// codes in the cells, Chinese and English.
func checkAdvice(t *testing.T, ext string, cells []gridCell) {
	t.Helper()
	_, err := read.File("a"+ext, []byte("text\x00"))
	if why := read.Unread("a" + ext); why != nil {
		err = why
	}
	if err == nil {
		t.Errorf("%s is read", ext)
		return
	}
	for i, english := range []bool{false, true} {
		reason := library.Reason(err, english)
		for _, code := range cells[i].code {
			if !strings.Contains(reason, code) {
				t.Errorf("%s: %q does not name %s", ext, reason, code)
			}
		}
	}
}

// check asks about s as the only release.
func (s sample) check(t *testing.T, ext string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a"+ext), s.data, 0o600); err != nil {
		t.Fatal(err)
	}
	files, err := corpus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	changes, err := x.Sync(t.Context(), library.Source(files.Each))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range changes.Refused {
		t.Errorf("%s is refused: %v", r.ID, r.Err)
	}
	for _, q := range [][2]string{s.prose, s.table} {
		ans, err := answer.New(x, answer.Options{}).Follow(t.Context(), q[0], nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := ans.ClaimText(); got != q[1] {
			t.Errorf("%s: %q, want %s", q[0], got, q[1])
		}
	}
}

// What the samples made here say.
var (
	prose  = "云渡区智造港项目总投资23.6亿元，计划2026年开工。"
	grain  = [][]string{{"项目名称", "用地面积（亩）", "总投资（万元）"}, {"云岭物流港", "240", "52000"}, {"青塘文化中心", "36", "18000"}}
	asked  = [2]string{"云渡区智造港总投资多少", "23.6亿元"}
	asked2 = [2]string{"云岭物流港用地面积多少", "240亩"}
)

// formatSamples returns a sample for each extension. Those of office files were made by
// LibreOffice.
func formatSamples(t *testing.T) map[string]sample {
	t.Helper()
	out := map[string]sample{}
	stored := func(exts, name string, prose, table [2]string) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(root, "knowledge/read", name))
		if err != nil {
			t.Fatal(err)
		}
		for ext := range strings.FieldsSeq(exts) {
			out[ext] = sample{data, prose, table}
		}
	}
	made := func(exts, text string) {
		for ext := range strings.FieldsSeq(exts) {
			out[ext] = sample{[]byte(text), asked, asked2}
		}
	}
	battery, port := [2]string{"恒远动力电池项目总投资多少", "26亿元"}, [2]string{"城东综合物流港用地面积多少", "240亩"}
	stored(".docx .docm", "testdata/formats/files/03-projects.docx", battery, port)
	stored(".doc .dot .wps", "testdata/formats/files/03-projects.office.doc", battery, port)
	stored(".rtf", "testdata/formats/files/03-projects.office.rtf", battery, port)
	stored(".odt .ott", "testdata/formats/files/03-projects.office.odt", battery, port)
	stored(".pdf", "testdata/formats/files/03-projects.office.pdf", battery, port)
	stored(".pptx .pptm .ppsx", "pptx/testdata/briefing.pptx", [2]string{"云岭区2025年新增就业多少人", "1.8万人"}, [2]string{"石门镇2025年工业总产值是多少", "112.2亿元"})
	out[".ofd"] = sample{ofdFile(t), [2]string{"云岭隧道总投资多少", "21.7亿元"}, [2]string{"青云医院有多少床位", "860张"}}
	page := htmlPage()
	made(".html .htm .shtml .xhtml .xls .et", page)
	made(".mhtml .mht", "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://news.yundu.example/1.html\r\n\r\n"+page+"\r\n--b--\r\n")
	made(".eml", "From: =?utf-8?B?5LqR5rih5Yy65Y+R5biD?= <a@yundu.example>\r\nDate: Mon, 12 May 2025 09:00:00 +0800\r\nSubject: =?utf-8?B?6YeN54K56aG555uu6L+b5bGV?=\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"+page)
	made(".txt .text", "重点项目进展\n\n"+prose+"\n\n"+lines("\t")+"\n")
	made(".md .markdown", "# 重点项目进展\n\n"+prose+"\n\n"+strings.Replace(lines(" | "), "\n", "\n|---|---|---|\n", 1)+"\n")
	sheet := "云渡区重点项目表\n" + lines(",") + "\n注：" + prose + "\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(sheet)
	if err != nil {
		t.Fatal(err)
	}
	made(".csv", gb)
	made(".tsv", strings.ReplaceAll(sheet, ",", "\t"))
	book := workbook(t)
	out[".xlsx"], out[".xlsm"] = sample{book, asked, asked2}, sample{book, asked, asked2}
	out[".zip"] = sample{zipped(t, map[string][]byte{"一季度/进展.html": []byte(page)}), asked, asked2}
	return out
}

func htmlPage() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>重点项目进展</title></head><body><h1>重点项目进展</h1><p>来源：云渡发布 日期：2025-05-12</p><p>%s</p><table>", prose)
	for i, row := range grain {
		tag := "td"
		if i == 0 {
			tag = "th"
		}
		b.WriteString("<tr>")
		for _, c := range row {
			fmt.Fprintf(&b, "<%s>%s</%s>", tag, c, tag)
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table></body></html>\n"
}

// lines returns the rows of the table with a mark between the cells.
func lines(between string) string {
	var out []string
	for _, row := range grain {
		out = append(out, strings.Join(row, between))
	}
	return strings.Join(out, "\n")
}

// workbook returns the table with a caption over it and the prose below, as a workbook.
func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	rows := append([][]string{{"云渡区重点项目表"}}, grain...)
	for i, row := range append(rows, []string{"注：" + prose}) {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(files[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
