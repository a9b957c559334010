package read

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/read/pagelayout"
	"beilun/knowledge/read/prose"

	"github.com/google/go-cmp/cmp"
)

// madeCell is a cell of a made table, with the columns and rows it spans and what
// must become of it.
type madeCell struct {
	text       string
	wide, tall int // 0 and 1 are one
	want       *wantCell
}

type wantCell struct {
	value, unit, thing, metric, time string
	change                           bool
}

type madeTable struct {
	name, caption string
	rows          [][]madeCell
}

// measured is a metric with the unit it is given in.
type measured struct{ name, unit string }

// places are the contents of made tables, each about another invented place.
var places = []struct {
	corner string
	things []string
	money  []measured // all in one unit
	mixed  []measured // in several
}{
	{"镇街", []string{"青禾街道", "石渠镇", "望山镇"}, []measured{{"规上工业总产值", "亿元"}, {"固定资产投资", "亿元"}}, []measured{{"财政收入", "万元"}, {"常住人口", "万人"}}},
	{"项目名称", []string{"云溪冷链物流园", "东岭水库除险加固工程", "云溪职教中心"}, []measured{{"总投资", "万元"}, {"征迁资金", "万元"}}, []measured{{"总投资", "亿元"}, {"占地面积", "亩"}}},
	{"作业区", []string{"北湾作业区", "长屿作业区", "马目作业区"}, []measured{{"货物吞吐量", "万吨"}, {"外贸货物吞吐量", "万吨"}}, []measured{{"货物吞吐量", "万吨"}, {"集装箱吞吐量", "万标箱"}}},
	{"区县", []string{"澧东区", "梅川县", "沅口市"}, []measured{{"地区生产总值", "亿元"}, {"一般公共预算收入", "亿元"}}, []measured{{"社会消费品零售总额", "亿元"}, {"用电量", "万千瓦时"}}},
}

// maker fills tables.
type maker struct {
	rng   *rand.Rand
	seen  map[string]bool
	place int
}

// number returns a number that occurs nowhere else.
func (m *maker) number() string {
	for {
		s := fmt.Sprintf("%d.%d", 12+m.rng.IntN(4000), 1+m.rng.IntN(9))
		if !m.seen[s] {
			m.seen[s] = true
			return s
		}
	}
}

// cell returns a cell with a number. in says that the cell has its unit.
func (m *maker) cell(in bool, w wantCell) madeCell {
	w.value = m.number()
	if w.change {
		w.value = fmt.Sprintf("%d.%d%d", m.rng.IntN(30), 1+m.rng.IntN(9), 1+m.rng.IntN(9))
		if m.rng.IntN(3) == 0 {
			w.value = "-" + w.value
		}
	}
	c := madeCell{text: w.value, want: &w}
	if in {
		c.text += w.unit
	}
	return c
}

func texts(ss ...string) []madeCell {
	var out []madeCell
	for _, s := range ss {
		out = append(out, madeCell{text: s})
	}
	return out
}

// with returns the head for s, with its unit if shown.
func with(s, unit string, shown bool) string {
	if shown {
		return s + "（" + unit + "）"
	}
	return s
}

// Where a table has its units.
const (
	inCell = iota
	inColumn
	inLabel
	inUnits
	inCaption // one unit
	inMixed   // several units
)

var unitPlaces = []string{"cell", "column head", "row label", "unit column", "caption", "mixed caption"}

