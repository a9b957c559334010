package chart

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"beilun/bot/message"
)

func source(text string) message.Source {
	return message.Source{Text: "安枰日报，2025-01-18，《" + text + "》", URL: "https://news.example.cn/1"}
}

// throughput is a history with a year missing, a plan and what another source says.
func throughput() *message.Series {
	year := func(label, period, text string, v float64, note string) message.Point {
		return message.Point{Label: label, Period: period, Text: text, Value: v, Note: note, Chart: note == "", Source: source("安枰港")}
	}
	return &message.Series{Title: "安枰港货物吞吐量", Unit: "万吨", Points: []message.Point{
		year("2019年", "2019-01-01/2019-12-31", "3610万吨", 3610, ""),
		year("2020年", "2020-01-01/2020-12-31", "3555万吨", 3555, ""),
		year("2022年", "2022-01-01/2022-12-31", "近4100万吨", 4100, ""),
		year("2023年", "2023-01-01/2023-12-31", "4200万吨", 4200, ""),
		year("2024年", "2024-01-01/2024-12-31", "4520万吨", 4520, ""),
		year("2024年", "2024-01-01/2024-12-31", "4480万吨", 4480, "other"),
		year("2024年", "2024-01-01/2024-12-31", "4520万吨", 4520, "also"),
		year("2025年", "2025-01-01/2025-12-31", "4800万吨", 4800, "target"),
	}}
}

func investments() *message.Series {
	s := &message.Series{Title: "总投资", Unit: "亿元", Compare: true}
	for i, name := range []string{"安枰大桥", "潭溪量子科技园", "<b>坏</b>&\"名\"", "一个名称特别特别特别特别特别特别特别特别特别长的重大项目"} {
		s.Points = append(s.Points, message.Point{Label: name, Text: []string{"约120亿元", "53.4亿元", "7亿元", "1.2亿元"}[i], Value: []float64{120, 53.4, 7, 1.2}[i], Note: []string{"", "planned", "", ""}[i], Chart: true, Source: source(name)})
	}
	return s
}

// texts returns the texts of all elements with a name, and fails on what is no XML.
func textsOf(t *testing.T, svg, element string) (out []string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		if start, ok := tok.(xml.StartElement); ok && start.Name.Local == element {
			var text string
			if err := dec.DecodeElement(&text, &start); err != nil {
				t.Fatal(err)
			}
			out = append(out, text)
		}
	}
}

func TestLine(t *testing.T) {
	t.Parallel()
	c := New(throughput(), false)
	svg := c.SVG()
	titles := textsOf(t, svg, "title")
	want := []string{
		"安枰港货物吞吐量",
		"2019年：3610万吨，安枰日报，2025-01-18，《安枰港》 https://news.example.cn/1",
		"2024年：4480万吨（另有说法），安枰日报，2025-01-18，《安枰港》 https://news.example.cn/1",
		"2025年：4800万吨（目标），安枰日报，2025-01-18，《安枰港》 https://news.example.cn/1",
	}
	if len(titles) != 8 {
		t.Errorf("%d titles: %q", len(titles), titles)
	}
	for _, w := range want {
		if !strings.Contains(strings.Join(titles, "\n"), w) {
			t.Errorf("no title %q in %q", w, titles)
		}
	}
	if d := textsOf(t, svg, "desc"); len(d) != 1 || d[0] != "折线图，共7个数：从2019年的3610万吨到2025年的4800万吨。纵轴从零开始。" {
		t.Errorf("the description is %q", d)
	}
	written := strings.Join(textsOf(t, svg, "text"), "\n")
	for _, w := range []string{"单位：万吨", "3610万吨", "4800万吨", "2019年", "2025年", "0", "5000", "计划、预计或目标", "另有说法"} {
		if !strings.Contains("\n"+written+"\n", "\n"+w+"\n") {
			t.Errorf("%q is not in the chart: %q", w, written)
		}
	}
	// 2019–2020, 2022–2023–2024 and, dashed, to 2025: the years around 2021 are not connected.
	solid := regexp.MustCompile(`<path d="M[\d. ]+L[\d. ]+" fill="none" stroke="currentColor" class="c-data-stroke" stroke-width="2.0"/>`)
	if n := len(solid.FindAllString(svg, -1)); n != 3 {
		t.Errorf("%d lines between points, want 3", n)
	}
	if n := strings.Count(svg, "stroke-dasharray"); n != 1 {
		t.Errorf("%d dashed lines, want 1", n)
	}
	if strings.Contains(svg, "style=") || strings.Contains(svg, "<style") || !strings.Contains(svg, `role="img"`) {
		t.Error("the chart has a style of its own, or no role")
	}
}

