// Package knowledge is the model of what the releases say: an [Article] with
// its sections, paragraphs, sentences and figures, each of which leads back to
// the bytes of the file it was read from.
//
// The package holds plain values and imports nothing of the project but
// internal packages. Reading a file into an Article is the work of
// knowledge/read, finding figures that of knowledge/figure, keeping a folder
// of releases in step with an index that of knowledge/corpus and index.
//
// Positions are half-open byte spans everywhere. A span in a [Paragraph] is
// relative to the paragraph's clean text; [Paragraph.Origin] turns it into a
// span of the file on disk.
package knowledge

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Span is a half-open range of bytes.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Of returns the part of text that s covers. It panics, as a slice expression
// does, if s is not within text.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Article is one release as parsed.
//
// Nothing changes an Article after its reader returned it, so goroutines may share
// it.
type Article struct {
	ID       string // slash-separated path within the releases folder; unique in a corpus
	Title    string // empty when the file names none
	Source   string // publisher or data source as the release gives it; empty when it gives none
	URL      string // address of the publication; empty when unknown
	Date     Date   // day of publication; the zero Date when unknown
	Embargo  Date   // the first day on which it may be answered from; zero: it always may
	Digest   string // lower-case hex SHA-256 of the file's bytes
	Sections []Section

	// BadEmbargo is what the release names as its embargo though it is no day, "" for
	// nothing. It must not be answered from then.
	BadEmbargo string

	// Of a version of a page that another one has taken the place of. Only what follows
	// sites marks a file so; the zero Date and "" for all other files.
	Superseded   Date   // day of the look that found the other version
	SupersededBy string // name of the file of the present version, in the same folder
}

// Section is a run of paragraphs under one heading.
type Section struct {
	Heading    string // empty for text before the first heading
	Origin     Origin // of Heading
	Paragraphs []Paragraph
}

// Paragraph is the unit of a release that is indexed, shown and quoted.
type Paragraph struct {
	Text      string // clean text, as a person would read it; never empty
	Origin    Origin // the place of each byte of Text in the file; empty if the file has the text encoded, as pages saved as MHTML have
	Sentences []Span // byte spans in Text, in order, without surrounding white space
	Figures   []Figure
	Cells     []Cell // of a table's row, in the order of Text; nil for other paragraphs. Only binding the figures needs them
	Row       *Row   // nil if the paragraph is no row of a table
}

// Paragraphs returns the article's paragraphs in reading order.
func (a *Article) Paragraphs() []Paragraph {
	var ps []Paragraph
	for _, s := range a.Sections {
		ps = append(ps, s.Paragraphs...)
	}
	return ps
}

// Date is a day, a month or a year of the Gregorian calendar. Day is zero if only the
// month is known, and Month is zero if only the year is. The zero Date is unknown.
type Date struct {
	Year, Month, Day int
}

// IsZero reports whether d is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// String returns 2024-09-29, 2024-09 or 2024, depending on what is known, and the
// empty string for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Compare orders dates from old to new. An unknown date is older than any
// other, and an unknown month or day older than any known one of the same year
// or month.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Days returns the number of days from the start of year 0 to d, an unknown
// day or month counted as the first; 0 for the zero Date.
func (d Date) Days() int {
	if d.IsZero() {
		return 0
	}
	t := time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, time.UTC)
	return int(t.Unix()/86400) + 719528
}

var dateMarks = strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-")

// ParseDate reads a date written as 2024-09-29, 2024/9/29, 2024.9.29,
// 2024年9月29日, or any of these without the day or without month and day.
// Anything else is an error, and so is a day that the month does not have.
func ParseDate(s string) (Date, error) {
	if d, ok := isoDay(s); ok {
		return d, nil
	}
	t := strings.TrimSpace(s)
	if strings.Trim(t, "0123456789-") != "" {
		t = dateMarks.Replace(t)
	}
	parts := strings.Split(strings.TrimSuffix(t, "-"), "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, fmt.Errorf("parse date %q: want a form such as 2024-09-29", s)
	}
	var n [3]int
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if p == "" || len(p) > 4 || strings.Trim(p, "0123456789") != "" {
			return Date{}, fmt.Errorf("parse date %q: want a form such as 2024-09-29", s)
		}
		for _, c := range p {
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	d := Date{n[0], n[1], n[2]}
	if d.Year == 0 || d.Month > 12 || len(parts) > 1 && d.Month == 0 || len(parts) > 2 && (d.Day == 0 || d.Day > DaysIn(d.Year, d.Month)) {
		return Date{}, fmt.Errorf("parse date %q: no such day", s)
	}
	return d, nil
}

// isoDay reads a day written as 2024-09-29, as nearly all are, without allocating.
func isoDay(s string) (Date, bool) {
	if len(s) != len("2024-09-29") || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	var n [3]int
	part := 0
	for i := range len(s) {
		switch c := s[i]; {
		case i == 4 || i == 7:
			part++
		case '0' <= c && c <= '9':
			n[part] = n[part]*10 + int(c-'0')
		default:
			return Date{}, false
		}
	}
	d := Date{n[0], n[1], n[2]}
	return d, d.Year > 0 && d.Month > 0 && d.Month <= 12 && d.Day > 0 && d.Day <= DaysIn(d.Year, d.Month)
}

// DaysIn returns the number of days of a month.
func DaysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
