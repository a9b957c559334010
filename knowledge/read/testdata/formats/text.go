package main

import (
	"fmt"
	"strings"

	"beilun/knowledge/read/testdata/formats/release"
)

// lines returns a block as the lines of plain text.
func lines(b release.Block) []string {
	if b.Kind == release.Table {
		return b.Sentences()
	}
	return []string{b.Text}
}

// byline returns the line below the title.
func byline(r release.Release) string {
	return "来源：" + r.Source + "　　发布时间：" + r.Date
}

func plainText(r release.Release) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n链接：%s\n\n", r.Title, byline(r), r.URL)
	for _, block := range r.Blocks {
		for _, l := range lines(block) {
			b.WriteString(l + "\n")
		}
	}
	return []byte(b.String()), nil
}

func markdown(r release.Release) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\ndate: %s\nsource: %s\nurl: %s\n---\n\n# %s\n", r.Title, r.Date, r.Source, r.URL, r.Title)
	last := release.Paragraph
	for _, block := range r.Blocks {
		if block.Kind != release.Item || last != release.Item {
			b.WriteString("\n")
		}
		last = block.Kind
		switch block.Kind {
		case release.Heading:
			b.WriteString("## " + block.Text + "\n")
		case release.Item:
			b.WriteString("- " + block.Text + "\n")
		case release.Table:
			for i, row := range block.Rows {
				b.WriteString("| " + strings.Join(row, " | ") + " |\n")
				if i == 0 {
					b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
				}
			}
		default:
			b.WriteString(block.Text + "\n")
		}
	}
	return []byte(b.String()), nil
}

// wrapped returns a writer that sets a release in a column of width characters,
// as the clipboard has it: each line with an end, and the indents of two
// characters lost. Tables are left out, as a newspaper has them elsewhere.
func wrapped(width float64, end string) func(release.Release) ([]byte, error) {
	return func(r release.Release) ([]byte, error) {
		var b strings.Builder
		b.WriteString(r.Title + end + byline(r) + end + "链接：" + r.URL + end)
		for _, block := range r.Blocks {
			if block.Kind == release.Table {
				continue
			}
			room := width - 2
			if block.Kind == release.Heading {
				room = width
			}
			line := 0.0
			for _, u := range setUnits(block.Text) {
				if line > 0 && line+least(u) > room {
					b.WriteString(end)
					line, room = 0, width
				}
				b.WriteString(u)
				line += extent(u)
			}
			b.WriteString(end)
		}
		return []byte(b.String()), nil
	}
}

const (
	openers = "“（《"
	closers = "，。、；：！？”）》%"
)

// setUnits splits text into pieces inside which no line ends: words and numbers
// with the marks next to them.
func setUnits(text string) []string {
	var units []string
	rs := []rune(text)
	for i := 0; i < len(rs); {
		j := i
		for j < len(rs)-1 && strings.ContainsRune(openers, rs[j]) {
			j++
		}
		j++
		for j < len(rs) && rs[j-1] < 128 && rs[j] < 128 {
			j++
		}
		for j < len(rs) && strings.ContainsRune(closers, rs[j]) {
			j++
		}
		units = append(units, string(rs[i:j]))
		i = j
	}
	return units
}

// extent returns the width of s in Han characters, with the marks at its end
// squeezed to half of theirs.
func extent(s string) float64 {
	w := 0.0
	for _, r := range s {
		if r < 128 {
			w += 0.5
		} else {
			w++
		}
	}
	return w
}

func least(s string) float64 {
	marks := len([]rune(s)) - len([]rune(strings.TrimRight(s, "，。、；：！？”）》")))
	return extent(s) - 0.5*float64(marks)
}
