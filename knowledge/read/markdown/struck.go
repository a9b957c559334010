package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// struckOut finds texts between two pairs of ~, which are struck out. That of goldmark
// takes a single ~ as well, which between numbers says from which to which: 5~10万元.
type struckOut struct{}

// Extend implements goldmark.Extender.
func (struckOut) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(struckOut{}, 500)))
}

// Trigger implements parser.InlineParser.
func (struckOut) Trigger() []byte { return []byte{'~'} }

// Parse implements parser.InlineParser.
func (s struckOut) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	const marks = 2
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	node := parser.ScanDelimiter(line, before, marks, s)
	if node == nil || node.OriginalLength != marks || before == '~' {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + marks)
	block.Advance(marks)
	pc.PushDelimiter(node)
	return node
}

// IsDelimiter implements parser.DelimiterProcessor.
func (struckOut) IsDelimiter(b byte) bool { return b == '~' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (struckOut) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (struckOut) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