// thingsDown returns a table with a row for each thing and a column for each
// metric, with one or two rows of heads.
func (m *maker) thingsDown(unit, heads int) madeTable {
	p := places[m.place]
	metrics := p.money
	if unit == inColumn || unit == inCell || unit == inMixed && heads == 1 {
		metrics = p.mixed
	}
	t := madeTable{name: fmt.Sprintf("things down, %s, %d heads", unitPlaces[unit], heads), caption: "2024年各单位主要数据"}
	first, second := []madeCell{{text: p.corner, tall: heads}}, []madeCell{{}}
	for _, x := range metrics {
		if heads == 1 {
			first = append(first, madeCell{text: with(x.name, x.unit, unit == inColumn)}, madeCell{text: with("同比增长", "%", unit != inCell && unit != inMixed)})
			continue
		}
		first = append(first, madeCell{text: x.name, wide: 2}, madeCell{})
		second = append(second, madeCell{text: with("总量", x.unit, unit == inColumn)}, madeCell{text: with("增速", "%", unit == inColumn)})
	}
	t.rows = append(t.rows, first)
	if heads == 2 {
		t.rows = append(t.rows, second)
	}
	for _, thing := range p.things {
		row := texts(thing)
		for _, x := range metrics {
			w := wantCell{unit: x.unit, thing: thing, metric: x.name, time: "2024年"}
			row = append(row, m.cell(unit == inCell, w))
			w.unit, w.change = "%", true
			row = append(row, m.cell(unit == inCell, w))
		}
		t.rows = append(t.rows, row)
	}
	t.caption += m.unitCaption(unit, metrics)
	return t
}

// unitCaption returns what a caption says about units.
func (m *maker) unitCaption(unit int, metrics []measured) string {
	switch unit {
	case inCaption:
		return "（单位：" + metrics[0].unit + "）"
	case inMixed:
		if metrics[0].unit == metrics[len(metrics)-1].unit {
			return "（单位：" + metrics[0].unit + "、%）"
		}
		return "（单位：" + metrics[0].unit + "、" + metrics[1].unit + "、%）"
	}
	return ""
}

// indicators returns metrics of one place.
func (m *maker) indicators(unit int) []measured {
	p := places[m.place]
	if unit == inCaption || unit == inColumn || unit == inMixed {
		return p.money
	}
	return append(p.money[:1:1], p.mixed...)
}

// metricsDown returns a table with a row for each metric of one place.
func (m *maker) metricsDown(unit int) madeTable {
	t := madeTable{name: "metrics down, " + unitPlaces[unit], caption: "2025年上半年主要指标"}
	ms := m.indicators(unit)
	head := []string{"指标名称"}
	if unit == inUnits {
		head = append(head, "计量单位")
	}
	head = append(head, with("本期累计", ms[0].unit, unit == inColumn), with("比上年增长", "%", unit != inCell && unit != inMixed))
	t.rows = append(t.rows, texts(head...))
	for _, x := range ms {
		row := texts(with(x.name, x.unit, unit == inLabel))
		if unit == inUnits {
			row = append(row, madeCell{text: x.unit})
		}
		w := wantCell{unit: x.unit, metric: x.name, time: "2025年上半年"}
		row = append(row, m.cell(unit == inCell, w))
		w.unit, w.change = "%", true
		t.rows = append(t.rows, append(row, m.cell(unit == inCell, w)))
	}
	t.caption += m.unitCaption(unit, ms)
	return t
}

// timesAcross returns a table with a column for each year, with one or two rows
// of heads.
func (m *maker) timesAcross(unit, heads int) madeTable {
	t := madeTable{name: fmt.Sprintf("times across, %s, %d heads", unitPlaces[unit], heads), caption: "近年主要指标"}
	ms := m.indicators(unit)
	first, second := []madeCell{{text: "指标", tall: heads}}, []madeCell{{}}
	if unit == inUnits {
		first = append(first, madeCell{text: "单位"})
	}
	years := []string{"2022年", "2023年", "2024年"}
	for _, y := range years {
		if heads == 1 {
			first = append(first, madeCell{text: y})
			continue
		}
		first = append(first, madeCell{text: y, wide: 2}, madeCell{})
		second = append(second, madeCell{text: "绝对量"}, madeCell{text: "增速"})
	}
	t.rows = append(t.rows, first)
	if heads == 2 {
		t.rows = append(t.rows, second)
	}
	for _, x := range ms {
		row := texts(with(x.name, x.unit, unit == inLabel))
		if unit == inUnits {
			row = append(row, madeCell{text: x.unit})
		}
		for _, y := range years {
			w := wantCell{unit: x.unit, metric: x.name, time: y}
			row = append(row, m.cell(unit == inCell, w))
			if heads == 2 {
				w.unit, w.change = "%", true
				row = append(row, m.cell(unit == inCell, w))
			}
		}
		t.rows = append(t.rows, row)
	}
	t.caption += m.unitCaption(unit, ms)
	return t
}

