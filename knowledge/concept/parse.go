package concept

import (
	"fmt"
	"slices"
	"strings"
)

// parse reads a line of a data file; it returns nil for a blank line or a
// comment.
func parse(line string) (*Concept, error) {
	fields := strings.Fields(line)
	if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
		return nil, nil
	}
	c := &Concept{Name: fields[0], Said: fields[:1:1]}
	var list *[]string // that words go to
	for _, f := range fields[1:] {
		key, value, ok := strings.Cut(f, "=")
		switch {
		case f == "said:":
			list = &c.Said
		case f == "asked:":
			list = &c.Asked
		case f == "not:":
			list = &c.Not
		case list != nil:
			if strings.ContainsAny(f, ":=,") {
				return nil, fmt.Errorf("%s: %q is no word", c.Name, f)
			}
			if !slices.Contains(*list, f) {
				*list = append(*list, f)
			}
		case f == "stock":
			c.Stock = true
		case f == "flow":
			c.Flow = true
		case !ok || value == "":
			return nil, fmt.Errorf("%s: unknown field %q", c.Name, f)
		default:
			if err := c.set(key, strings.Split(value, ",")); err != nil {
				return nil, err
			}
		}
	}
	if (c.Kind == Metric) == (len(c.Classes) == 0) {
		return nil, fmt.Errorf("%s: want either class= or kind=", c.Name)
	}
	return c, nil
}

func (c *Concept) set(key string, values []string) error {
	switch key {
	case "class":
		for _, v := range values {
			if !slices.Contains(classes, Class(v)) {
				return fmt.Errorf("%s: unknown class %q", c.Name, v)
			}
			c.Classes = append(c.Classes, Class(v))
		}
	case "kind":
		c.Kind = Kind(values[0])
		if len(values) > 1 || !slices.Contains([]Kind{Event, Relation, Thing}, c.Kind) {
			return fmt.Errorf("%s: unknown kind %q", c.Name, strings.Join(values, ","))
		}
	case "unit":
		c.Units = values
	case "of":
		c.Of = values
	default:
		return fmt.Errorf("%s: unknown field %q", c.Name, key)
	}
	return nil
}
