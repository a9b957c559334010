package sheet

import (
	_ "embed"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhnum"
	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/table/cell"
	"beilun/knowledge/read/trace"
)

//go:embed words.txt
var wordFile string

// The lists of words.txt, where each is explained.
var (
	words      = wordlist.MustParse("knowledge/read/sheet/words.txt", wordFile, nil)
	sheetNames = words.List("sheet")
	fileNames  = words.List("file")
	papers     = words.List("paper")
	copies     = words.List("copy")
)

// maxTable is how many cells a table has at most. A larger one would be read without
// its heads.
const maxTable = 50_000

// Page is what one sheet shows: its name, "" if unknown, and its cells, where rows and
// columns without text separate tables.
type Page struct {
	Name string
	Grid *article.Grid
}

// Article returns the article of the pages of the file id. The title is the first line
// above the first table, or else the name of the file if that says something. The
// error wraps release.ErrEmpty or ErrTooLarge.
func Article(id string, pages []Page) (*knowledge.Article, error) {
	b := &builder{}
	for _, p := range pages {
		if err := b.add(p); err != nil {
			return nil, err
		}
	}
	if len(b.units) == 0 {
		return nil, release.ErrEmpty
	}
	if b.head.Title == "" {
		b.head.Title = titleInName(id)
	}
	return article.Assemble(b.units, b.head), nil
}

// builder collects the units of all pages.
type builder struct {
	units []article.Unit
	head  imprint.Head
	page  string   // the name of the page, "" if it says nothing
	title string   // of the page
	over  []string // lines since the last table of the page
}

// add adds the units of p.
func (b *builder) add(p Page) error {
	start := len(b.units)
	b.page, b.title, b.over = "", "", nil
	if saysSomething(p.Name) {
		b.page = p.Name
	}
	clearErrors(p.Grid)
	for _, bl := range blocksOf(p.Grid) {
		if bl.grid == nil {
			b.line(bl.line)
			continue
		}
		if err := b.table(bl.grid); err != nil {
			return err
		}
	}
	if len(b.units) == start || b.page == "" || b.page == b.head.Title {
		return nil
	}
	name := article.Unit{String: trace.String{Text: p.Name}, Heading: true}
	b.units = append(b.units[:start], append([]article.Unit{name}, b.units[start:]...)...)
	return nil
}

// anError matches the error values of sheets, as a text has them.
var anError = regexp.MustCompile(`^(?:#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|Err:\d{3})$`)

// clearErrors empties the cells of g with error values, which are no figures.
func clearErrors(g *article.Grid) {
	for i, row := range g.Lay {
		for j := range row {
			if anError.MatchString(row[j].Text) {
				row[j].Text, g.Texts[i][j] = "", trace.String{}
			}
		}
	}
}

// line adds a text that is in no table. The first one of a page is its title; that of
// the first page is the article's, that of another begins a section unless the name of
// the page does.
func (b *builder) line(t trace.String) {
	if h, ok := imprint.MetaLine(t.Text); ok {
		b.head = b.head.Or(h)
		return
	}
	if isPaper(t.Text) {
		return
	}
	b.over = append(b.over, t.Text)
	u := article.Unit{String: t}
	if b.title == "" && isTitle(t.Text) {
		b.title = t.Text
		if b.head.Title == "" {
			b.head.Title = t.Text
		}
		if t.Text == b.head.Title || t.Text == b.page {
			return
		}
		u.Heading = b.page == ""
	}
	b.units = append(b.units, u)
}

// table adds the rows of a table.
func (b *builder) table(g *article.Grid) error {
	cells := 0
	for _, row := range g.Lay {
		cells += len(row)
	}
	if cells > maxTable {
		return fmt.Errorf("%w: a table of %d cells, at most %d are read", release.ErrTooLarge, cells, maxTable)
	}
	over := article.CaptionOver(b.over)
	if b.title != "" && (len(over) == 0 || over[0] != b.title) && !declares(b.title) {
		over = append([]string{b.title}, over...)
	}
	if t := b.time(over); t != "" {
		over = append(over, t)
	}
	b.units = append(b.units, g.Units(over...)...)
	b.over = nil
	return nil
}

// time returns the time in the name of the page, "" if it has none or the lines over
// the table say as much: a sheet 3月 below 2025年主要指标 is about March.
func (b *builder) time(over []string) string {
	_, named := cell.CutTime(b.page)
	if named == "" {
		return ""
	}
	for _, s := range over {
		if _, t := cell.CutTime(s); t != "" && (isYear(named) || !isYear(t)) {
			return ""
		}
	}
	return named
}

// isYear reports whether a time is a year and no part of one.
func isYear(t string) bool {
	d := imprint.LeadingDate(t)
	return d.Year > 0 && d.Month == 0 && utf8.RuneCountInString(t) <= len("2024")+2
}

// declares reports whether a line gives a unit, which is that of the next table only.
func declares(s string) bool { return len(cell.Units{}.Declared(s)) > 0 }

// isTitle reports whether a line above a table can be the title of its page.
func isTitle(s string) bool {
	if utf8.RuneCountInString(s) > imprint.MaxTitle || strings.ContainsAny(s, "。：:") || !strings.ContainsFunc(s, char.IsHan) {
		return false
	}
	return utf8.RuneCountInString(s) > 2
}

// isPaper reports whether a line only says which of several papers this is: 附件1.
func isPaper(s string) bool {
	word := papers.Started(s)
	rest := strings.Trim(strings.TrimPrefix(s, word), "0123456789-—.： :　（）()")
	n, _ := zhnum.Parse(rest)
	return word != "" && n.Len == len(rest)
}

var numbered = regexp.MustCompile(`^\s*[（(]?\d{0,4}[）)]?\s*$`)

// saysSomething reports whether the name of a sheet is one that a person gave it.
func saysSomething(name string) bool {
	if cell.IsYear(name) {
		return true
	}
	return strings.ContainsFunc(name, char.IsHan) && !numbered.MatchString(strings.TrimPrefix(name, sheetNames.Started(name)))
}

var (
	// copyMark matches what programs add to the name of a second file.
	copyMark = regexp.MustCompile(`\s*[（(]\d+[）)]$`)
	// dayInName matches a day before the rest of a name.
	dayInName = regexp.MustCompile(`^\d{4}(?:\p{Han}\d{1,2}\p{Han}\d{1,2}\p{Han}|[-._/]?\d{1,2}[-._/]?\d{1,2})[-_.\s]*`)
)

// titleInName returns the title in the name of a file, "" if there is none.
func titleInName(id string) string {
	base := path.Base(id)
	name := copyMark.ReplaceAllString(strings.TrimSuffix(base, path.Ext(base)), "")
	name = strings.TrimRight(strings.TrimSuffix(name, copies.Ended(name)), "-_ 　")
	if !imprint.DateInName(name).IsZero() {
		name = dayInName.ReplaceAllString(name, "")
	}
	if fileNames.Started(name) != "" || !strings.ContainsFunc(name, char.IsHan) || utf8.RuneCountInString(name) > imprint.MaxTitle {
		return ""
	}
	return name
}
