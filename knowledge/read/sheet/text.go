package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

// delimiters are what may be between the fields of a line, the likeliest first.
var delimiters = []rune{',', '\t', ';', '|', '，'}

// ReadText returns the article in a text whose lines are the rows of a sheet, in any
// encoding of Chinese: CSV, TSV or one with another delimiter. A field in quotation
// marks may have delimiters and line ends in it. It returns release.ErrPlain if the
// lines have no delimiter in common.
func ReadText(src release.File) (*knowledge.Article, error) {
	t, err := charset.Decode(src.Data)
	if err != nil {
		return nil, err
	}
	if n := strings.Count(t.Text, "\n"); n > release.MaxLines {
		return nil, fmt.Errorf("%w: %d lines, at most %d are read", release.ErrTooLarge, n, release.MaxLines)
	}
	t, told := toldDelimiter(t)
	rows := delimited(t, told)
	if rows == nil {
		return nil, release.ErrPlain
	}
	size := 0
	for _, r := range rows {
		for len(r.fields) > 0 && r.fields[len(r.fields)-1].Text == "" {
			r.fields = r.fields[:len(r.fields)-1]
		}
		if size += len(r.fields); size > article.MaxCells || len(r.fields) > article.MaxColumns {
			return nil, fmt.Errorf("%w: more than %d cells, or %d in a row", release.ErrTooLarge, article.MaxCells, article.MaxColumns)
		}
	}
	g := &article.Grid{}
	for _, group := range groupsOf(rows) {
		most, heads := usual(group), headed(group)
		for _, r := range group {
			g.AddRow()
			if len(r.fields) > most || heads > 1 && r.wide > heads && r.splitsNumber() {
				g.Add(oneLine(r.line), table.Cell{}) // a comma without quotation marks, as in 1,234: no cell of it is sure
				continue
			}
			for _, f := range r.fields {
				g.Add(oneLine(f), table.Cell{})
			}
		}
		g.AddRow()
	}
	return Article(src.ID, []Page{{Grid: g}})
}

// toldDelimiter returns the text without a first line that names the delimiter, as
// Excel writes it, and the delimiter, 0 if there is no such line.
func toldDelimiter(t trace.String) (trace.String, rune) {
	const key = "sep="
	if rest, ok := strings.CutPrefix(t.Text, key); ok {
		r, w := utf8.DecodeRuneInString(rest)
		if strings.HasPrefix(rest[w:], "\n") && slices.Contains(delimiters, r) {
			return t.Slice(knowledge.Span{Start: len(key) + w + 1, End: len(t.Text)}), r
		}
	}
	return t, 0
}

// record is a line of fields, which may have line ends in it.
type record struct {
	line   trace.String
	fields []trace.String
	wide   int // fields, with empty ones at the end
}

// delimited returns the rows of t with the delimiter that most of its first lines
// agree on, or told; nil if there is none.
func delimited(t trace.String, told rune) []record {
	if told != 0 {
		return recordsOf(t, told, -1)
	}
	const sample = 200 // lines
	best, score := rune(0), 0
	for _, d := range delimiters {
		if n := agreeing(recordsOf(t, d, sample)); n > score {
			best, score = d, n
		}
	}
	if best == 0 {
		return nil
	}
	return recordsOf(t, best, -1)
}

// agreeing returns how many of the rows have as many fields as most have, 0 if that is
// one or if fewer than half of the rows with text do.
func agreeing(rows []record) int {
	counts := map[int]int{}
	all := 0
	for _, r := range rows {
		if strings.TrimSpace(r.line.Text) != "" {
			counts[r.wide]++
			all++
		}
	}
	best := 0
	for wide, n := range counts {
		if wide > 1 {
			best = max(best, n)
		}
	}
	if best*2 < all || best < 2 {
		return 0
	}
	return best
}

