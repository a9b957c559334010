// Package release reads articles.txtar: the releases from which the test files of
// every format are made, and with which the results are compared.
package release

import (
	"fmt"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// Release is one of the articles.
type Release struct {
	Name, Title, Source, Date, URL string
	Blocks                         []Block
}

// Kind is what a block is.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Item  // of a list
	Table // Rows, the first of which holds the headings
)

// Block is a paragraph, heading, item or table.
type Block struct {
	Kind Kind
	Text string
	Rows [][]string
}

// Sentences returns the rows of a table as the readers give them: each cell after
// the heading of its column.
func (b Block) Sentences() []string {
	var out []string
	for _, row := range b.Rows[1:] {
		var parts []string
		for i, cell := range row {
			parts = append(parts, b.Rows[0][i]+"："+cell)
		}
		out = append(out, strings.Join(parts, "；"))
	}
	return out
}

// Load reads the releases of a txtar archive in the form of articles.txtar.
func Load(archive []byte) ([]Release, error) {
	var all []Release
	for _, f := range txtar.Parse(archive).Files {
		r, err := parse(string(f.Data))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Name, err)
		}
		r.Name = strings.TrimSuffix(f.Name, path.Ext(f.Name))
		all = append(all, r)
	}
	return all, nil
}

func parse(text string) (Release, error) {
	var r Release
	front, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "---\n")
	if !ok {
		return r, fmt.Errorf("no front matter")
	}
	fields := map[string]*string{"title": &r.Title, "source": &r.Source, "date": &r.Date, "url": &r.URL}
	for _, l := range strings.Split(strings.TrimSpace(front), "\n") {
		k, v, _ := strings.Cut(l, ": ")
		to, ok := fields[k]
		if !ok {
			return r, fmt.Errorf("unknown field %q", k)
		}
		*to = v
	}
	for _, part := range strings.Split(strings.TrimSpace(body), "\n\n") {
		r.Blocks = append(r.Blocks, blocks(part)...)
	}
	return r, nil
}

func blocks(part string) []Block {
	switch {
	case strings.HasPrefix(part, "## "):
		return []Block{{Kind: Heading, Text: part[3:]}}
	case strings.HasPrefix(part, "- "):
		var items []Block
		for _, l := range strings.Split(part, "\n") {
			items = append(items, Block{Kind: Item, Text: strings.TrimPrefix(l, "- ")})
		}
		return items
	case strings.HasPrefix(part, "|"):
		t := Block{Kind: Table}
		for i, l := range strings.Split(part, "\n") {
			if i == 1 {
				continue
			}
			var row []string
			for _, cell := range strings.Split(strings.Trim(l, "|"), "|") {
				row = append(row, strings.TrimSpace(cell))
			}
			t.Rows = append(t.Rows, row)
		}
		return []Block{t}
	}
	return []Block{{Text: part}}
}