// TestTimesFit has a long time below the last point, which is to end within the margin: the
// fonts of browsers may be wider than the one that is measured, and 2026年11月12日 was cut.
func TestTimesFit(t *testing.T) {
	t.Parallel()
	at := func(label, day string, v float64) message.Point {
		return message.Point{Label: label, Period: day, Text: "3亿元", Value: v, Chart: true, Source: source("湿地")}
	}
	c := New(&message.Series{Title: "总投资", Unit: "亿元", Points: []message.Point{
		at("2024年10月15日", "2024-10-15", 3), at("2025年6月1日", "2025-06-01", 3.2), at("2026年11月12日", "2026-11-12", 3.8),
	}}, false)
	times := 0
	for _, g := range c.line().groups {
		for _, s := range g.shapes {
			if !strings.HasPrefix(s.text, "202") {
				continue
			}
			times++
			if b := boxOf(s); b.left < margin-.01 || b.right > wide-margin+.01 {
				t.Errorf("%s is from %.1f to %.1f of %.0f", s.text, b.left, b.right, wide)
			}
		}
	}
	if times != 3 {
		t.Errorf("%d times, want 3", times)
	}
}

func TestBars(t *testing.T) {
	t.Parallel()
	c := New(investments(), true)
	svg := c.SVG()
	if d := textsOf(t, svg, "desc"); len(d) != 1 || !strings.HasPrefix(d[0], "Bar chart of 4 figures: the largest is 约120亿元 (安枰大桥)") {
		t.Errorf("the description is %q", d)
	}
	written := textsOf(t, svg, "text")
	if !strings.Contains(strings.Join(written, "\n"), `<b>坏</b>&"名"`) || strings.Contains(svg, "<b>") {
		t.Errorf("the hostile name is drawn as %q", written)
	}
	if n := strings.Count(svg, "stroke-dasharray"); n != 1 {
		t.Errorf("%d bars are dashed, want that of the plan", n)
	}
	// Bars begin at one place, and their lengths are as their values.
	ends := regexp.MustCompile(`<path d="M([\d.]+) [\d.]+L([\d.]+) `).FindAllStringSubmatch(svg, -1)
	if len(ends) < 4 || ends[0][1] != ends[2][1] || ends[0][2] <= ends[2][2] {
		t.Errorf("the bars are %q", ends)
	}
}

func TestFile(t *testing.T) {
	t.Parallel()
	svg := string(New(throughput(), false).File())
	if !strings.HasPrefix(svg, "<?xml") || strings.Contains(svg, "currentColor") || strings.Contains(svg, "style") {
		t.Errorf("the file is\n%.300s", svg)
	}
	written := textsOf(t, svg, "text")
	if written[0] != "安枰港货物吞吐量" || written[len(written)-1] != "来源：安枰日报，2025-01-18，《安枰港》" {
		t.Errorf("the file says %q", written)
	}
}

func TestNothingToDraw(t *testing.T) {
	t.Parallel()
	one := throughput()
	one.Points = one.Points[:1]
	for _, s := range []*message.Series{nil, {}, one} {
		if New(s, false) != nil {
			t.Errorf("a chart of %+v", s)
		}
	}
}

