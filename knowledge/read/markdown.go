package read

import (
	"fmt"
	"strings"
	"sync"

	"beilun/knowledge"
	"beilun/knowledge/read/table"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// markdownParser is made once: that takes longer than to parse most files.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
})

// readMarkdown reads Markdown with tables. Paragraphs, list items, table rows
// and the lines of code blocks become paragraphs; links keep their words and
// lose their address; images and HTML are dropped.
func readMarkdown(src source) (*knowledge.Article, error) {
	t, err := decode(src.data)
	if err != nil {
		return nil, err
	}
	h, at, err := frontMatter(t.text)
	if err != nil {
		return nil, err
	}
	if err := parsable(t.text[at:]); err != nil {
		return nil, err
	}
	m := &markdown{traced: t, base: at, raw: []byte(t.text[at:])}
	doc := markdownParser().Parse(text.NewReader(m.raw))
	if pageInMarkdown(doc, t, at) {
		return articleOfLines(t, at, h)
	}
	if err := ast.Walk(doc, m.block); err != nil {
		return nil, fmt.Errorf("walk the Markdown: %w", err)
	}
	if h = h.or(head{title: m.title}); m.linewise() {
		return articleOf(m.lines(), h)
	}
	return m.article(h), nil
}

// pageInMarkdown reports whether a Markdown file holds no Markdown but a page
// that was copied with a blank line after each line, so that every line would
// become a paragraph.
func pageInMarkdown(doc ast.Node, t traced, at int) bool {
	n := 0
	for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindParagraph {
			return false
		}
		n++
	}
	lines, err := splitLines(t, at)
	return err == nil && n*10 >= len(lines)*7 && len(lines) > 0 && newPage(lines).wrapped()
}

// markdown collects the units of a parsed file.
type markdown struct {
	traced        // the file's text
	base   int    // where raw begins in it
	raw    []byte // what was parsed
	blocks []mdBlock
	title  string // the first heading of level 1
}

// article makes an article of the blocks. A heading that repeats the title is
// not one of a section.
func (m *markdown) article(h head) *knowledge.Article {
	units := m.units()
	if m.title == "" && len(units) > 1 && len(m.blocks[0].lines) == 1 && couldHead(units[0].text, maxTitleLine) && (units[1].row != nil || isBody(units[1].text)) {
		units[0].heading = true
		units, h = takeTitle(units, h)
	}
	if m.title != "" && m.title != h.title {
		return assemble(units, h)
	}
	for i, u := range units {
		if u.heading {
			if u.text == h.title {
				units = append(units[:i:i], units[i+1:]...)
			}
			break
		}
	}
	return assemble(units, h)
}

// block takes one block of the document.
func (m *markdown) block(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.HTMLBlock:
	case *ast.Heading:
		u := unit{traced: m.inline(n), heading: true}
		if n.Level == 1 && m.title == "" {
			m.title = u.text
		}
		m.add(u)
	case *ast.Paragraph, *ast.TextBlock:
		m.addParagraph(m.inlineLines(n))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			m.add(unit{traced: plain(m.slice(m.span(s)))})
		}
	case *extast.Table:
		m.table(n)
	default:
		return ast.WalkContinue, nil
	}
	return ast.WalkSkipChildren, nil
}

// span returns where a segment of raw stands in the file's text.
func (m *markdown) span(s text.Segment) knowledge.Span {
	return knowledge.Span{Start: m.base + s.Start, End: m.base + s.Stop}
}

// table makes each row a paragraph.
func (m *markdown) table(t *extast.Table) {
	g := &grid{}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		g.addRow()
		_, isHead := row.(*extast.TableHeader)
		if isHead {
			g.heads = 1
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			g.add(m.inline(cell), table.Cell{Head: isHead})
		}
	}
	var over []unit
	for _, p := range m.blocks[max(0, len(m.blocks)-3):] {
		over = append(over, p.unit)
	}
	m.add(g.units(captionOver(lastTexts(over))...)...)
}

// add adds blocks that are one unit each.
func (m *markdown) add(units ...unit) {
	for _, u := range units {
		m.blocks = append(m.blocks, mdBlock{unit: u})
	}
}

// Limits of Markdown. The parser takes time that grows with the square of
// nesting and of open brackets, and memory with the number of marks; no
// release comes near any of these.
const (
	maxNesting  = 32      // quotations and lists within each other
	maxBrackets = 500     // opening brackets of one block
	maxMarks    = 500_000 // characters of a file that may mean something to Markdown

)

var errDeep = fmt.Errorf("%w: the Markdown is nested too deeply", ErrTooLarge)

// parsable checks the limits before anything is parsed.
func parsable(s string) error {
	lines, marks, brackets, size := 0, 0, 0, 0
	for l := range strings.Lines(s) {
		if lines++; lines > maxLines {
			return fmt.Errorf("%w: more than %d lines", ErrTooLarge, maxLines)
		}
		if strings.TrimSpace(l) == "" {
			brackets, size = 0, 0
			continue
		}
		n := strings.Count(l, "[")
		brackets += n
		marks += n
		for _, c := range []string{"*", "_", "`", "<", "&", "\\", "!", "|"} {
			marks += strings.Count(l, c)
		}
		size += len(l)
		switch {
		case containers(l) > maxNesting, brackets > maxBrackets:
			return errDeep
		case marks > maxMarks:
			return fmt.Errorf("%w: more than %d marks of Markdown", ErrTooLarge, maxMarks)
		case size > maxParagraph:
			return fmt.Errorf("%w: a block of more than %d bytes", ErrTooLarge, maxParagraph)
		case strings.Trim(l, "|-: \t\r\n") == "" && strings.Count(l, "-") > maxColumns && strings.Count(l, "|") > maxColumns:
			return fmt.Errorf("%w: a table of more than %d columns", ErrTooLarge, maxColumns)
		}
	}
	return nil
}

// containers returns how many quotations and lists line begins, at most.
func containers(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ' || c == '\t' || digit(c):
		case c == '>' || c == '-' || c == '+' || c == '*' || c == '.' || c == ')':
			n++
		default:
			return n
		}
	}
	if strings.Trim(line, "-* \t\r\n") == "" { // a rule
		return 0
	}
	return n
}
