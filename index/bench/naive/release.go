package main

import (
	"os"
	"path/filepath"
	"strings"
)

// paragraph is a paragraph of a release, with the fields to cite it.
type paragraph struct {
	Release string `json:"release"`
	Title   string `json:"title"`
	Heading string `json:"heading"`
	Text    string `json:"text"`
	Source  string `json:"source"`
	URL     string `json:"url"`
	Date    string `json:"date"`
}

// readRelease reads a Markdown or text file: a head between lines of three dashes,
// headings after number signs, paragraphs between blank lines, and tables, of which
// each row is a paragraph.
func readRelease(folder, file string) ([]paragraph, error) {
	data, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		return nil, err
	}
	text := string(data)
	p := paragraph{Release: file}
	if rest, ok := strings.CutPrefix(text, "---\n"); ok {
		head, body, _ := strings.Cut(rest, "\n---\n")
		text = body
		for line := range strings.Lines(head) {
			name, value, _ := strings.Cut(line, ":")
			value = strings.TrimSpace(value)
			switch name {
			case "title":
				p.Title = value
			case "source":
				p.Source = value
			case "url":
				p.URL = value
			case "date":
				p.Date = value
			}
		}
	}
	var out []paragraph
	for _, block := range strings.Split(text, "\n\n") {
		block = strings.TrimSpace(block)
		switch {
		case block == "":
		case strings.HasPrefix(block, "#"):
			p.Heading = strings.TrimSpace(strings.TrimLeft(block, "#"))
		case strings.HasPrefix(block, "|"):
			for i, row := range strings.Split(block, "\n") {
				if i > 1 { // after the heading row and the line below it
					p.Text = row
					out = append(out, p)
				}
			}
		default:
			p.Text = block
			out = append(out, p)
		}
	}
	return out, nil
}