// Values of all sizes and signs are drawn within the picture.
func TestExtremes(t *testing.T) {
	t.Parallel()
	coordinate := regexp.MustCompile(`(?:[ML ]|[xy]="|c[xy]=")(-?\d+\.\d|NaN|[-+]Inf)`)
	for _, values := range [][]float64{{0, 0}, {-5, 3}, {-5, -3, -1}, {1e-9, 2e-9}, {1e15, 1}, {96, 96.5}} {
		for _, compare := range []bool{false, true} {
			s := &message.Series{Title: "x", Unit: "%", Compare: compare}
			for i, v := range values {
				s.Points = append(s.Points, message.Point{Label: strings.Repeat("长", 50), Period: []string{"2023-01-01/2023-12-31", "2023-12-31", ""}[i], Text: strings.Repeat("9", 200), Value: v, Chart: true})
			}
			c := New(s, false)
			for _, m := range coordinate.FindAllStringSubmatch(c.SVG(), -1) {
				if len(m[1]) > 6 || m[1][0] == '-' || m[1][0] == 'N' || m[1][0] == '+' {
					t.Errorf("%v: a place at %s", values, m[1])
				}
			}
			if !compare {
				continue
			}
			if err := c.PNG(io.Discard); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestPNG(t *testing.T) {
	t.Parallel()
	for name, face := range map[string]typeface{"of the machine": machineFace(), "without Chinese": latinFace()} {
		for _, s := range []*message.Series{throughput(), investments()} {
			var out bytes.Buffer
			if err := New(s, false).png(&out, face); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if dir := os.Getenv("CHART_DIR"); dir != "" { // to look at
				if err := os.WriteFile(filepath.Join(dir, s.Title+name+".png"), out.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			img, err := png.Decode(&out)
			if err != nil || img.Bounds().Dx() != 1120 {
				t.Errorf("%s: %v, %v", name, img.Bounds(), err)
			}
		}
	}
}

func TestSpelled(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"4520万吨": "4520 Wandun",
		"单位：亿元":  "Danwei: Yiyuan",
		"GDP":    "GDP",
		"2024年":  "2024 Nian",
		"":       "",
	} {
		if got := spelled(text); got != want {
			t.Errorf("spelled(%q) = %q, want %q", text, got, want)
		}
	}
}

// A folder of fonts without Chinese, or with broken files, has no font for a chart.
func TestFindFont(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, data := range map[string]string{"msyh.ttc": "ttcf\x00\x01", "simhei.ttf": "", "notes.txt": "font"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if f := findFont([]string{dir, filepath.Join(dir, "none")}); f != nil {
		t.Error("a font in files that are none")
	}
	if len(fontNames()) < 20 {
		t.Errorf("there are %d names of fonts", len(fontNames()))
	}
}

// TestPublishers joins the figures of one publisher by a thick line and those of two by a
// thin one, with a note, and names both in a file.
func TestPublishers(t *testing.T) {
	t.Parallel()
	s := throughput()
	for i := range s.Points {
		s.Points[i].Source.Publisher = "安枰发布"
	}
	same := New(s, false)
	if svg := same.SVG(); strings.Contains(svg, same.words().Joined) || strings.Contains(svg, "c-soft-stroke") {
		t.Errorf("of one publisher:\n%s", svg)
	}
	for i := range s.Points[:1] {
		s.Points[i].Source.Publisher = "宁州日报"
	}
	mixed := New(s, false)
	if svg := mixed.SVG(); !strings.Contains(svg, mixed.words().Joined) || !strings.Contains(svg, "c-soft-stroke") {
		t.Errorf("of two publishers:\n%s", svg)
	}
	if file := string(mixed.File()); !strings.Contains(file, "宁州日报，安枰发布") {
		t.Errorf("file of two publishers:\n%s", file)
	}
}
