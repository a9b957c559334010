package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/plain"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// Read returns the article in a Word file, with or without macros, which it does
// not look at. Paragraphs with a heading's style or outline level are headings.
// Each row of a table is a paragraph with its heads. Deleted and hidden text,
// notes, headers and footers are left out. The text is compressed in the file, so
// the article has no Origin. The author and dates in the file's properties are
// not used, as they say nothing about the publication.
func Read(src release.File) (*knowledge.Article, error) {
	if !bytes.HasPrefix(src.Data, []byte("PK")) {
		return nil, release.ErrPlain
	}
	z, err := parts.Open(src.Data)
	if err != nil {
		return nil, err
	}
	a := archive{z}
	main, err := a.main()
	if err != nil {
		return nil, err
	}
	styles, err := a.readStyles(main)
	if err != nil {
		return nil, err
	}
	w := newWordWalk(styles)
	if err := a.Walk(main, w.visit); err != nil {
		return nil, err
	}
	w.endParagraph(w.top())
	title, err := a.coreTitle()
	if err != nil {
		return nil, err
	}
	return articleOfPassages(w.stories[0].out, title)
}

// coreTitle returns the title in the file's properties, or "".
func (a archive) coreTitle() (string, error) {
	var b strings.Builder
	in := false
	err := a.Walk("docprops/core.xml", func(t xml.Token, _ int) {
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "title"
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in && b.Len() < imprint.MaxMetaLine {
				b.Write(t)
			}
		}
	})
	if err != nil && !errors.Is(err, parts.ErrNoPart) {
		return "", err
	}
	return strings.TrimSpace(b.String()), nil
}

// articleOfPassages makes an article of passages. If none has the style of a
// heading, they are read like plain text.
func articleOfPassages(all []passage, coreTitle string) (*knowledge.Article, error) {
	title, body := takeStyledTitle(all)
	h := imprint.Head{Title: title}
	styled := false
	var text strings.Builder
	var units, rows []article.Unit
	for i, p := range body {
		if p.level == levelContents {
			continue
		}
		heading := p.level != levelBody && isHeadingText(p.text)
		styled = styled || heading
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(clean(p.text))
		for j, line := range breakLines(clean(p.text), heading) {
			u := article.Unit{String: trace.Tidy(trace.String{Text: line}), Heading: heading}
			near := i < imprint.HeadLines && j == 0 || i >= len(body)-imprint.TailLines
			if g, ok := imprint.MetaLine(u.Text); ok && near {
				h = h.Or(g)
				continue
			}
			if p.row != nil && u.Text == p.text {
				u.Row = p.row
				rows = append(rows, u)
			}
			units = append(units, u)
		}
	}
	if len(units) == 0 {
		return nil, release.ErrEmpty
	}
	if !styled {
		a, err := plain.Article(trace.String{Text: text.String()}, 0, imprint.Head{Title: title}, rows...)
		if err == nil && a.Title == "" && agrees(coreTitle, text.String()) {
			a.Title = coreTitle
		}
		return a, err
	}
	if h.Title == "" && agrees(coreTitle, text.String()) {
		h.Title = coreTitle
	}
	return article.Assemble(units, h), nil
}

// takeStyledTitle returns the title and the passages without it: the passage with
// the style of titles, or the only heading of the first level, if it is at the
// start.
func takeStyledTitle(all []passage) (string, []passage) {
	at, ones := -1, 0
	for i, p := range all {
		if p.level == levelTitle && isHeadingText(p.text) {
			at = i
			break
		}
	}
	if at < 0 {
		for i, p := range all {
			if p.level == levelHeading {
				ones++
				if i < 3 {
					at = i
				}
			}
		}
		if ones != 1 {
			at = -1
		}
	}
	if at < 0 || len(all) < 2 || utf8.RuneCountInString(all[at].text) > imprint.MaxTitle {
		return "", all
	}
	title := trace.Tidy(trace.String{Text: strings.Join(breakLines(clean(all[at].text), true), "")}).Text
	return title, append(all[:at:at], all[at+1:]...)
}

// isHeadingText reports whether a paragraph with a heading's style is a heading
// and not prose that begins with one.
func isHeadingText(s string) bool {
	return utf8.RuneCountInString(s) <= imprint.MaxTitle && !strings.Contains(strings.TrimRight(s, "。"), "。")
}

// clean returns s without invisible characters. What should be visible but cannot
// be read stays.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case char.IsLineEnd(r):
			return ' '
		case char.IsControl(r) || char.IsInvisible(r):
			return -1
		}
		return zhtext.Unify(r)
	}, s)
	return strings.ReplaceAll(s, "\t", "\u3000")
}

// breakLines splits a passage at its line breaks. Those of a heading, and those
// that cut text to the width of a page, are ignored.
func breakLines(s string, heading bool) []string {
	if !strings.Contains(s, "\n") {
		return []string{s}
	}
	lines, err := unwrap.Split(trace.String{Text: s}, 0)
	if err != nil || len(lines) == 0 {
		return nil
	}
	var out []string
	switch p := unwrap.NewPage(lines); {
	case heading:
		var parts []trace.String
		for _, l := range lines {
			parts = append(parts, l.String)
		}
		return []string{trace.Weld(parts).Text}
	case p.Wrapped():
		for _, u := range p.UnitsOf(p.LabelLines()) {
			out = append(out, u.Text)
		}
	default:
		for _, l := range lines {
			out = append(out, l.Text)
		}
	}
	return out
}

// agrees reports whether the title in a file's properties is about its text:
// whether most pairs of its characters are in the text. Templates leave other
// titles.
func agrees(title, text string) bool {
	rs := []rune(title)
	if len(rs) < 4 || len(rs) > imprint.MaxTitle {
		return false
	}
	found := 0
	for i := 1; i < len(rs); i++ {
		if strings.Contains(text, string(rs[i-1:i+1])) {
			found++
		}
	}
	return found*4 >= 3*(len(rs)-1)
}
