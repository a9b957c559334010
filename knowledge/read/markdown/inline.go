package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// inline returns the text of a block as a reader sees it, on one line.
func (m *markdown) inline(n ast.Node) trace.String { return trace.Plain(trace.Weld(m.inlineLines(n))) }

// inlineLines returns the lines of a block as a reader sees them.
func (m *markdown) inlineLines(n ast.Node) []trace.String {
	in := inliner{markdown: m}
	// The callback returns no error.
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			return in.node(c), nil
		}
		return ast.WalkContinue, nil
	})
	return append(in.lines, in.line.Finish())
}

// inliner collects the lines of a block.
type inliner struct {
	*markdown
	lines []trace.String
	line  trace.Builder
	at    int  // in raw, after the last text taken
	up    bool // between <sup> and </sup>

	broken bool           // a line of HTML ended
	marks  map[int]bool   // of a line, see isMark
	marked knowledge.Span // the line in raw
}

func (in *inliner) node(n ast.Node) ast.WalkStatus {
	switch n := n.(type) {
	case *ast.Text:
		_, code := n.Parent().(*ast.CodeSpan)
		in.text(n.Segment, code || n.IsRaw())
		if n.HardLineBreak() {
			in.line.Insert(" ")
		}
		if n.HardLineBreak() || n.SoftLineBreak() {
			in.lines = append(in.lines, in.line.Finish())
			in.line = trace.Builder{}
		}
	case *ast.AutoLink: // the text is the address
		label := n.Label(in.raw)
		if i := bytes.Index(in.raw[in.at:], label); i >= 0 {
			in.text(text.NewSegment(in.at+i, in.at+i+len(label)), true)
		}
	case *ast.RawHTML:
		switch tag := strings.ToLower(string(n.Segments.Value(in.raw))); {
		case strings.HasPrefix(tag, "<br"):
			in.broken = true
		case strings.HasPrefix(tag, "<sup"), strings.HasPrefix(tag, "</sup"):
			in.up = tag[1] != '/'
		}
		return ast.WalkSkipChildren
	case *ast.Image, *extast.Strikethrough:
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// text takes a segment of raw. Unless it is literal, entities are decoded and
// backslashes before marks removed.
func (in *inliner) text(s text.Segment, literal bool) {
	in.at = max(in.at, s.Stop)
	span := in.span(s)
	if in.broken {
		in.line.Insert(trace.LineGap(in.line.String(), span.Of(in.String.Text), " "))
		in.broken = false
	}
	if literal {
		in.line.Copy(in.String, span)
		return
	}
	words := span.Of(in.String.Text)
	if up, ok := char.Raise(words); ok && in.up {
		in.line.Replace(up, in.String, span)
		return
	}
	from := 0
	upTo := func(i int) {
		in.line.Copy(in.String, knowledge.Span{Start: span.Start + from, End: span.Start + i})
	}
	for i := 0; i < len(words); i++ {
		switch {
		case words[i] == '\\' && i+1 < len(words) && isASCIIMark(words[i+1]):
			upTo(i)
			from = i + 1
			i++
		case strings.HasPrefix(words[i:], "**") && in.isMark(s.Start+i):
			upTo(i)
			from = i + 2
			i++
		case words[i] == '&':
			n, repl := char.Entity(words[i:])
			if n == 0 {
				continue
			}
			upTo(i)
			in.line.Replace(repl, in.String, knowledge.Span{Start: span.Start + i, End: span.Start + i + n})
			from = i + n
			i = from - 1
		}
	}
	upTo(len(words))
}

// isMark reports whether the ** at a place in raw begin or end bold text that CommonMark
// takes for none, because it ends or begins with a mark and no space is beside it, as
// nobody writes one in Chinese: **某某大桥。**总投资.
func (in *inliner) isMark(at int) bool {
	if !in.marked.Contains(knowledge.Span{Start: at, End: at + 2}) {
		start, end := bytes.LastIndexByte(in.raw[:at], '\n')+1, len(in.raw)
		if i := bytes.IndexByte(in.raw[at:], '\n'); i >= 0 {
			end = at + i
		}
		in.marks, in.marked = boldMarks(in.raw[start:end], start), knowledge.Span{Start: start, End: end}
	}
	return in.marks[at]
}

// boldMarks returns the places of the ** in a line, which begins at start, if they belong
// together two by two and CommonMark may have missed some.
func boldMarks(line []byte, start int) map[int]bool {
	parts := bytes.Split(line, []byte("**"))
	out, missed := map[int]bool{}, false
	for i, at := 1, start+len(parts[0]); i+1 < len(parts); i += 2 { // parts[i] is between two
		end := at + 2 + len(parts[i])
		first, _ := utf8.DecodeRune(parts[i])
		last, _ := utf8.DecodeLastRune(parts[i])
		if len(parts[i]) == 0 || unicode.IsSpace(first) || unicode.IsSpace(last) {
			return map[int]bool{}
		}
		missed = missed || unicode.IsPunct(last) || unicode.In(first, unicode.Ps, unicode.Pi) // not of 张**、李**
		out[at], out[end] = true, true
		at = end + 2 + len(parts[i+1])
	}
	if !missed {
		return map[int]bool{}
	}
	return out
}

func isASCIIMark(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}
