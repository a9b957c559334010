package word

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/plain"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// Article makes an article of passages. If none has the style of a heading, they
// are read like plain text. title is the one in the file's properties, or "". The
// passages have no Origin, and neither has the article. The error is
// release.ErrEmpty, ErrTooLarge or one of package plain.
func Article(all []Passage, title string) (*knowledge.Article, error) {
	if len(all) > release.MaxLines {
		return nil, fmt.Errorf("%w: more than %d paragraphs", release.ErrTooLarge, release.MaxLines)
	}
	styledTitle, body := takeStyledTitle(all)
	h := imprint.Head{Title: styledTitle}
	styled := false
	var text strings.Builder
	var units, rows []article.Unit
	for i, p := range body {
		if p.Level == LevelContents {
			continue
		}
		heading := p.Level != LevelBody && isHeadingText(p.Text)
		styled = styled || heading
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(clean(p.Text))
		for j, line := range breakLines(clean(p.Text), heading) {
			u := article.Unit{String: trace.Tidy(trace.String{Text: line}), Heading: heading}
			near := i < imprint.HeadLines && j == 0 || i >= len(body)-imprint.TailLines
			if g, ok := imprint.MetaLine(u.Text); ok && near {
				h = h.Or(g)
				continue
			}
			if p.Row != nil && u.Text == p.Text {
				u.Row = p.Row
				rows = append(rows, u)
			}
			units = append(units, u)
		}
	}
	if len(units) == 0 {
		return nil, release.ErrEmpty
	}
	if !styled {
		a, err := plain.Article(trace.String{Text: text.String()}, 0, imprint.Head{Title: styledTitle}, rows...)
		if err == nil && a.Title == "" && agrees(title, text.String()) {
			a.Title = title
		}
		return a, err
	}
	if h.Title == "" && agrees(title, text.String()) {
		h.Title = title
	}
	return article.Assemble(units, h), nil
}

// takeStyledTitle returns the title and the passages without it: the passage with
// the style of titles, or the only heading of the first level, if it is at the
// start.
func takeStyledTitle(all []Passage) (string, []Passage) {
	at, ones := -1, 0
	for i, p := range all {
		if p.Level == LevelTitle && isHeadingText(p.Text) {
			at = i
			break
		}
	}
	if at < 0 {
		for i, p := range all {
			if p.Level == LevelHeading {
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
	if at < 0 || len(all) < 2 || utf8.RuneCountInString(all[at].Text) > imprint.MaxTitle {
		return "", all
	}
	title := trace.Tidy(trace.String{Text: strings.Join(breakLines(clean(all[at].Text), true), "")}).Text
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
