package errata

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// Kind is what a line says.
type Kind string

// The kinds of lines.
const (
	Same      Kind = "same"     // names of one thing
	Apart     Kind = "apart"    // things that are never one
	NotFigure Kind = "nofigure" // a text in a release that is no figure
	Retracted Kind = "retract"  // a release that no longer answers
)

// Reasons why a line does not hold.
var (
	ErrForm     = errors.New("the line has none of the known forms")
	ErrName     = errors.New("a name has 2 to 60 characters and is no mere number or kind")
	ErrNames    = errors.New("a line takes two to ten different names")
	ErrTwo      = errors.New("another line says that they are two things")
	ErrRelease  = errors.New("the line names no release")
	ErrPhrase   = errors.New("the line gives no text of the release")
	ErrLong     = errors.New("the line is too long")
	ErrTooMuch  = errors.New("the file has too many lines; the rest is not read")
	ErrUnknown  = errors.New("no release has this name or title")
	ErrSeveral  = errors.New("several releases are called so; name the file")
	ErrOne      = errors.New("another line says that they are one thing")
	ErrThere    = errors.New("the line is there already")
	ErrGone     = errors.New("there is no such line")
	ErrNoFigure = errors.New("the release has no such figure")
)

// FileName is the name of the file, directly in the folder of the releases. It is
// never read as a release.
//
// 2026-11-29: a Chinese name, because people look for it among their own files, and
// 表, because a release may well be called 更正.txt; instead of errata.txt or of a
// hidden file.
const FileName = "更正表.txt"

// Limits of what is read.
const (
	MaxFile  = 1 << 20 // bytes of a file
	maxLines = 5000    // that are not empty, of all files
	maxLine  = 300     // characters
	maxNames = 10      // of a line
	maxName  = 60      // characters
)

// Sheet is a file of corrections.
type Sheet struct {
	ID   string
	Text string // decoded
}

// Line is a line that holds.
type Line struct {
	Sheet  string // ID of the file
	Number int    // from 1
	Text   string // without the remark, trimmed
	Kind   Kind

	Names   []string // of Same and Apart: folded, without white space
	Release string   // of the others: a file's name, or a title in 《》
	Phrase  string   // of NotFigure: verbatim
	Reason  string   // of Retracted; may be empty
}

// String returns the file, the number and the text of the line, in Chinese.
func (l Line) String() string { return fmt.Sprintf("%s 第%d行（%s）", l.Sheet, l.Number, l.Text) }

// Problem is a line that does not hold, and why.
type Problem struct {
	Sheet  string
	Number int
	Text   string
	Err    error
}

// List is what all lines say together. It never changes, so it is safe for concurrent
// use. A nil List is empty.
type List struct {
	Lines    []Line
	Problems []Problem

	things map[string]*knowledge.Thing // by each of their names
	apart  map[string]*knowledge.Thing // by name: those that are not others, without their names
}

// Parse reads the lines of files in order.
func Parse(sheets ...Sheet) *List {
	l := &List{}
	for _, s := range sheets {
		n := 0
		for text := range strings.Lines(s.Text) {
			n++
			text = Bare(text)
			if text == "" {
				continue
			}
			if len(l.Lines)+len(l.Problems) == maxLines {
				l.Problems = append(l.Problems, Problem{s.ID, n, clip(text), ErrTooMuch})
				break
			}
			line, err := ParseLine(text)
			if err != nil {
				l.Problems = append(l.Problems, Problem{s.ID, n, clip(text), err})
				continue
			}
			line.Sheet, line.Number = s.ID, n
			l.Lines = append(l.Lines, line)
		}
	}
	l.group()
	return l
}

// Bare returns a line without its remark and surrounding white space. # begins a
// remark, but not in 3#楼.
func Bare(text string) string {
	text = strings.Trim(text, "\ufeff \t\r\n\u3000")
	for i, r := range text {
		if r != '#' && r != '＃' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if i == 0 || before == ' ' || before == '\t' || before == '\u3000' {
			text = text[:i]
			break
		}
	}
	text = strings.Trim(text, " \t\u3000")
	for _, mark := range []string{"- ", "* ", "• "} {
		text = strings.TrimPrefix(text, mark)
	}
	return strings.TrimSpace(text)
}

// clip shortens a line to what messages show of it.
func clip(text string) string {
	rs := []rune(text[:min(len(text), 4*maxLine)])
	if len(rs) <= 80 {
		return strings.ToValidUTF8(text, "�")
	}
	return strings.ToValidUTF8(string(rs[:80]), "�") + "…"
}
