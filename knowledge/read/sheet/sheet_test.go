package sheet

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// sheetOf describes a sheet: cells by | and rows by line ends. What looks like a
// number is one.
type sheetOf struct {
	name, rows string
	merges     []string // A1:C1
	hide       string   // rows and columns
}

// bookOf returns a workbook with sheets.
func bookOf(t *testing.T, sheets ...sheetOf) []byte {
	t.Helper()
	x := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for n, s := range sheets {
		if n == 0 {
			check(x.SetSheetName("Sheet1", s.name))
		} else {
			_, err := x.NewSheet(s.name)
			check(err)
		}
		for i, row := range strings.Split(s.rows, "\n") {
			for j, c := range strings.Split(row, "|") {
				if c == "" {
					continue
				}
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				check(err)
				var v any = strings.ReplaceAll(c, "\\n", "\n")
				if f, err := strconv.ParseFloat(c, 64); err == nil {
					v = f
				}
				check(x.SetCellValue(s.name, at, v))
			}
		}
		for _, m := range s.merges {
			from, to, _ := strings.Cut(m, ":")
			check(x.MergeCell(s.name, from, to))
		}
		for _, h := range strings.Fields(s.hide) {
			if row, err := strconv.Atoi(h); err == nil {
				check(x.SetRowVisible(s.name, row, false))
			} else {
				check(x.SetColVisible(s.name, h, false))
			}
		}
	}
	var b bytes.Buffer
	check(x.Write(&b))
	return b.Bytes()
}

// outline returns the headings and paragraphs of an article.
func outline(a *knowledge.Article) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s|%s|%s\n", a.Title, a.Source, a.Date)
	for _, s := range a.Sections {
		if s.Heading != "" {
			b.WriteString("# " + s.Heading + "\n")
		}
		for _, p := range s.Paragraphs {
			b.WriteString(p.Text + "\n")
		}
	}
	return b.String()
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		sheets []sheetOf
		want   string
	}{
		{"a list of projects", []sheetOf{{name: "Sheet1", rows: "云溪区2025年重点项目计划表\n填报单位：云溪区发展和改革局|||||单位：万元\n序号|项目类别|项目名称|建设规模|总投资|年度计划投资\n" +
			"1|产业|云溪冷链物流园|用地120亩|35000|12000\n2||东岭智造园|厂房6万平方米|52000.5|20000\n3|民生|云溪职教中心|学位3000个|41000|9000\n合计||||128000.5|41000\n注：年度计划为预计数。\n填表人：李某||审核：王某||填报日期：2025-03-05",
			merges: []string{"A1:F1", "B4:B5", "A7:B7"}}},
			"云溪区2025年重点项目计划表|云溪区发展和改革局|2025-03-05\n单位：万元\n序号：1；项目类别：产业；项目名称：云溪冷链物流园；建设规模：用地120亩；总投资：35000万元；年度计划投资：12000万元\n序号：2；项目类别：产业；项目名称：东岭智造园；建设规模：厂房6万平方米；总投资：52000.5万元；年度计划投资：20000万元\n序号：3；项目类别：民生；项目名称：云溪职教中心；建设规模：学位3000个；总投资：41000万元；年度计划投资：9000万元\n项目名称：合计；总投资：128000.5万元；年度计划投资：41000万元\n注：年度计划为预计数。\n填表人：李某\n审核：王某\n"},
		{"two rows of heads", []sheetOf{{name: "主要指标", rows: "2025年1-6月云溪区主要经济指标\n||||单位：亿元、%\n指标|6月||1-6月|\n|总量|同比增长|总量|同比增长\n地区生产总值|||412.5|5.8\n规上工业增加值|22.4|6.1|130.2|7.3\n其中：高新技术产业|8.1|9.9|50.3|10.2\n社会消费品零售总额|18.6|4.2|110.9|4.8",
			merges: []string{"A1:E1", "A3:A4", "B3:C3", "D3:E3"}}},
			"2025年1-6月云溪区主要经济指标||\n# 主要指标\n单位：亿元、%\n指标：地区生产总值；1-6月总量：412.5亿元；1-6月同比增长：5.8%\n指标：规上工业增加值；6月总量：22.4亿元；6月同比增长：6.1%；1-6月总量：130.2亿元；1-6月同比增长：7.3%\n指标：其中：高新技术产业；6月总量：8.1亿元；6月同比增长：9.9%；1-6月总量：50.3亿元；1-6月同比增长：10.2%\n指标：社会消费品零售总额；6月总量：18.6亿元；6月同比增长：4.2%；1-6月总量：110.9亿元；1-6月同比增长：4.8%\n"},
		{"groups, tables below and aside", []sheetOf{{name: "1-6月", rows: "各镇街情况\n\n镇街|常住人口（万人）|户籍人口（万人）||部门|编制数（人）|在岗人数（人）\n一、东片|||||| \n青禾街道|5.2|4.1||农业局|30|28\n石渠镇|3.3|3.0||水利局|25|24\n\n学校|在校学生（人）|教师（人）\n第一小学|1200|80\n第二小学|900|61\n\n合计|2100|141",
			merges: []string{"A1:G1"}}},
			"各镇街情况||\n# 1-6月\n一、东片\n镇街：青禾街道；常住人口：5.2万人；户籍人口：4.1万人\n镇街：石渠镇；常住人口：3.3万人；户籍人口：3万人\n部门：农业局；编制数：30人；在岗人数：28人\n部门：水利局；编制数：25人；在岗人数：24人\n学校：第一小学；在校学生：1200人；教师：80人\n学校：第二小学；在校学生：900人；教师：61人\n学校：合计；在校学生：2100人；教师：141人\n"},
		{"several sheets", []sheetOf{{name: "汇总", rows: "2024年云溪区财政收支\n科目|决算数（万元）\n税收收入|1200\n非税收入|300"}, {name: "Sheet2", rows: "一般公共服务支出表\n科目|决算数（万元）\n教育支出|800\n卫生支出|200"}, {name: "说明", rows: "本表由财政部门编制，数据以决算为准。\n2024年全区新增债务3亿元。"}},
			"2024年云溪区财政收支||\n# 汇总\n科目：税收收入；决算数：1200万元\n科目：非税收入；决算数：300万元\n# 一般公共服务支出表\n科目：教育支出；决算数：800万元\n科目：卫生支出；决算数：200万元\n# 说明\n本表由财政部门编制，数据以决算为准。\n2024年全区新增债务3亿元。\n"},
		{"a sheet for each month", []sheetOf{{name: "1月", rows: "云溪区主要指标\n指标|数量（亿元）\n工业总产值|11\n出口额|22"}, {name: "2月", rows: "云溪区主要指标\n指标|数量（亿元）\n工业总产值|12\n出口额|24"}},
			"云溪区主要指标||\n# 1月\n指标：工业总产值；数量：11亿元\n指标：出口额；数量：22亿元\n# 2月\n指标：工业总产值；数量：12亿元\n指标：出口额；数量：24亿元\n"},
		{"hidden rows and columns", []sheetOf{{name: "Sheet1", rows: "项目|内部测算（万元）|总投资（万元）\n甲工程|99|100\n乙工程|77|80\n丙工程|66|70", hide: "B 3"}},
			"||\n项目：甲工程；总投资：100万元\n项目：丙工程；总投资：70万元\n"},
		{"tables on each other", []sheetOf{{name: "Sheet1", rows: "镇|人口（人）\n甲河镇|12000\n乙山镇|15000\n镇|面积（亩）\n甲河镇|3000\n乙山镇|4000\n项目|投资（万元）\n大桥|500\n学校|600"}},
			"||\n镇：甲河镇；人口：12000人\n镇：乙山镇；人口：15000人\n镇：甲河镇；面积：3000亩\n镇：乙山镇；面积：4000亩\n项目：大桥；投资：500万元\n项目：学校；投资：600万元\n"},
		{"heads that are repeated", []sheetOf{{name: "Sheet1", rows: "镇|人口（人）|备注\n甲河镇|12000|\n乙山镇|15000|新\n镇|人口（人）|备注\n丙岭镇|3000|\n丁洲镇|4000|待定（万人）"}},
			"||\n镇：甲河镇；人口：12000人\n镇：乙山镇；人口：15000人；备注：新\n镇：丙岭镇；人口：3000人\n镇：丁洲镇；人口：4000人；备注：待定（万人）\n"},
		{"line ends in cells", []sheetOf{{name: "Sheet1", rows: "项目\\n名称|总投资\\n（亿元）|备注\n云溪\\n大桥|3.5|2024\\n2025\n东岭隧道|2|"}},
			"||\n项目名称：云溪大桥；总投资：3.5亿元；备注：2024；2025\n项目名称：东岭隧道；总投资：2亿元\n"},
	} {
		a, err := Read(release.File{ID: "a.xlsx", Data: bookOf(t, tt.sheets...)})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(tt.want, outline(a)); diff != "" {
			t.Errorf("%s:\n%s", tt.name, outline(a))
		}
	}
}

