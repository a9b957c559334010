package table

import (
	"strings"
	"testing"

	"beilun/knowledge/read/table/cell"

	"github.com/google/go-cmp/cmp"
)

// gridOf returns a grid of rows separated by line ends and cells by |. A cell <
// continues the one on its left, ^ the one above.
func gridOf(s string) Grid {
	var g Grid
	for i, row := range strings.Split(s, "\n") {
		g = append(g, nil)
		for j, text := range strings.Split(row, "|") {
			c := Cell{Text: strings.TrimSpace(text)}
			switch {
			case c.Text == "<" && j > 0:
				c = g[i][j-1]
				c.Across = true
			case c.Text == "^" && i > 0 && j < len(g[i-1]):
				c = g[i-1][j]
				c.Below = true
			}
			g[i] = append(g[i], c)
		}
	}
	return g
}

// texts returns lines as a reader writes them, with the thing and the metric of
// each number in ( ) after it.
func texts(g Grid, lines []Line) []string {
	var out []string
	for _, l := range lines {
		var parts []string
		for _, e := range l.Entries {
			t := g[e.Row][e.Col].Text
			s := t[e.From:e.To]
			if e.Unit != "" {
				s = t[e.From:e.At] + e.Unit + t[e.At:e.To]
			}
			if e.Label != "" {
				s = e.Label + "：" + s
			}
			if f := e.Fact; f != nil && f.Number {
				s += "(" + f.Thing + "," + f.Metric
				if f.Change {
					s += ",change"
				}
				s += ")"
			}
			parts = append(parts, s)
		}
		out = append(out, strings.Join(parts, "；"))
	}
	return out
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, grid, over string
		want             []string
	}{
		{"units of a caption, given out", "指标|上半年|同比增长\n出口额|38.2|6.1\n从业人员|4.5|1.2", "单位：亿元、万人、%",
			[]string{"指标：出口额；上半年：38.2亿元(,出口额)；同比增长：6.1%(,出口额,change)", "指标：从业人员；上半年：4.5万人(,从业人员)；同比增长：1.2%(,从业人员,change)"}},
		{"a rate gets no unit of money", "指标|上半年|增速\n出口额|38.2|6.1", "单位：亿元",
			[]string{"指标：出口额；上半年：38.2亿元(,出口额)；增速：6.1(,出口额,change)"}},
		{"no unit at all", "镇街|产值|人口\n松口镇|38.2|6.1", "", []string{"镇街：松口镇；产值：38.2(松口镇,产值)；人口：6.1(松口镇,人口)"}},
		{"an office is no unit", "镇街|产值\n松口镇|38.2", "单位：临江县统计局", []string{"镇街：松口镇；产值：38.2(松口镇,产值)"}},
		{"a unit of the row beats the caption", "指标|数值\n出口额|38.2\n常住人口（万人）|6.1", "单位：亿元",
			[]string{"指标：出口额；数值：38.2亿元(,出口额)", "指标：常住人口；数值：6.1万人(,常住人口)"}},
		{"money is none of people", "镇街|产值|常住人口\n松口镇|38.2|6.1", "单位：亿元", []string{"镇街：松口镇；产值：38.2亿元(松口镇,产值)；常住人口：6.1(松口镇,常住人口)"}},
		{"a cell with its own unit", "项目名称|总投资\n松口学校|3200万元\n松口医院|2.5", "单位：亿元", []string{"项目名称：松口学校；总投资：3200万元(松口学校,总投资)", "项目名称：松口医院；总投资：2.5亿元(松口医院,总投资)"}},
		{"numbers that are no quantities", "序号|项目名称|编号|总投资|联系电话|建成年份|排名\n1|松口学校|2024|2.5|86780012|2026|3\n2|松口医院|2025|3.5|86780013|2027|1", "单位：亿元",
			[]string{"序号：1(松口学校,序号)；项目名称：松口学校；编号：2024(松口学校,编号)；总投资：2.5亿元(松口学校,总投资)；联系电话：86780012(松口学校,联系电话)；建成年份：2026(松口学校,建成年份)；排名：3(松口学校,排名)",
				"序号：2(松口医院,序号)；项目名称：松口医院；编号：2025(松口医院,编号)；总投资：3.5亿元(松口医院,总投资)；联系电话：86780013(松口医院,联系电话)；建成年份：2027(松口医院,建成年份)；排名：1(松口医院,排名)"}},
		{"dashes", "镇街|产值（亿元）|增长（%）\n松口镇|38.2|—\n江头镇|…|/", "", []string{"镇街：松口镇；产值：38.2亿元(松口镇,产值)；增长：—", "镇街：江头镇；产值：…；增长：/"}},
		{"parts of a row", "指标|完成（万人次）\n旅客运输量|92\n其中：境外|3.8\n货车数（万辆）|7", "", []string{"指标：旅客运输量；完成：92万人次(,旅客运输量)", "指标：其中：境外；完成：3.8万人次(,境外旅客运输量)", "指标：货车数；完成：7万辆(,货车数)"}},
		{"units for what they name", "指标|全年完成\n旅客运输量|92\n货邮运输量|1.5", "表1 （单位：旅客，万人次；货邮，万吨）", []string{"指标：旅客运输量；全年完成：92万人次(,旅客运输量)", "指标：货邮运输量；全年完成：1.5万吨(,货邮运输量)"}},
		{"an increase is an amount", "指标|全年|增加额\n存款余额|92|1.5", "单位：亿元", []string{"指标：存款余额；全年：92亿元(,存款余额)；增加额：1.5亿元(,存款余额,change)"}},
		{"added value is no increase", "产业|增加值|增长（%）\n渔业|92|1.5", "单位：亿元", []string{"产业：渔业；增加值：92亿元(渔业,增加值)；增长：1.5%(渔业,增加值,change)"}},
		{"a sum", "序号|项目|投资\n1|松口学校|2\n2|松口医院|3\n合计|<|5", "单位：亿元", []string{"序号：1(松口学校,序号)；项目：松口学校；投资：2亿元(松口学校,投资)", "序号：2(松口医院,序号)；项目：松口医院；投资：3亿元(松口医院,投资)", "项目：合计；投资：5亿元(,投资)"}},
		{"a sum beside the order", "序号|项目|投资\n1|松口学校|2\n2|松口医院|3\n合计||5", "单位：亿元", []string{"序号：1(松口学校,序号)；项目：松口学校；投资：2亿元(松口学校,投资)", "序号：2(松口医院,序号)；项目：松口医院；投资：3亿元(松口医院,投资)", "项目：合计；投资：5亿元(,投资)"}},
		{"sums of groups", "类别|项目|投资\n教育|松口学校|2\n^|松口小学|3\n^|小计|5\n卫生|松口医院|4\n^|江头医院|3\n^|合计|7\n总计|<|12", "单位：亿元", []string{"类别：教育；项目：松口学校；投资：2亿元(松口学校,投资)", "类别：教育；项目：松口小学；投资：3亿元(松口小学,投资)", "类别：教育；项目：小计；投资：5亿元(教育,投资)",
			"类别：卫生；项目：松口医院；投资：4亿元(松口医院,投资)", "类别：卫生；项目：江头医院；投资：3亿元(江头医院,投资)", "类别：卫生；项目：合计；投资：7亿元(卫生,投资)", "项目：总计；投资：12亿元(,投资)"}},
		{"groups named once", "类别|项目名称|投资\n教育|松口学校|2\n|松口小学|3\n卫生|松口医院|4\n|江头医院|3\n合计||12", "单位：亿元", []string{"类别：教育；项目名称：松口学校；投资：2亿元(松口学校,投资)", "项目名称：松口小学；投资：3亿元(松口小学,投资)",
			"类别：卫生；项目名称：松口医院；投资：4亿元(松口医院,投资)", "项目名称：江头医院；投资：3亿元(江头医院,投资)", "项目名称：合计；投资：12亿元(,投资)"}},
		{"codes are no amounts", "科目编码|科目名称|预算数\n201|公共服务支出|380\n20101|人大事务|12\n|支出合计|392", "单位：万元", []string{"科目编码：201(,科目编码)；科目名称：公共服务支出；预算数：380万元(,公共服务支出)", "科目编码：20101(,科目编码)；科目名称：人大事务；预算数：12万元(,人大事务)", "科目名称：支出合计；预算数：392万元(,支出合计)"}},
		{"more or less, in percent", "指标|数量（亿元）|同比（±%）\n出口额|38.2|-6.1", "", []string{"指标：出口额；数量：38.2亿元(,出口额)；同比：-6.1%(,出口额,change)"}},
		{"a row without its name", "招聘单位|工作|薪酬（万元）\n松口学校|高中数学教师|12\n江头医院|急诊科医师|15\n|护士|8", "", []string{"招聘单位：松口学校；工作：高中数学教师；薪酬：12万元(松口学校,薪酬)", "招聘单位：江头医院；工作：急诊科医师；薪酬：15万元(江头医院,薪酬)", "工作：护士；薪酬：8万元(护士,薪酬)"}},
		{"a number of several things", "项目名称|进度|投资（亿元）\n松口学校|封顶|5\n松口医院|开工|^\n江头学校|开工|2", "", []string{"项目名称：松口学校；进度：封顶；投资（松口学校、松口医院）：5亿元(松口学校、松口医院,投资)", "项目名称：松口医院；进度：开工", "项目名称：江头学校；进度：开工；投资：2亿元(江头学校,投资)"}},
		{"a thing of several rows", "项目名称|内容|投资（亿元）\n松口学校|教学楼|5\n^|食堂|^\n江头学校|校舍|2", "", []string{"项目名称：松口学校；内容：教学楼；投资：5亿元(松口学校,投资)", "项目名称：松口学校；内容：食堂；投资：5亿元(松口学校,投资)", "项目名称：江头学校；内容：校舍；投资：2亿元(江头学校,投资)"}},
		{"groups and notes", "项目|投资（亿元）|进度\n一、学校|<|<\n松口学校|2|封顶\n注：数据为初步数。|<|<", "", []string{"一、学校", "项目：松口学校；投资：2亿元(松口学校,投资)；进度：封顶", "注：数据为初步数。"}},
		{"note marks are no powers", "镇街|面积（km²）|人口②（万人）\n松口镇①|38.2|6.1", "", []string{"镇街：松口镇①；面积：38.2km²(松口镇,面积)；人口：6.1万人(松口镇,人口)"}},
		{"a row of units", "镇街|产值|面积\n|亿元|亩\n松口镇|38.2|61", "", []string{"镇街：松口镇；产值：38.2亿元(松口镇,产值)；面积：61亩(松口镇,面积)"}},
		{"words alone", "项目|进展|负责人\n松口学校|封顶|李工", "", []string{"项目：松口学校；进展：封顶；负责人：李工"}},
		{"a number with a note mark", "镇街|产值（亿元）\n松口镇|38.2*", "", []string{"镇街：松口镇；产值：38.2亿元*(松口镇,产值)"}},
		{"tables beside one another", "镇街|产值|镇街|产值\n松口镇|38.2|江头镇|61", "单位：亿元", []string{"镇街：松口镇；产值：38.2亿元(松口镇,产值)；镇街：江头镇；产值：61亿元(江头镇,产值)"}},
		{"a percentage in a table of money", "科目|预算数|决算数|决算数为预算数的%\n一、税收收入|380|398|102.2", "单位：万元", []string{"科目：一、税收收入；预算数：380万元(,税收收入)；决算数：398万元(,税收收入)；决算数为预算数的：102.2%(,税收收入决算数为预算数的)"}},
		{"a form under a wide row", "单位名称|松口轴承有限公司|<|<\n注册资本|5000万元|职工人数|320人\n年产值|2.6亿元|厂房面积|8000平方米\n地址|松口镇河西路8号|<|<", "",
			[]string{"单位名称：松口轴承有限公司", "注册资本：5000万元(松口轴承有限公司,注册资本)；职工人数：320人(松口轴承有限公司,职工人数)", "年产值：2.6亿元(松口轴承有限公司,年产值)；厂房面积：8000平方米(松口轴承有限公司,厂房面积)", "地址：松口镇河西路8号"}},
		{"a form with wide values", "项目名称|松口水库加固工程|<|<|<|<\n总投资|3亿元|<|工期|18个月|<\n建设地点|松口镇|<|库容|1200万立方米|<", "",
			[]string{"项目名称：松口水库加固工程", "总投资：3亿元(松口水库加固工程,总投资)；工期：18个月(松口水库加固工程,工期)", "建设地点：松口镇；库容：1200万立方米(松口水库加固工程,库容)"}},
		{"a form of three pairs", "学校名称|松口小学|<|<|<|<\n学生人数|620人|教师人数|48人|班级数|15个\n占地面积|30亩|建筑面积|9000平方米|联系电话|55501234", "",
			[]string{"学校名称：松口小学", "学生人数：620人(松口小学,学生人数)；教师人数：48人(松口小学,教师人数)；班级数：15个(松口小学,班级数)", "占地面积：30亩(松口小学,占地面积)；建筑面积：9000平方米(松口小学,建筑面积)；联系电话：55501234(松口小学,联系电话)"}},
		{"a wide head is no form", "镇|收入|<|<\n^|税收收入|非税收入|其他收入\n松口镇|1.5|2.5|3.5\n江头镇|1|2|3", "单位：亿元",
			[]string{"镇：松口镇；收入税收收入：1.5亿元(松口镇,收入税收收入)；收入非税收入：2.5亿元(松口镇,收入非税收入)；收入其他收入：3.5亿元(松口镇,收入其他收入)", "镇：江头镇；收入税收收入：1亿元(江头镇,收入税收收入)；收入非税收入：2亿元(江头镇,收入非税收入)；收入其他收入：3亿元(江头镇,收入其他收入)"}},
		{"units of kinds", "类别|单位|投资\n街道|临湖街道|2\n^|湖东街道|3\n乡镇|松口镇|4\n^|江头镇|3\n合计|<|12", "单位：亿元", []string{"类别：街道；单位：临湖街道；投资：2亿元(临湖街道,投资)", "类别：街道；单位：湖东街道；投资：3亿元(湖东街道,投资)", "类别：乡镇；单位：松口镇；投资：4亿元(松口镇,投资)", "类别：乡镇；单位：江头镇；投资：3亿元(江头镇,投资)", "单位：合计；投资：12亿元(,投资)"}},
		{"a sum behind groups of metrics", "指标|计划|完成\n一、城区|<|<\n工业投资|9|3\n二、乡镇|<|<\n技改投资|7|4\n合计|16|7", "单位：亿元", []string{"一、城区", "指标：工业投资；计划：9亿元(,工业投资)；完成：3亿元(,工业投资)", "二、乡镇", "指标：技改投资；计划：7亿元(,技改投资)；完成：4亿元(,技改投资)", "指标：合计；计划：16亿元(,合计)；完成：7亿元(,合计)"}},
		{"thousands", "镇街|产值（万元）\n松口镇|12,800.5", "", []string{"镇街：松口镇；产值：12,800.5万元(松口镇,产值)"}},
	} {
		g := gridOf(tt.grid)
		got := texts(g, Read(g, 0, tt.over))
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestSigns writes a unit only after a number that is read with its sign.
func TestSigns(t *testing.T) {
	t.Parallel()
	for _, n := range []string{"-1.3", "－1.3", "−1.3", "–1.3", "+1.3", "＋1.3", "１２.５", "12，800", "约12", "12～15", "3 541.07", "0.5"} {
		g := gridOf("镇街|产值（亿元）\n松口镇|" + n)
		got := texts(g, Read(g, 0))
		unit, figure := strings.Contains(got[0], n+"亿元"), cell.BaseOf(strings.TrimLeft(n, "+＋")+"亿元") != ""
		t.Logf("%s: %v", got[0], figure)
		if unit != figure {
			t.Errorf("%s: %s", n, got[0])
		}
	}
}

// TestLarge reads a table beyond the limit cell by cell.
func TestLarge(t *testing.T) {
	t.Parallel()
	g := gridOf("镇街|产值（亿元）" + strings.Repeat("\n松口镇|1.5", maxCells))
	lines := Read(g, 0)
	if len(lines) != maxCells+1 || len(lines[1].Entries) != 2 || lines[1].Entries[1].Unit != "" {
		t.Errorf("%d lines, %+v", len(lines), lines[1])
	}
}

// FuzzRead reads grids of any texts.
func FuzzRead(f *testing.F) {
	f.Add("指标|上半年|同比\n出口|38.2|6.1\n其中：海运|^|<", "单位：亿元、%", 1)
	f.Add("|\n|<|<\n^|1|2", "", 3)
	f.Add("总投资|5亿元|占地|30\n单位|亩|（%）|", "（万元）", 0)
	f.Fuzz(func(t *testing.T, grid, over string, heads int) {
		g := gridOf(grid)
		for _, l := range Read(g, heads, over) {
			for _, e := range l.Entries {
				text := g[e.Row][e.Col].Text
				if e.From < 0 || e.To > len(text) || e.From > e.To || e.Unit != "" && (e.At < e.From || e.At > e.To) {
					t.Fatalf("entry %+v of %q", e, text)
				}
			}
		}
	})
}

// BenchmarkRead reads tables of the largest size, long and wide.
func BenchmarkRead(b *testing.B) {
	for _, size := range []struct{ name, row string }{
		{"long", "\n某某街道|12.5|3.1|7.8"}, {"across", ""},
	} {
		grid := "镇街|产值（亿元）|人口|增长"
		rows := 12_000
		if size.row == "" {
			grid, rows = "指标"+strings.Repeat("|某某街道", 199), 240
			size.row = "\n产值（亿元）" + strings.Repeat("|12.5", 199)
		}
		g := gridOf(grid + strings.Repeat(size.row, rows))
		b.Run(size.name, func(b *testing.B) {
			for b.Loop() {
				Read(g, 0, "单位：亿元、万人、%")
			}
		})
	}
}