// thingsAcross returns a table with a column for each thing and a row for each
// metric.
func (m *maker) thingsAcross(unit int) madeTable {
	p := places[m.place]
	t := madeTable{name: "things across, " + unitPlaces[unit], caption: "2024年情况对照表"}
	ms := m.indicators(unit)
	t.rows = append(t.rows, texts(append([]string{p.corner}, p.things...)...))
	for _, x := range ms {
		row := texts(with(x.name, x.unit, unit == inLabel))
		for _, thing := range p.things {
			row = append(row, m.cell(unit == inCell, wantCell{unit: x.unit, thing: thing, metric: x.name, time: "2024年"}))
		}
		t.rows = append(t.rows, row)
	}
	t.caption += m.unitCaption(unit, ms)
	return t
}

// timesDown returns a table with a row for each year.
func (m *maker) timesDown(unit int) madeTable {
	t := madeTable{name: "times down, " + unitPlaces[unit], caption: "历年数据"}
	ms := places[m.place].mixed
	t.rows = append(t.rows, texts("年份", with(ms[0].name, ms[0].unit, unit == inColumn), with(ms[1].name, ms[1].unit, unit == inColumn)))
	for _, y := range []string{"2021年", "2022年", "2023年"} {
		row := texts(y)
		for _, x := range ms {
			row = append(row, m.cell(unit == inCell, wantCell{unit: x.unit, metric: x.name, time: y}))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// labels returns a form of labels and values in two or four columns.
func (m *maker) labels(unit, columns int) madeTable {
	p := places[m.place]
	t := madeTable{name: fmt.Sprintf("labels in %d columns, %s", columns, unitPlaces[unit]), caption: "2024年基本情况"}
	ms := append(p.mixed[:2:2], p.money[1])
	cell := func(x measured) []madeCell {
		return append(texts(with(x.name, x.unit, unit == inLabel)), m.cell(unit == inCell, wantCell{unit: x.unit, thing: p.things[0], metric: x.name, time: "2024年"}))
	}
	if columns == 2 {
		t.rows = append(t.rows, texts("项目名称", p.things[0]))
		for _, x := range ms {
			t.rows = append(t.rows, cell(x))
		}
		return t
	}
	t.rows = append(t.rows, texts("项目名称", p.things[0], "建设地点", "城东新城"), append(cell(ms[0]), cell(ms[1])...), append(cell(ms[2]), texts("联系人", "李工")...))
	return t
}

// makeTables returns the tables of the test, each about the next place.
func makeTables() []madeTable {
	m := &maker{rng: rand.New(rand.NewPCG(15, 2)), seen: map[string]bool{}}
	var out []madeTable
	add := func(f func() madeTable) {
		m.place = len(out) % len(places)
		out = append(out, f())
	}
	for _, u := range []int{inCell, inColumn, inCaption, inMixed} {
		add(func() madeTable { return m.thingsDown(u, 1) })
	}
	for _, u := range []int{inCell, inColumn, inMixed} {
		add(func() madeTable { return m.thingsDown(u, 2) })
	}
	for _, u := range []int{inCell, inColumn, inLabel, inUnits, inCaption, inMixed} {
		add(func() madeTable { return m.metricsDown(u) })
	}
	for _, u := range []int{inCell, inLabel, inUnits, inCaption} {
		add(func() madeTable { return m.timesAcross(u, 1) })
	}
	add(func() madeTable { return m.timesAcross(inMixed, 2) })
	for _, u := range []int{inCell, inLabel, inCaption} {
		add(func() madeTable { return m.thingsAcross(u) })
	}
	add(func() madeTable { return m.timesDown(inColumn) })
	add(func() madeTable { return m.labels(inLabel, 2) })
	add(func() madeTable { return m.labels(inCell, 4) })
	return out
}

// tableWriters write an article with a table in each format.
var tableWriters = []struct {
	name  string
	write func(t *testing.T, m madeTable) (*knowledge.Article, error)
}{
	{"html", func(_ *testing.T, m madeTable) (*knowledge.Article, error) {
		var b strings.Builder
		fmt.Fprintf(&b, "<html><body><div id=zoom><p>%s</p><p>%s</p><table>", one, html.EscapeString(m.caption))
		for _, row := range m.rows {
			b.WriteString("<tr>")
			for j, c := range row {
				if c.wide == 0 && c.text == "" && j > 0 && row[j-1].wide > 1 || c.text == "" && j == 0 {
					continue
				}
				fmt.Fprintf(&b, `<td colspan="%d" rowspan="%d">%s</td>`, max(1, c.wide), max(1, c.tall), html.EscapeString(c.text))
			}
			b.WriteString("</tr>")
		}
		fmt.Fprintf(&b, "</table><p>%s</p></div></body></html>", two)
		return File("a.html", []byte(b.String()))
	}},
	{"docx", func(t *testing.T, m madeTable) (*knowledge.Article, error) {
		body := wordPara("", wordRun(wordProse)) + wordPara("", wordRun(m.caption)) + "<w:tbl>"
		for i, row := range m.rows {
			body += "<w:tr>"
			for j, c := range row {
				pr := ""
				switch {
				case c.text == "" && j > 0 && row[j-1].wide > 1:
					continue
				case c.wide > 1:
					pr = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, c.wide)
				case c.tall > 1:
					pr = `<w:vMerge w:val="restart"/>`
				case c.text == "" && i > 0:
					pr = `<w:vMerge/>`
				}
				body += "<w:tc><w:tcPr>" + pr + "</w:tcPr>" + wordPara("", wordRun(c.text)) + "</w:tc>"
			}
			body += "</w:tr>"
		}
		return File("a.docx", word(t, body+"</w:tbl>"+wordPara("", wordRun(wordProse2))))
	}},
	{"md", func(_ *testing.T, m madeTable) (*knowledge.Article, error) {
		text := one + "\n\n" + m.caption + "\n\n"
		for i, row := range m.rows {
			for _, c := range row {
				text += "| " + c.text + " "
			}
			text += "|\n"
			if i == 0 {
				text += strings.Repeat("|---", len(row)) + "|\n"
			}
		}
		return File("a.md", []byte(text+"\n"+two+"\n"))
	}},
	{"txt", func(_ *testing.T, m madeTable) (*knowledge.Article, error) {
		text := one + "\n" + m.caption + "\n"
		for _, row := range m.rows {
			for j, c := range row {
				if j > 0 {
					text += "\t"
				}
				text += c.text
			}
			text += "\n"
		}
		return File("a.txt", []byte(text+two+"\n"))
	}},
	{"pdf", func(_ *testing.T, m madeTable) (*knowledge.Article, error) {
		at := []placed{{60, 80, 10, wordProse}, {60, 110, 10, m.caption}}
		var wide []float64 // of the columns
		for _, row := range m.rows {
			for j, c := range row {
				if wide = append(wide, 0)[:max(len(wide), j+1)]; c.wide < 2 {
					wide[j] = max(wide[j], 10*prose.Measure(c.text).Normal+14)
				}
			}
		}
		y := 140.0
		for _, row := range m.rows {
			x := 60.0
			for j, c := range row {
				shift := 0.0
				if c.wide > 1 {
					shift = (wide[j] + wide[j+1] - 10*prose.Measure(c.text).Normal) / 2
				}
				if c.text != "" {
					at = append(at, placed{x + max(0, shift), y, 10, c.text})
				}
				x += wide[j]
			}
			y += 20
		}
		at = append(at, placed{60, y + 40, 10, wordProse2})
		return pagelayout.Article(pageOf(at...))
	}},
}

// TestTables makes tables of each kind in each format and checks what became of
// their cells.
func TestTables(t *testing.T) {
	t.Parallel()
	tables := makeTables()
	if len(tables) != 24 {
		t.Fatalf("%d tables", len(tables))
	}
	for _, f := range tableWriters {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			right, all := 0, 0
			for _, m := range tables {
				a, err := f.write(t, m)
				if err != nil {
					t.Errorf("%s: %v", m.name, err)
					continue
				}
				if err := check(a); err != nil && f.name == "pdf" {
					t.Errorf("%s: %v", m.name, err)
				}
				for i := range a.Sections {
					for j := range a.Sections[i].Paragraphs {
						Fill(a, &a.Sections[i].Paragraphs[j])
					}
				}
				wrong := false
				for _, row := range m.rows {
					for _, c := range row {
						if c.want == nil {
							continue
						}
						all++
						if got := judgeCell(a, *c.want); got == "" {
							right++
						} else {
							t.Logf("%s: %+v: %s", m.name, *c.want, got)
							wrong = true
						}
					}
				}
				if wrong {
					t.Logf("%s:\n%s", m.name, strings.Join(outline(a), "\n"))
				}
			}
			t.Logf("%s: %d of %d cells right", f.name, right, all)
			if right*100 < 95*all {
				t.Errorf("%d of %d cells right, want 95 of 100", right, all)
			}
		})
	}
}

