package sites

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"beilun/knowledge"
	"beilun/knowledge/read"
	"beilun/knowledge/read/charset"
)

// A site under maintenance, or one that wants a login, answers every address with one
// page, which the readers may take for an article. It is not what the list says, and no
// version of what was there before.

// Least shares of pairs of characters. Set by hand on the pages of the tests.
const (
	leastTitled  = 0.4 // of a title in the list that are on the page
	leastVersion = 0.6 // of an article that are in its next version
	shortTitle   = 8   // characters; a shorter title ("details") says nothing
)

// checkOther returns an error if a page is another than the list says, or than was taken
// from its address before.
func (r *round) checkOther(ctx context.Context, p *page, rel *release) error {
	text := wholeText(rel.article)
	if rel.article.Title == "" { // it may be somewhere else on the page
		if page, err := charset.DecodePage(rel.data, ""); err == nil {
			text += page.Text
		}
	}
	if !isOfTitle(text, p.Title) {
		return fmt.Errorf("%w: it is %.100q", ErrOther, rel.article.Title)
	}
	if p.File == "" || p.Copy {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(r.f.opts.Folder, filepath.FromSlash(p.File)))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStore, err)
	}
	before, err := read.Outline(ctx, p.File, data)
	if err == nil && !isVersion(before, rel.article) {
		return fmt.Errorf("%w: it was %.100q before", ErrOther, before.Title)
	}
	return ctx.Err()
}

// isOfTitle reports whether a text may be that of the article that a list names.
func isOfTitle(text, title string) bool {
	for _, cut := range words().Cut.Words {
		title = strings.TrimSuffix(title, cut)
	}
	if len(letters(title)) < shortTitle {
		return true
	}
	return shared(title, text) >= leastTitled
}

// isVersion reports whether an article may be the next version of another.
func isVersion(before, after *knowledge.Article) bool {
	return shared(wholeText(before), wholeText(after)) >= leastVersion
}

// wholeText returns title, headings and text of an article.
func wholeText(a *knowledge.Article) string {
	var b strings.Builder
	b.WriteString(a.Title)
	for _, s := range a.Sections {
		b.WriteString(s.Heading)
		for _, p := range s.Paragraphs {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// letters returns the letters and digits of a text.
func letters(s string) []rune {
	var out []rune
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

// shared returns which share of the pairs of characters next to each other in a text are
// in another as well, 1 if the text has none.
func shared(text, other string) float64 {
	pairs := map[[2]rune]bool{}
	in := letters(other)
	for i := range len(in) - 1 {
		pairs[[2]rune{in[i], in[i+1]}] = true
	}
	of := letters(text)
	found := 0
	for i := range len(of) - 1 {
		if pairs[[2]rune{of[i], of[i+1]}] {
			found++
		}
	}
	if len(of) < 2 {
		return 1
	}
	return float64(found) / float64(len(of)-1)
}