// TestTimes takes the time of a table from the name of its sheet, unless the lines above
// the table say as much.
func TestTimes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, title, want string }{
		{"3月", "云溪区2025年主要指标", "3月"}, {"3月", "云溪区2025年1-3月主要指标", "云溪区2025年1-3月主要指标"}, {"2024", "云溪区主要指标", "2024年"},
		{"2024", "云溪区2025年主要指标", "云溪区2025年主要指标"}, {"汇总", "云溪区2025年主要指标", "云溪区2025年主要指标"}, {"Sheet3", "云溪区主要指标", ""},
	} {
		a, err := Read(release.File{ID: "a.xlsx", Data: bookOf(t, sheetOf{name: tt.name, rows: tt.title + "\n指标|数量（亿元）\n工业总产值|11\n出口额|22"})})
		if err != nil {
			t.Fatal(err)
		}
		var last string
		for _, c := range a.Paragraphs()[0].Cells {
			last = strings.Join(c.Times, " ")
		}
		if last != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.name, tt.title, last, tt.want)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"a/2025-07-01 云溪区月报.xlsx": "云溪区月报", "2025年7月1日云溪区月报.csv": "云溪区月报", "云溪区月报(2).xlsx": "云溪区月报", "云溪区月报 - 副本.xls": "云溪区月报",
		"工作簿1.xlsx": "", "新建 XLSX 工作表.xlsx": "", "report.csv": "", "2025年云溪区月报.xlsx": "2025年云溪区月报",
	} {
		if got := titleInName(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]bool{"Sheet1": false, "工作表 2": false, "表1": false, "1月": true, "重点项目": true, "2024": true, "表（三）": true, "data": false} {
		if got := saysSomething(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for line, want := range map[string]bool{"附件1": true, "附表2-1：": true, "附件一": true, "附属设施": false, "一览表": false, "表3": true} {
		if got := isPaper(line); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}
