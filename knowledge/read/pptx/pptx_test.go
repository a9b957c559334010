package pptx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/read/release"
)

const (
	spaces = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="mc" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`
	first  = "园区二期昨日开工，总投资3亿元，占地20亩。"
	second = "项目建成后可容纳企业60家，预计明年投用。"
)

// fileOf returns a presentation with that content of its slides. more are parts by
// name.
func fileOf(t testing.TB, slides []string, more map[string]string) []byte {
	t.Helper()
	all := map[string]string{}
	var list, rels strings.Builder
	for i, s := range slides {
		fmt.Fprintf(&list, `<p:sldId id="%d" r:id="rId%d"/>`, 256+i, i)
		// the parts are numbered from the last slide
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="t/slide" Target="slides/slide%d.xml"/>`, i, len(slides)-i)
		if !strings.HasPrefix(s, "<p:sld") {
			s = "<p:sld " + spaces + "><p:cSld><p:spTree>" + s + "</p:spTree></p:cSld></p:sld>"
		}
		all[fmt.Sprintf("ppt/slides/slide%d.xml", len(slides)-i)] = s
	}
	all["ppt/presentation.xml"] = "<p:presentation " + spaces + "><p:sldIdLst>" + list.String() + "</p:sldIdLst></p:presentation>"
	all["ppt/_rels/presentation.xml.rels"] = "<Relationships>" + rels.String() + "</Relationships>"
	for name, text := range more {
		all[name] = text
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(all[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// par returns a paragraph. What begins with < is a run already.
func par(text string) string {
	if !strings.HasPrefix(text, "<") {
		text = "<a:r><a:t>" + text + "</a:t></a:r>"
	}
	return "<a:p>" + text + "</a:p>"
}

// holding returns a shape for a placeholder without a place.
func holding(ph string, texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		b.WriteString(par(s))
	}
	return `<p:sp><p:nvSpPr><p:nvPr><p:ph ` + ph + `/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>` + b.String() + `</p:txBody></p:sp>`
}

// boxAt returns a text box. The lengths are in centimetres.
func boxAt(x, y, w, h int, texts ...string) string {
	const cm = 360_000
	return strings.Replace(strings.Replace(holding("", texts...), "<p:ph />", "", 1), "<p:spPr/>",
		fmt.Sprintf(`<p:spPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm></p:spPr>`, x*cm, y*cm, w*cm, h*cm), 1)
}

func title(text string) string { return holding(`type="title"`, text) }

// outline returns the title, headings and paragraphs of an article.
func outline(a *knowledge.Article) string {
	out := []string{a.Title}
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
	group := func(shapes string) string {
		return `<p:grpSp><p:grpSpPr><a:xfrm><a:off x="360000" y="720000"/><a:ext cx="3600000" cy="3600000"/><a:chOff x="0" y="0"/><a:chExt cx="1" cy="1"/></a:xfrm></p:grpSpPr>` + shapes + `</p:grpSp>`
	}
	hidden := "<p:sld show=\"0\" " + spaces + "><p:cSld><p:spTree>" + title("未公布") + boxAt(1, 5, 9, 9, "其实是9亿元。") + "</p:spTree></p:cSld></p:sld>"
	raised := func(base, text string) string {
		return `<a:r><a:rPr baseline="` + base + `"/><a:t>` + text + `</a:t></a:r>`
	}
	for name, tt := range map[string]struct {
		slides []string
		want   string
	}{
		"slides in order": {[]string{title("园区建设情况"), title("一、进展") + holding(`idx="1"`, first), title("二、效益") + holding(`idx="1"`, second)}, "园区建设情况|# 一、进展|" + first + "|# 二、效益|" + second},
		"no title":        {[]string{title("园区建设情况"), title("一、进展") + holding(`idx="1"`, first), boxAt(1, 5, 9, 9, second)}, "园区建设情况|# 一、进展|" + first + "|# 园区建设情况|" + second},
		"no title at all": {[]string{boxAt(1, 1, 20, 9, first), boxAt(1, 5, 9, 9, second)}, "园区|" + first + "|" + second},
		"title in a box":  {[]string{title("园区建设情况"), boxAt(1, 8, 20, 9, first) + boxAt(1, 1, 20, 2, "02 工程进展")}, "园区建设情况|# 02工程进展|" + first},
		"hidden":          {[]string{title("园区建设情况"), hidden, title("一、进展") + holding("", first) + strings.Replace(boxAt(1, 5, 9, 9, "其实是9亿元。"), "<p:nvSpPr>", `<p:nvSpPr><p:cNvPr hidden="1"/>`, 1)}, "园区建设情况|# 一、进展|" + first},
		"frame":           {[]string{title("园区建设情况"), title("一、进展") + holding("", first) + holding(`type="sldNum"`, "12") + holding(`type="ftr"`, "内部材料99号") + holding(`type="dt"`, "2020年1月1日") + boxAt(1, 15, 9, 1, `<a:fld type="slidenum"><a:t>12</a:t></a:fld>`)}, "园区建设情况|# 一、进展|" + first},
		"two columns with heads": {[]string{title("园区建设情况"), title("对比") + boxAt(13, 4, 11, 2, "2026年目标") + boxAt(1, 7, 11, 9, first) + boxAt(1, 4, 11, 2, "2025年成绩") + boxAt(13, 7, 11, 9, second)},
			"园区建设情况|# 对比|# 2025年成绩|" + first + "|# 2026年目标|" + second},
		"labels in a column": {[]string{title("园区建设情况"), title("指标") + boxAt(1, 4, 5, 1, "工业产值") + boxAt(1, 6, 5, 1, "固定投资") + boxAt(9, 4, 5, 1, "12亿元") + boxAt(9, 6, 5, 1, "30亿元")},
			"园区建设情况|# 指标|工业产值|固定投资|12亿元|30亿元"},
		"a unit over a table": {[]string{title("园区建设情况"), title("投资") + boxAt(1, 4, 9, 1, "单位：亿元") + boxAt(1, 5, 9, 9, first)}, "园区建设情况|# 投资|单位：亿元|" + first},
		"left to right":       {[]string{title("园区建设情况"), title("进展") + boxAt(13, 4, 11, 9, second) + boxAt(1, 4, 11, 9, first)}, "园区建设情况|# 进展|" + first + "|" + second},
		"a group":             {[]string{title("园区建设情况"), title("进展") + boxAt(1, 15, 11, 3, second) + group(boxAt(900, 900, 1, 1, "占地20亩，其中绿地5亩。")+boxAt(900, 500, 1, 1, first))}, "园区建设情况|# 进展|" + first + "|占地20亩，其中绿地5亩。|" + second},
		"powers":              {[]string{title("园区建设情况"), title("进展") + boxAt(1, 5, 9, 9, "<a:r><a:t>绿地3×10</a:t></a:r>"+raised("30000", "5")+"<a:r><a:t>m</a:t></a:r>"+raised("30%", "2")+raised("-25000", "净")+"<a:r><a:t>，比上年增加。</a:t></a:r>")}, "园区建设情况|# 进展|绿地3×10⁵m2净，比上年增加。"},
		"breaks":              {[]string{holding(`type="ctrTitle"`, `<a:r><a:t>园区建设</a:t></a:r><a:br/><a:r><a:t>情况</a:t></a:r>`), title("进展") + holding("", first)}, "园区建设情况|# 进展|" + first},
		"alternatives":        {[]string{title("园区建设情况"), title("进展") + `<mc:AlternateContent><mc:Choice Requires="a14">` + boxAt(1, 5, 9, 9, first) + `</mc:Choice><mc:Fallback>` + boxAt(1, 5, 9, 9, first) + `</mc:Fallback></mc:AlternateContent>`}, "园区建设情况|# 进展|" + first},
	} {
		a, err := Read(release.File{ID: "b/园区.pptx", Data: fileOf(t, tt.slides, nil)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := outline(a); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestLayout checks the order of placeholders whose places are in the layout of
// their slide or in the master of that.
func TestLayout(t *testing.T) {
	t.Parallel()
	rel := func(kind, target string) string {
		return `<Relationships><Relationship Id="rId1" Type="t/` + kind + `" Target="` + target + `"/></Relationships>`
	}
	place := func(ph string, x int) string {
		return strings.Replace(boxAt(x, 5, 9, 9, "单击此处"), "<p:nvPr>", "<p:nvPr><p:ph "+ph+"/>", 1)
	}
	more := map[string]string{
		"ppt/slides/_rels/slide1.xml.rels":  rel("slideLayout", "../slideLayouts/a.xml"),
		"ppt/slideLayouts/a.xml":            "<p:sldLayout " + spaces + ">" + place(`idx="2"`, 1) + `</p:sldLayout>`,
		"ppt/slideLayouts/_rels/a.xml.rels": rel("slideMaster", "../slideMasters/m.xml"),
		"ppt/slideMasters/m.xml":            "<p:sldMaster " + spaces + ">" + place(`type="body" idx="1"`, 12) + `</p:sldMaster>`,
		"ppt/slideMasters/_rels/m.xml.rels": rel("slideLayout", "../slideLayouts/a.xml"),
	}
	a, err := Read(release.File{ID: "a.pptx", Data: fileOf(t, []string{title("园区建设情况"), title("进展") + holding(`idx="1"`, second) + holding(`idx="2"`, first)}, more)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outline(a), "园区建设情况|# 进展|"+first+"|"+second; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestTables(t *testing.T) {
	t.Parallel()
	row := func(cells ...string) string {
		var b strings.Builder
		for _, c := range cells {
			attr, text, ok := strings.Cut(c, ">")
			if !ok {
				attr, text = "", c
			}
			b.WriteString("<a:tc " + attr + "><a:txBody>" + par(text) + "</a:txBody></a:tc>")
		}
		return "<a:tr>" + b.String() + "</a:tr>"
	}
	for name, tt := range map[string]struct{ title, rows, want string }{
		"plain":             {"投资情况", row("项目", "投资（亿元）") + row("学校", "2"), "项目：学校；投资：2亿元"},
		"unit in the title": {"投资情况（单位：亿元）", row("项目", "投资") + row("学校", "2"), "项目：学校；投资：2亿元"},
		"heads in two rows": {"投资情况", row(`rowSpan="2">镇街`, `gridSpan="2">产值（亿元）`, `hMerge="1">`) + row(`vMerge="1">`, "2024年", "2025年") + row("石门镇", "5", "6"),
			"镇街：石门镇；产值2024年：5亿元；产值2025年：6亿元"},
		"a block of rows": {"投资情况", row("类别", "项目", "投资（亿元）") + row(`rowSpan="2">民生`, "学校", "2") + row(`vMerge="1">`, "医院", "5"), "类别：民生；项目：学校；投资：2亿元|类别：民生；项目：医院；投资：5亿元"},
	} {
		frame := `<p:graphicFrame><p:xfrm><a:off x="0" y="3600000"/><a:ext cx="1" cy="1"/></p:xfrm><a:graphic><a:graphicData><a:tbl>` + tt.rows + `</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
		a, err := Read(release.File{ID: "a.pptx", Data: fileOf(t, []string{title("园区建设情况"), title(tt.title) + frame}, nil)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := outline(a), "园区建设情况|# "+tt.title+"|"+tt.want; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestCharts(t *testing.T) {
	t.Parallel()
	points := func(form string, texts ...string) string {
		var b strings.Builder
		for i, s := range texts {
			fmt.Fprintf(&b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, s)
		}
		return `<c:formatCode>` + form + `</c:formatCode>` + b.String()
	}
	series := func(name, form string, values ...string) string {
		return `<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>` + name + `</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>` +
			strings.Replace(points("", "2024年", "2025年"), "<c:formatCode></c:formatCode>", "", 1) + `</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>` + points(form, values...) + `</c:numCache></c:numRef></c:val></c:ser>`
	}
	axis := func(name string) string { return `<c:valAx><c:title><a:t>` + name + `</a:t></c:title></c:valAx>` }
	days := strings.Replace(series("产值", "General", "5", "6"), `<c:strCache><c:pt idx="0"><c:v>2024年`, `<c:strCache><c:formatCode>yyyy/m</c:formatCode><c:pt idx="0"><c:v>45000`, 1)
	for name, tt := range map[string]struct{ plot, want string }{
		"a unit on the axis": {series("产值", "General", "5.1", "6.300000000000001") + axis("（亿元）"), "2024年；产值：5.1亿元|2025年；产值：6.3亿元"},
		"two series":         {series("产值（亿元）", "#,##0.0_ ", "1234.56", "6") + series("增速", "0.0%", "0.0655", "-0.02"), "2024年；产值：1234.6亿元；增速：6.6%|2025年；产值：6.0亿元；增速：-2.0%"},
		"shown in a form":    {strings.Replace(series("增速", "General", "0.0655", "0.02"), "<c:cat>", `<c:dLbls><c:numFmt formatCode="0.00%" sourceLinked="0"/></c:dLbls><c:cat>`, 1), "2024年；增速：6.55%|2025年；增速：2.00%"},
		"another form":       {series("产值", "0.0,&quot;万&quot;", "5", "6"), ""},
		"days":               {days, ""},
		"points":             {`<c:ser><c:xVal/><c:yVal/></c:ser>`, ""},
		"a gap":              {series("产值（亿元）", "General", "5", "") + series("投资（亿元）", "General", "3", "4"), "2024年；产值：5亿元；投资：3亿元|2025年；投资：4亿元"},
	} {
		more := map[string]string{
			"ppt/slides/_rels/slide1.xml.rels": `<Relationships><Relationship Id="rId2" Type="t/chart" Target="../charts/chart1.xml"/></Relationships>`,
			"ppt/charts/chart1.xml":            `<c:chartSpace ` + spaces + `><c:chart><c:title><a:t>近年产值</a:t></c:title><c:plotArea><c:barChart>` + tt.plot + `</c:barChart></c:plotArea></c:chart></c:chartSpace>`,
		}
		frame := `<p:graphicFrame><p:xfrm><a:off x="0" y="9600000"/><a:ext cx="1" cy="1"/></p:xfrm><a:graphic><a:graphicData><c:chart r:id="rId2"/></a:graphicData></a:graphic></p:graphicFrame>`
		a, err := Read(release.File{ID: "a.pptx", Data: fileOf(t, []string{title("园区建设情况"), title("产值") + boxAt(1, 5, 9, 9, first) + frame}, more)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := "园区建设情况|# 产值|" + first
		if tt.want != "" {
			want += "|近年产值|" + tt.want
		}
		if got := outline(a); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestDiagram reads the shapes of a diagram, which are in a part of their own.
func TestDiagram(t *testing.T) {
	t.Parallel()
	more := map[string]string{
		"ppt/slides/_rels/slide1.xml.rels": `<Relationships><Relationship Id="rId2" Type="t/diagramData" Target="../diagrams/data1.xml"/><Relationship Id="rId6" Type="t/diagramDrawing" Target="../diagrams/drawing1.xml"/></Relationships>`,
		"ppt/diagrams/drawing1.xml": strings.ReplaceAll(`<p:drawing `+spaces+`><p:spTree>`+boxAt(12, 0, 9, 3, "2026年目标")+boxAt(12, 3, 9, 3, second)+boxAt(0, 3, 9, 3, first)+boxAt(0, 0, 9, 3, "2025年成绩")+
			`</p:spTree></p:drawing>`, "</p:spPr>", `</p:spPr><p:txXfrm><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></p:txXfrm>`),
	}
	frame := `<p:graphicFrame><p:xfrm><a:off x="0" y="9600000"/><a:ext cx="1" cy="1"/></p:xfrm><a:graphic><a:graphicData><p:relIds r:dm="rId2"/></a:graphicData></a:graphic></p:graphicFrame>`
	a, err := Read(release.File{ID: "a.pptx", Data: fileOf(t, []string{title("园区建设情况"), title("建设") + frame}, more)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := outline(a), "园区建设情况|# 建设|# 2025年成绩|"+first+"|# 2026年目标|"+second; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestImprint(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		lines        []string
		source, date string
		rest         string
	}{
		"two lines":   {[]string{"云岭区统计局", "2026年1月20日"}, "云岭区统计局", "2026-01-20", ""},
		"one line":    {[]string{"云岭区统计局 2026年1月20日"}, "云岭区统计局", "2026-01-20", ""},
		"spread out":  {[]string{"云 岭 区 统 计 局", "2026年1月"}, "云岭区统计局", "2026-01", ""},
		"with a name": {[]string{"汇报人：林某"}, "", "", "汇报人：林某|"},
	} {
		a, err := Read(release.File{ID: "a.pptx", Data: fileOf(t, []string{holding(`type="ctrTitle"`, "园区建设情况") + holding(`type="subTitle"`, tt.lines...), title("进展") + holding("", first)}, nil)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if date := a.Date.String(); a.Source != tt.source || date != tt.date || outline(a) != "园区建设情况|"+tt.rest+"# 进展|"+first {
			t.Errorf("%s: %q, %q, %s", name, a.Source, date, outline(a))
		}
	}
}

// TestBriefing reads slides made by LibreOffice, with notes, a hidden slide, a
// table and two columns of text boxes.
func TestBriefing(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/briefing.pptx")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Read(release.File{ID: "briefing.pptx", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	const want = "云岭区2025年经济运行情况新闻发布会|# 一、总体情况|2025年全区实现地区生产总值1,234.5亿元，同比增长6.1%|规上工业企业312家，建成绿地3.2×10⁵m²|" +
		"# 二、各镇街情况（单位：亿元）|镇街：石门镇；工业总产值2024年：101.1亿元；工业总产值2025年：112.2亿元|镇街：青塘街道；工业总产值2024年：81.1亿元；工业总产值2025年：92.2亿元|" +
		"# 2025年成绩|新增就业1.8万人|# 2026年目标|力争地区生产总值增长6%以上"
	if got := outline(a); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if a.Source != "云岭区统计局" || a.Date.String() != "2026-01-20" {
		t.Errorf("%q, %v", a.Source, a.Date)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	good := fileOf(t, []string{title("园区建设情况"), title("进展") + holding("", first)}, nil)
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"text":           {[]byte(first), release.ErrPlain},
		"cut off":        {good[:len(good)/2], release.ErrDamaged},
		"no slides":      {fileOf(t, nil, nil), release.ErrEmpty},
		"pictures only":  {fileOf(t, []string{title("一") + "<p:pic/>"}, nil), release.ErrScanned},
		"a missing part": {fileOf(t, []string{title("一")}, map[string]string{"ppt/_rels/presentation.xml.rels": "<Relationships/>"}), release.ErrDamaged},
		"one slide twice": {fileOf(t, []string{title("一"), title("二")}, map[string]string{"ppt/_rels/presentation.xml.rels": `<Relationships><Relationship Id="rId0" Target="slides/slide1.xml"/><Relationship Id="rId1" Target="slides/slide1.xml"/></Relationships>`}),
			release.ErrDamaged},
		"nested": {fileOf(t, []string{strings.Repeat("<p:grpSp>", 300)}, nil), release.ErrTooLarge},
	} {
		if _, err := Read(release.File{ID: "a.pptx", Data: tt.data}); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(title("一")+boxAt(1, 5, 9, 9, first), boxAt(1, 2, 3, 4, second)+`<p:grpSp>`+boxAt(1, 1, 1, 1, "二")+`</p:grpSp>`)
	f.Add(`<p:graphicFrame><a:tbl><a:tr><a:tc gridSpan="2" vMerge="1"><a:p><a:r><a:rPr baseline="30000"/><a:t>2</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:graphicFrame>`, holding(`type="sldNum"`, "1"))
	f.Fuzz(func(t *testing.T, one, two string) {
		a, err := Read(release.File{ID: "a.pptx", Data: fileOf(t, []string{one, two}, nil)})
		if err == nil && len(a.Paragraphs()) == 0 && len(a.Sections) == 0 {
			t.Fatal("no text and no error")
		}
	})
}

func FuzzChart(f *testing.F) {
	f.Add(`<c:ser><c:tx><c:v>产值</c:v></c:tx><c:cat><c:pt idx="0"><c:v>2024年</c:v></c:pt></c:cat><c:val><c:formatCode>0.0%</c:formatCode><c:pt idx="0"><c:v>1e-3</c:v></c:pt></c:val></c:ser><c:valAx><c:title><a:t>亿元</a:t></c:title></c:valAx>`)
	f.Fuzz(func(t *testing.T, plot string) {
		data := fileOf(t, []string{title("一") + `<p:graphicFrame><c:chart r:id="rId2"/></p:graphicFrame>`}, map[string]string{
			"ppt/slides/_rels/slide1.xml.rels": `<Relationships><Relationship Id="rId2" Target="../charts/c.xml"/></Relationships>`,
			"ppt/charts/c.xml":                 `<c:chartSpace ` + spaces + `>` + plot + `</c:chartSpace>`,
		})
		if a, err := Read(release.File{ID: "a.pptx", Data: data}); err == nil && len(a.Paragraphs()) == 0 && len(a.Sections) == 0 {
			t.Fatal("no text and no error")
		}
	})
}
