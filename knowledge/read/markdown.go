package read

import (
	"errors"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// readMarkdown reads Markdown: a front matter block, headings, and paragraphs,
// list items and table rows as paragraphs. Links keep their words and lose
// their address; raw HTML is dropped.
func readMarkdown(src source) (*knowledge.Article, error) {
	a := &knowledge.Article{}
	body, err := frontMatter(src.text, a)
	if err != nil {
		return nil, err
	}
	if tooDeep(src.text[body:]) {
		return nil, errDeep
	}
	md := &markdown{src: src, base: body, raw: []byte(src.text[body:]), article: a}
	parser := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	doc := parser.Parse(text.NewReader(md.raw))
	err = ast.Walk(doc, md.visit)
	return a, err
}

// Markdown is parsed in time that grows with the nesting of quotations and
// lists and of brackets, so that both are bounded before parsing.
const maxNesting = 100

var errDeep = errors.New("the Markdown is nested too deeply")

func tooDeep(s string) bool {
	for line := range strings.Lines(s) {
		quote := strings.TrimLeft(line, " >-*+\t")
		if strings.Count(line[:len(line)-len(quote)], ">")+strings.Count(line[:len(line)-len(quote)], "- ") > maxNesting {
			return true
		}
		depth := 0
		for i := range len(line) {
			switch line[i] {
			case '[', '*', '_', '`':
				if depth++; depth > 20*maxNesting {
					return true
				}
			}
		}
	}
	return false
}

type markdown struct {
	src     source
	base    int // of raw in src.text
	raw     []byte
	article *knowledge.Article
	titled  bool
}

func (m *markdown) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.HTMLBlock:
		return ast.WalkSkipChildren, nil
	case *ast.Heading:
		m.heading(n)
		return ast.WalkSkipChildren, nil
	case *ast.Paragraph, *ast.TextBlock:
		b := m.inline(n)
		if s, ok := sourceLine(string(b.text)); ok {
			if m.article.Source == "" {
				m.article.Source = s
			}
		} else if strings.TrimSpace(string(b.text)) != "" {
			addParagraph(m.article, b.paragraph())
		}
		return ast.WalkSkipChildren, nil
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		b := builder{src: m.src}
		for i := range n.Lines().Len() {
			l := n.Lines().At(i)
			m.copyLine(&b, l.Start, l.Stop)
		}
		if len(b.text) > 0 {
			addParagraph(m.article, b.paragraph())
		}
		return ast.WalkSkipChildren, nil
	case *east.Table:
		m.table(n)
		return ast.WalkSkipChildren, nil
	}
	return ast.WalkContinue, nil
}

func (m *markdown) heading(n *ast.Heading) {
	b := m.inline(n)
	heading := strings.TrimSpace(string(b.text))
	if heading == "" {
		return
	}
	if n.Level == 1 && !m.titled {
		m.titled = true
		if m.article.Title == "" || m.article.Title == heading {
			m.article.Title = heading
			return
		}
	}
	m.article.Sections = append(m.article.Sections, knowledge.Section{Heading: heading, Origin: b.origin})
}

// inline puts the text of a block's inline nodes together.
func (m *markdown) inline(n ast.Node) *builder {
	b := &builder{src: m.src}
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			m.copyLine(b, c.Segment.Start, c.Segment.Stop)
		case *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		case *ast.AutoLink:
			b.insert(string(c.URL(m.raw)))
		}
		return ast.WalkContinue, nil
	})
	return b
}

// copyLine appends a piece of a paragraph. A line end between Latin words is a
// space, one between Han characters nothing.
func (m *markdown) copyLine(b *builder, start, stop int) {
	piece := strings.TrimRight(string(m.raw[start:stop]), "\r\n")
	if piece == "" {
		return
	}
	atLineStart := start == 0 || m.raw[start-1] == '\n' || strings.TrimLeft(lineBefore(m.raw, start), " >") == ""
	if first, _ := utf8.DecodeRuneInString(piece); atLineStart && len(b.text) > 0 && isWordRune(b.last()) && isWordRune(first) {
		b.insert(" ")
	}
	b.copyClean(m.base+start, m.base+start+len(piece))
}

// lineBefore returns what stands before at on its line.
func lineBefore(raw []byte, at int) string {
	from := at
	for from > 0 && raw[from-1] != '\n' && at-from < maxNesting {
		from--
	}
	return string(raw[from:at])
}

// table makes each row a paragraph in which every cell keeps its column's
// heading, so that a figure can be quoted alone: 项目：学校；投资：5亿元.
func (m *markdown) table(t *east.Table) {
	var heads []string
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		b := &builder{src: m.src}
		i := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			c := m.inline(cell)
			if _, ok := row.(*east.TableHeader); ok {
				heads = append(heads, string(c.text))
				continue
			}
			if i > 0 {
				b.insert("；")
			}
			if i < len(heads) && heads[i] != "" {
				b.insert(heads[i] + "：")
			}
			for _, r := range c.origin {
				r.Text += len(b.text)
				b.origin = b.origin.Append(r)
			}
			b.text = append(b.text, c.text...)
			i++
		}
		if len(b.text) > 0 {
			addParagraph(m.article, b.paragraph())
		}
	}
}
