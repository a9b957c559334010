package drawtest

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// chart is a line or bar chart of one series or several.
type chart struct {
	Type   string
	Series []struct {
		Name string
		Data []struct {
			Label string
			Value float64
		}
	}
	Axis struct {
		Categories []string
		XLabel     string `json:"x_label"`
		YLabel     string `json:"y_label"`
	} `json:"axis_config"`
}

// The size of a chart and of the room around it, in CSS pixels.
const (
	chartWidth, chartHeight = 680.0, 300.0
	chartLeft, chartRest    = 60.0, 20.0
	chartFoot               = 60.0
)

// chart draws a chart, and reports whether it knows the kind.
func (p *pen) chart(c chart) bool {
	if c.Type != "line" && c.Type != "bar" || len(c.Series) == 0 || len(c.Axis.Categories) == 0 {
		return false
	}
	top, bottom := 0.0, 0.0
	for _, s := range c.Series {
		for _, d := range s.Data {
			top, bottom = math.Max(top, d.Value), math.Min(bottom, d.Value)
		}
	}
	if top == bottom {
		top++
	}
	step := (chartWidth - chartLeft - chartRest) / float64(len(c.Axis.Categories))
	x := func(i int) float64 { return chartLeft + step*(float64(i)+0.5) }
	y := func(v float64) float64 {
		return chartRest + (top-v)/(top-bottom)*(chartHeight-chartRest-chartFoot)
	}
	height := chartHeight
	if c.Axis.XLabel == "" {
		height -= chartFoot / 2
	}
	fmt.Fprintf(&p.out, `<svg viewBox="0 0 %.0f %.0f" width="%.0f" font-size="11">`, chartWidth, height, chartWidth)
	for _, v := range []float64{bottom, (top + bottom) / 2, top} {
		fmt.Fprintf(&p.out, `<path d="M%.0f %.1fH%.0f" stroke="#ddd"/><text x="%.0f" y="%.1f" text-anchor="end">%.4g</text>`, chartLeft, y(v), chartWidth-chartRest, chartLeft-6, y(v)+4, v)
	}
	fmt.Fprintf(&p.out, `<text x="4" y="12">%s</text>`, html.EscapeString(c.Axis.YLabel))
	for i, label := range c.Axis.Categories {
		fmt.Fprintf(&p.out, `<text x="%.1f" y="%.0f" text-anchor="middle">%s</text>`, x(i), chartHeight-chartFoot+18, html.EscapeString(fitting(label, step)))
	}
	fmt.Fprintf(&p.out, `<text x="%.0f" y="%.0f" text-anchor="middle">%s</text>`, chartWidth/2, chartHeight-chartFoot+40, html.EscapeString(c.Axis.XLabel))
	for _, s := range c.Series {
		var line []string
		for i, d := range s.Data {
			if c.Type == "bar" {
				fmt.Fprintf(&p.out, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#1264a3"/>`, x(i)-step/4, y(math.Max(d.Value, 0)), step/2, math.Abs(y(0)-y(d.Value)))
			}
			line = append(line, fmt.Sprintf("%.1f,%.1f", x(i), y(d.Value)))
		}
		if c.Type == "line" {
			fmt.Fprintf(&p.out, `<polyline points="%s" fill="none" stroke="#1264a3" stroke-width="2"/>`, strings.Join(line, " "))
			for _, at := range line {
				cx, cy, _ := strings.Cut(at, ",")
				fmt.Fprintf(&p.out, `<circle cx="%s" cy="%s" r="3.5" fill="#1264a3"/>`, cx, cy)
			}
		}
	}
	p.out.WriteString("</svg>")
	return true
}

// fitting cuts a label to a width, as Slack does under a chart.
func fitting(label string, width float64) string {
	room := int(width / 11.5)
	if runes := []rune(label); len(runes) > room && room > 1 {
		return string(runes[:room-1]) + "…"
	}
	return label
}