// judgeCell returns what is wrong with the cell that became of w, or "".
func judgeCell(a *knowledge.Article, w wantCell) string {
	for _, p := range a.Paragraphs() {
		for _, c := range p.Cells {
			text := c.Span.Of(p.Text)
			if text != w.value+w.unit {
				continue
			}
			time := ""
			for _, t := range c.Times { // the nearest that has a year
				if time == "" && strings.Contains(t, "20") {
					time = t
				}
			}
			switch {
			case c.Thing != w.thing:
				return "thing " + c.Thing
			case c.Metric != w.metric:
				return "metric " + c.Metric
			case c.Unit != w.unit:
				return "unit " + c.Unit
			case c.Change != w.change:
				return fmt.Sprint("change ", c.Change)
			case !strings.HasPrefix(time, w.time):
				return "time " + time
			}
			for _, f := range p.Figures {
				if c.Span.Contains(f.Quote) && f.Quote.Len() == c.Span.Len() {
					return ""
				}
			}
			return "no figure"
		}
	}
	return "not found"
}

// TestTableOrigin follows the numbers of a table back to the file, although they
// have units after them.
func TestTableOrigin(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"a.md":   one + "\n\n单位：亿元\n\n|镇街|产值|\n|-|-|\n|松口镇|38.2|\n\n" + two,
		"a.txt":  one + "\n单位：亿元\n镇街\t产值\n松口镇\t38.2\n" + two,
		"a.html": "<html><body><div id=zoom><p>" + one + "</p><p>单位：亿元</p><table><tr><td>镇街<td>产值<tr><td>松口镇<td> 38.2</table><p>" + two + "</div>",
	} {
		a, err := File(name, []byte(file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		found := false
		for _, p := range a.Paragraphs() {
			for _, c := range p.Cells {
				if c.Number {
					s, ok := p.Origin.File(c.Span)
					found = ok && s.Of(file) == "38.2" && c.Span.Of(p.Text) == "38.2亿元" && p.Row.Table == 1
				}
			}
		}
		if !found {
			t.Errorf("%s: the number does not lead to the file: %q", name, outline(a))
		}
	}
}

// TestNoTables reads texts that have tabs or wide white space and no table.
func TestNoTables(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want []string
	}{
		{one + "\n联系人：\t李工。\n" + two, []string{one, "联系人： 李工。", two}},
		{one + "\n床前明月光　　疑是地上霜\n举头望明月　　低头思故乡\n春眠不觉晓　　处处闻啼鸟\n" + two, []string{one, "床前明月光　　疑是地上霜", "举头望明月　　低头思故乡", "春眠不觉晓　　处处闻啼鸟", two}},
		{one + "\n镇街　　产值（亿元）\n松口镇　　38.2\n江头镇　　12.5\n" + two, []string{one, "镇街：松口镇；产值：38.2亿元", "镇街：江头镇；产值：12.5亿元", two}},
	} {
		a, err := File("a.txt", []byte(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, outline(a)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}
