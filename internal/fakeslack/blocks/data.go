package blocks

import (
	"encoding/json"
	"fmt"
	"math"
)

// asNumber reads a number, as JSON or as the string that some fields take.
func asNumber(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case string:
		var n float64
		return n, json.Unmarshal([]byte(v), &n) == nil
	}
	return 0, false
}

// checkRows checks that rows are lists of the same length, and their cells.
func checkRows(o object, least, most, columns int, check func(object)) (width int) {
	rows := o.list("rows", least, most)
	for i, v := range rows {
		at := fmt.Sprintf("%s/rows/%d", o.at, i)
		cells, ok := v.([]any)
		switch {
		case !ok:
			o.fault(at, "must provide an array")
			continue
		case len(cells) == 0:
			o.fault(at, "no less than 1 items required")
		case len(cells) > columns:
			o.fault(at, "no more than %d items allowed", columns)
		}
		if i == 0 {
			width = len(cells)
		} else if len(cells) != width {
			o.fault(at, "must have the same number of cells as the first row")
		}
		for j, c := range cells {
			if cell, ok := o.object(fmt.Sprintf("%s/%d", at, j), c); ok {
				check(cell)
			}
		}
	}
	return width
}

func checkTable(o object) {
	o.tables++
	width := checkRows(o, 1, AtMost("table.rows.max_items"), AtMost("table.columns.max_items"), func(c object) { checkCell(c) })
	settings := o.list("column_settings", 0, AtMost("table.columns.max_items"))
	if len(settings) > width {
		o.fault(o.at+"/column_settings", "must not be longer than a row")
	}
	for i, v := range settings {
		if v == nil {
			continue // that column as it comes
		}
		if s, ok := o.object(fmt.Sprintf("%s/column_settings/%d", o.at, i), v); ok {
			s.oneOf("align", "left", "center", "right")
		}
	}
}

// checkCell checks a cell of a table; none is empty.
func checkCell(o object) {
	switch o.kind() {
	case "raw_text":
		if o.need("text") {
			o.str("text", AtMost("data_table.cell_text.min_length"), AtMost("text.max_length"))
		}
	case "raw_number":
		if _, ok := o.fields["value"].(float64); !ok {
			o.fault(o.at+"/value", "must provide a number")
		}
		o.str("text", AtMost("data_table.cell_text.min_length"), AtMost("text.max_length"))
	case "rich_text":
		checkRichText(o)
	default:
		o.fault(o.at+"/type", "unsupported type: %s", o.kind())
	}
}

func checkDataTable(o object) {
	o.tables++
	if o.need("caption") {
		o.str("caption", 1, AtMost("text.max_length"))
	}
	o.number("page_size", AtMost("data_table.page_size.min"), AtMost("data_table.page_size.max"))
	width := checkRows(o, AtMost("data_table.rows.min_items"), AtMost("data_table.rows.max_items"), AtMost("data_table.columns.max_items"), func(c object) {
		if c.kind() == "action_cell" {
			if c.need("element") {
				if e, ok := c.sub("element"); ok {
					checkElement(e, []string{"button"})
				}
			}
			return
		}
		checkCell(c)
	})
	o.number("row_header_column_index", 0, max(width-1, 0))
	if characters(o.fields["rows"]) > AtMost("data_table.content.max_length") {
		o.fault(o.at+"/rows", "must be less than %d characters", AtMost("data_table.content.max_length")+1)
	}
}

// checkChart checks a data_visualization block.
func checkChart(o object) {
	o.charts++
	if o.need("title") {
		o.str("title", 1, AtMost("data_visualization.title.max_length"))
	}
	if !o.need("chart") {
		return
	}
	c, ok := o.sub("chart")
	if !ok {
		return
	}
	switch c.kind() {
	case "pie":
		c.each("segments", c.list("segments", AtMost("data_visualization.segments.min_items"), AtMost("data_visualization.segments.max_items")), func(s object) {
			checkPoint(s, AtMost("data_visualization.segment.label.max_length"))
			if v, ok := s.fields["value"].(float64); ok && v <= float64(AtMost("data_visualization.segment.value.exclusive_min")) {
				s.fault(s.at+"/value", "must be greater than 0")
			}
		})
	case "bar", "line", "area":
		checkAxes(c, checkCategories(c))
	default:
		c.fault(c.at+"/type", "unsupported type: %s", c.kind())
	}
}

// checkPoint checks a labelled number.
func checkPoint(o object, most int) {
	if o.need("label") {
		o.str("label", 1, most)
	}
	if v, ok := o.fields["value"].(float64); !ok || math.IsInf(v, 0) {
		o.fault(o.at+"/value", "must provide a number")
	}
}

// checkCategories checks the axes of a chart and returns its categories.
func checkCategories(o object) map[string]bool {
	out := map[string]bool{}
	if !o.need("axis_config") {
		return out
	}
	axis, ok := o.sub("axis_config")
	if !ok {
		return out
	}
	axis.str("x_label", 0, AtMost("data_visualization.axis_label.max_length"))
	axis.str("y_label", 0, AtMost("data_visualization.axis_label.max_length"))
	for i, v := range axis.list("categories", AtMost("data_visualization.categories.min_items"), AtMost("data_visualization.categories.max_items")) {
		at := fmt.Sprintf("%s/categories/%d", axis.at, i)
		label, ok := v.(string)
		switch {
		case !ok:
			axis.fault(at, "must provide a string")
		case out[label]:
			axis.fault(at, "must be unique")
		}
		axis.length(at, label, 1, AtMost("data_visualization.category_label.max_length"))
		out[label] = true
	}
	return out
}

// checkAxes checks the series of a chart: each has one value for every category.
func checkAxes(o object, categories map[string]bool) {
	names := map[any]bool{}
	series := o.list("series", AtMost("data_visualization.series.min_items"), AtMost("data_visualization.series.max_items"))
	o.each("series", series, func(s object) {
		if s.need("name") {
			s.str("name", 1, AtMost("data_visualization.series_name.max_length"))
		}
		if names[s.fields["name"]] {
			s.fault(s.at+"/name", "must be unique")
		}
		names[s.fields["name"]] = true
		seen := map[string]bool{}
		data := s.list("data", AtMost("data_visualization.data.min_items"), AtMost("data_visualization.data.max_items"))
		s.each("data", data, func(p object) {
			checkPoint(p, AtMost("data_visualization.point_label.max_length"))
			label, _ := p.fields["label"].(string)
			if !categories[label] || seen[label] {
				p.fault(p.at+"/label", "must match one category")
			}
			seen[label] = true
		})
		if len(data) > 0 && len(seen) < len(categories) {
			s.fault(s.at+"/data", "must have one value for every category")
		}
	})
}
