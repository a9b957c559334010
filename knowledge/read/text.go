package read

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge"
)

// readText reads a text file: one paragraph a line, or a page copied from a
// newspaper (see wrap.go). What stands in a head of its own or in lines such
// as 来源：… is taken for title, source, date and address.
func readText(src source) (*knowledge.Article, error) {
	a := &knowledge.Article{}
	body, err := frontMatter(src.text, a)
	if err != nil {
		return nil, err
	}
	ls := takeMeta(lines(src.text[body:]), a)
	for i := range ls {
		ls[i].start += body
		ls[i].end += body
	}
	if column := columnWidth(ls); column > 0 {
		addBlocks(a, src, ls, unwrap(ls, column), true)
		return a, nil
	}
	blocks := make([]block, len(ls))
	for i := range ls {
		blocks[i] = block{i, i + 1, isPlainHeading(ls, i)}
	}
	if len(blocks) > 0 && blocks[0].heading && a.Title == "" && len(ls[0].text) <= maxHead {
		a.Title = ls[0].text
		blocks = blocks[1:]
	}
	addBlocks(a, src, ls, blocks, false)
	return a, nil
}

// isPlainHeading reports whether a line of ordinary text is a heading: short,
// without marks, before a line that is a sentence, and after one or first.
func isPlainHeading(ls []line, i int) bool {
	l := ls[i]
	if l.width > 30 || strings.ContainsAny(l.text, "，。；：！？,;:!?…") || i+1 == len(ls) {
		return false
	}
	if strings.IndexFunc(l.text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 {
		return false
	}
	return endsSentence(ls[i+1].text) && ls[i+1].width >= l.width && (i == 0 || endsSentence(ls[i-1].text))
}

// addBlocks makes sections and paragraphs of blocks of lines. joined says that
// the lines are parts of a paragraph and not paragraphs of their own.
func addBlocks(a *knowledge.Article, src source, ls []line, blocks []block, joined bool) {
	for _, bl := range blocks {
		b := builder{src: src}
		for _, l := range ls[bl.from:bl.to] {
			b.addLine(l, joined)
		}
		p := b.paragraph()
		switch {
		case strings.TrimSpace(p.Text) == "":
		case bl.heading:
			a.Sections = append(a.Sections, knowledge.Section{Heading: p.Text, Origin: p.Origin})
		default:
			addParagraph(a, p)
		}
	}
}

func addParagraph(a *knowledge.Article, p knowledge.Paragraph) {
	if len(a.Sections) == 0 {
		a.Sections = []knowledge.Section{{}}
	}
	s := &a.Sections[len(a.Sections)-1]
	s.Paragraphs = append(s.Paragraphs, p)
}

// addLine appends a line of a paragraph. On a wrapped page, lines join without
// a space but between Latin words, and the blanks that a typesetter puts
// between Han characters and digits go.
func (b *builder) addLine(l line, wrapped bool) {
	if !wrapped {
		b.copyClean(l.start, l.end)
		return
	}
	if first, _ := utf8.DecodeRuneInString(l.text); len(b.text) > 0 && isLatin(b.last()) && isLatin(first) {
		b.insert(" ")
	}
	rest := l.text
	for at := l.start; rest != ""; {
		i := strings.IndexByte(rest, ' ')
		if i < 0 {
			b.copyClean(at, at+len(rest))
			break
		}
		b.copyClean(at, at+i)
		after := strings.TrimLeft(rest[i:], " ")
		next, _ := utf8.DecodeRuneInString(after)
		at, rest = at+len(rest)-len(after), after
		if !l.spaced && isWordRune(b.last()) && isWordRune(next) {
			b.copy(at-1, at)
		}
	}
}

func isLatin(r rune) bool    { return r < utf8.RuneSelf && unicode.IsLetter(r) }
func isWordRune(r rune) bool { return r < utf8.RuneSelf && r > ' ' }

// metaLine is a line that says something about the release: 来源：某报.
var metaLine = regexp.MustCompile(`^(标题|题目|来源|稿源|数据来源|信息来源|发布单位|发布机构|作者单位|日期|时间|发布时间|发布日期|链接|网址|原文链接)\s*[:：]\s*(.+)$`)

// takeMeta reads the lines at the head and the end of a text that say where it
// comes from, and returns the others.
func takeMeta(ls []line, a *knowledge.Article) []line {
	var out []line
	for i, l := range ls {
		if i < 6 || i >= len(ls)-3 {
			if s, ok := sourceLine(l.text); ok {
				if a.Source == "" {
					a.Source = s
				}
				continue
			}
			if m := metaLine.FindStringSubmatch(l.text); m != nil && len(m[2]) <= maxHead && setMeta(a, m[1], m[2]) {
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

// sourceLine reads a whole line that names the source: （数据来源：某部）.
func sourceLine(s string) (string, bool) {
	s = strings.TrimSpace(s)
	inner := s
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}} {
		if strings.HasPrefix(s, pair[0]) && strings.HasSuffix(s, pair[1]) {
			inner = s[len(pair[0]) : len(s)-len(pair[1])]
		}
	}
	for _, key := range []string{"数据来源", "资料来源", "信息来源", "消息来源", "来源", "稿源"} {
		rest, ok := strings.CutPrefix(inner, key)
		if !ok {
			continue
		}
		for _, colon := range []string{"：", ":"} {
			if name, ok := strings.CutPrefix(strings.TrimSpace(rest), colon); ok {
				name = strings.TrimSpace(name)
				return name, name != "" && len(name) <= maxHead && !strings.ContainsAny(name, "。：:")
			}
		}
	}
	return "", false
}