// groupsOf returns rows in the groups that empty rows separate.
func groupsOf(rows []record) [][]record {
	var out [][]record
	open := false
	for _, r := range rows {
		if !slices.ContainsFunc(r.fields, func(f trace.String) bool { return strings.TrimSpace(f.Text) != "" }) {
			open = false
			continue
		}
		if !open {
			out = append(out, nil)
			open = true
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}

// usual returns how many fields a row of a group has at most: as many as most of its
// rows, or as the first with several, which has the heads.
func usual(group []record) int {
	counts, most, heads := map[int]int{}, 1, 0
	for _, r := range group {
		n := r.wide
		counts[n]++
		if counts[n] > counts[most] || counts[n] == counts[most] && n > most {
			most = n
		}
		if heads == 0 && n > 1 {
			heads = n
		}
	}
	return max(most, heads)
}

// headed returns how many fields the heads of a group have: the most that one of the
// rows above the first with a number has, 0 if there is none.
func headed(group []record) int {
	most := 0
	for _, r := range group {
		if slices.ContainsFunc(r.fields, func(f trace.String) bool { return isDecimal(strings.TrimSpace(f.Text)) }) {
			break
		}
		most = max(most, r.wide)
	}
	return most
}

var (
	beforeComma = regexp.MustCompile(`^\s*[+-]?\d{1,3}$`)
	afterComma  = regexp.MustCompile(`^\d{3}(?:\.\d+)?\s*$`)
)

// splitsNumber reports whether two fields in r may be one number that is written with
// a comma: 1,234.
func (r record) splitsNumber() bool {
	for i := 1; i < len(r.fields); i++ {
		if beforeComma.MatchString(r.fields[i-1].Text) && afterComma.MatchString(r.fields[i].Text) {
			return true
		}
	}
	return false
}

// recordsOf returns the first rows of t, all if most is negative, with d between their
// fields. A quotation mark that is never closed is a letter.
func recordsOf(t trace.String, d rune, most int) []record {
	var out []record
	for at := 0; at < len(t.Text) && len(out) != most; {
		r, next := recordAt(t, at, d)
		out = append(out, r)
		at = next
	}
	return out
}

// longest is how many bytes a field in quotation marks has at most.
const longest = 32 << 10

// recordAt returns the row of t that starts at byte at, and where the next one does.
func recordAt(t trace.String, at int, d rune) (record, int) {
	start := at
	var r record
	for {
		f, end := fieldAt(t, at, d)
		if len(r.fields) <= article.MaxColumns {
			r.fields = append(r.fields, f)
		}
		r.wide++
		if end < len(t.Text) && t.Text[end] != '\n' {
			at = end + utf8.RuneLen(d)
			continue
		}
		r.line = t.Slice(knowledge.Span{Start: start, End: end})
		return r, end + 1
	}
}

// fieldAt returns the field of t that starts at byte at, and where it ends.
func fieldAt(t trace.String, at int, d rune) (trace.String, int) {
	text := t.Text
	from := at
	if strings.HasPrefix(text[at:], `="`) { // how a number is kept as a text
		from++
	}
	if from < len(text) && text[from] == '"' {
		if f, end, ok := quoted(t, from+1, d); ok {
			return f, end
		}
	}
	end := strings.IndexFunc(text[at:], func(r rune) bool { return r == d || r == '\n' })
	if end < 0 {
		end = len(text)
	} else {
		end += at
	}
	return t.Slice(knowledge.Span{Start: at, End: end}), end
}

// quoted returns the field after a quotation mark and where it ends. ok is false if
// the mark is not closed, or something other than a delimiter comes after it.
func quoted(t trace.String, at int, d rune) (f trace.String, end int, ok bool) {
	var b trace.Builder
	for from := at; ; {
		n := strings.IndexByte(t.Text[from:min(len(t.Text), at+longest)], '"')
		if n < 0 {
			return f, 0, false
		}
		b.Copy(t, knowledge.Span{Start: from, End: from + n})
		from += n + 1
		rest := t.Text[from:]
		switch next, _ := utf8.DecodeRuneInString(rest); {
		case strings.HasPrefix(rest, `"`):
			b.Copy(t, knowledge.Span{Start: from, End: from + 1})
			from++
		case rest == "" || next == d || next == '\n':
			return b.Finish(), from, true
		default:
			return f, 0, false
		}
	}
}
