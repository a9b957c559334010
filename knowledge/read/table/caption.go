package table

import (
	"strings"

	"beilun/knowledge/read/table/cell"
)

// captions is what the lines over a table say about all of it.
type captions struct {
	units    cell.Units
	texts    []string
	declared []cell.Declared // by the last text that declares any, or by a row further down
	dated    string          // the last text with a time
	named    *string         // see metric
}

// add adds a line over the table, or one of its first rows.
func (c *captions) add(s string) {
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	c.texts = append(c.texts, s)
	if _, t := cell.CutTime(s); t != "" {
		c.dated = s
	}
	if ds := c.units.Declared(s); len(ds) > 0 {
		c.declared = ds
	}
}

// metric returns the last metric that the nearest caption names, or "":
// 各镇街规上工业总产值. It is looked for once, after all captions were added.
func (c *captions) metric() string {
	if c.named != nil {
		return *c.named
	}
	c.named = new(string)
	for n := len(c.texts) - 1; n >= 0 && *c.named == ""; n-- {
		name, _ := c.units.Cut(c.texts[n])
		*c.named = cell.LastMetric(name)
	}
	return *c.named
}

// declaredRate returns the unit of rates that the captions declare, none if they
// declare several.
func (c *captions) declaredRate() cell.Unit {
	var u cell.Unit
	for _, d := range c.declared {
		if d.Unit.IsRate() && d.Of == "" {
			if u.Text != "" {
				return cell.Unit{}
			}
			u = d.Unit
		}
	}
	return u
}

// unitFor returns which of the declared units is that of a cell, by what its row
// and column are.
func (c *captions) unitFor(a about) cell.Unit {
	var amounts []cell.Unit
	for _, d := range c.declared {
		if d.Of != "" {
			if a.mentions(d.Of) {
				return d.Unit
			}
			continue
		}
		if !d.Unit.IsRate() {
			amounts = append(amounts, d.Unit)
		}
	}
	switch {
	case len(amounts) == 1 && fits(amounts[0], a.base()):
		return amounts[0]
	case len(amounts) > 1:
		return a.choose(amounts)
	case len(amounts) == 0 && len(c.declared) == 1: // 单位：%
		return c.declaredRate()
	}
	return cell.Unit{}
}
