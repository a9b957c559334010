package markdown

import (
	"fmt"
	"strings"
	"sync"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/plain"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// markdownParser returns the parser, which takes longer to make than most files
// to parse.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.Table, struckOut{})).Parser()
})

// Read returns the article in a Markdown file. Paragraphs, list items, table rows
// and the lines of code blocks are paragraphs. Links keep their text and lose
// their address. Images and HTML are left out.
func Read(src release.File) (*knowledge.Article, error) {
	t, err := charset.Decode(src.Data)
	if err != nil {
		return nil, err
	}
	h, at, err := imprint.FrontMatter(t.Text)
	if err != nil {
		return nil, err
	}
	if err := parsable(t.Text[at:]); err != nil {
		return nil, err
	}
	m := &markdown{String: t, base: at, raw: []byte(t.Text[at:])}
	doc := markdownParser().Parse(text.NewReader(m.raw))
	if pageInMarkdown(doc, t, at) {
		return plain.Article(t, at, h)
	}
	if err := ast.Walk(doc, m.block); err != nil {
		return nil, fmt.Errorf("walk the Markdown: %w", err)
	}
	if h = h.Or(imprint.Head{Title: m.title}); m.linewise() {
		return plain.ArticleOf(m.lines(), h)
	}
	return m.article(h), nil
}

// pageInMarkdown reports whether a file has no Markdown but a page that was
// copied with a blank line after each line, so that every line would become a
// paragraph.
func pageInMarkdown(doc ast.Node, t trace.String, at int) bool {
	n := 0
	for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindParagraph {
			return false
		}
		n++
	}
	lines, err := unwrap.Split(t, at)
	return err == nil && n*10 >= len(lines)*7 && len(lines) > 0 && unwrap.NewPage(lines).Wrapped()
}

// markdown collects the units of a parsed file.
type markdown struct {
	trace.String        // the file's text
	base         int    // byte offset of raw in it
	raw          []byte // what was parsed
	blocks       []mdBlock
	title        string // the first heading of level 1
}

// article makes an article of the blocks. A heading that repeats the title heads
// no section.
func (m *markdown) article(h imprint.Head) *knowledge.Article {
	units := m.units()
	if m.title == "" && len(units) > 1 && len(m.blocks[0].lines) == 1 && prose.CouldHead(units[0].Text, prose.MaxTitleLine) && (units[1].Row != nil || prose.IsBody(units[1].Text)) {
		units[0].Heading = true
		units, h = article.TakeTitle(units, h)
	}
	if m.title != "" && m.title != h.Title {
		return article.Assemble(units, h)
	}
	for i, u := range units {
		if u.Heading {
			if u.Text == h.Title {
				units = append(units[:i:i], units[i+1:]...)
			}
			break
		}
	}
	return article.Assemble(units, h)
}

// block handles one block of the document.
func (m *markdown) block(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.HTMLBlock:
	case *ast.Heading:
		u := article.Unit{String: m.inline(n), Heading: true}
		if n.Level == 1 && m.title == "" {
			m.title = u.Text
		}
		m.add(u)
	case *ast.Paragraph, *ast.TextBlock:
		m.addParagraph(m.inlineLines(n))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			m.add(article.Unit{String: trace.Plain(m.Slice(m.span(s)))})
		}
	case *extast.Table:
		m.table(n)
	default:
		return ast.WalkContinue, nil
	}
	return ast.WalkSkipChildren, nil
}

// span returns where in the file's text a segment of raw is.
func (m *markdown) span(s text.Segment) knowledge.Span {
	return knowledge.Span{Start: m.base + s.Start, End: m.base + s.Stop}
}

// table adds a paragraph for each row.
func (m *markdown) table(t *extast.Table) {
	g := &article.Grid{}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		g.AddRow()
		_, isHead := row.(*extast.TableHeader)
		if isHead {
			g.Heads = 1
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			g.Add(m.inline(cell), table.Cell{Head: isHead})
		}
	}
	var over []article.Unit
	for _, p := range m.blocks[max(0, len(m.blocks)-3):] {
		over = append(over, p.Unit)
	}
	m.add(g.Units(article.CaptionOver(article.LastTexts(over))...)...)
}

// add adds blocks that are one unit each.
func (m *markdown) add(units ...article.Unit) {
	for _, u := range units {
		m.blocks = append(m.blocks, mdBlock{Unit: u})
	}
}

// Limits of Markdown. The parser's time is quadratic in nesting and open
// brackets, and its memory grows with the number of marks. No release comes near
// any of these.
const (
	maxNesting  = 32      // quotations and lists inside each other
	maxBrackets = 500     // opening brackets of one block
	maxMarks    = 500_000 // characters of a file that may be Markdown syntax

)

// ErrDeep is returned for more quotations, lists or brackets inside each other
// than any release has.
var ErrDeep = fmt.Errorf("%w: the Markdown is nested too deeply", release.ErrTooLarge)

// parsable checks the limits before anything is parsed.
func parsable(s string) error {
	lines, marks, brackets, size := 0, 0, 0, 0
	for l := range strings.Lines(s) {
		if lines++; lines > release.MaxLines {
			return fmt.Errorf("%w: more than %d lines", release.ErrTooLarge, release.MaxLines)
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
			return ErrDeep
		case marks > maxMarks:
			return fmt.Errorf("%w: more than %d marks of Markdown", release.ErrTooLarge, maxMarks)
		case size > release.MaxParagraph:
			return fmt.Errorf("%w: a block of more than %d bytes", release.ErrTooLarge, release.MaxParagraph)
		case strings.Trim(l, "|-: \t\r\n") == "" && strings.Count(l, "-") > article.MaxColumns && strings.Count(l, "|") > article.MaxColumns:
			return fmt.Errorf("%w: a table of more than %d columns", release.ErrTooLarge, article.MaxColumns)
		}
	}
	return nil
}

// containers returns how many quotations and lists line begins, at most.
func containers(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ' || c == '\t' || char.IsASCIIDigit(c):
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
