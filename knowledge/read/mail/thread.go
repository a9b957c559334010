package mail

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/imprint"
)

//go:embed words.txt
var wordFile string

var words = wordlist.MustParse("knowledge/read/mail/words.txt", wordFile, nil)

// line is a line or paragraph of the text of a mail.
type line struct {
	text    string
	heading bool
	row     *article.Row // nil unless it is the row of a table
}

// writing is what one person wrote: the mail itself, or what it quotes or forwards,
// with what the lines above that say.
type writing struct {
	lines         []line
	from, subject string
	date          knowledge.Date
	dated         bool // a line says a date, if date is zero one that cannot be read
	depth         int  // marks > before each line
}

// Limits of the lines above a mail that is quoted.
const (
	maxKeys  = 16  // lines
	maxWrote = 200 // characters
)

// split cuts the lines of a mail into what each person wrote, the newest first.
func split(lines []line) []*writing {
	own := &writing{}
	all := []*writing{own}
	cur := own
	begin := func() {
		if cur == own || len(cur.lines) > 0 || cur.dated || cur.from != "" {
			cur = &writing{depth: cur.depth}
			all = append(all, cur)
		}
	}
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		text, depth := unquote(l)
		if depth == 0 && cur.depth > 0 { // below what was quoted
			cur = own
		} else if depth > cur.depth && strings.TrimSpace(text) != "" {
			begin()
			cur.depth = depth
		}
		l.text = text
		if l.row != nil {
			cur.lines = append(cur.lines, l)
			continue
		}
		next := ""
		if i+1 < len(lines) {
			next, _ = unquote(lines[i+1])
		}
		if isMark(text) {
			begin()
			continue
		}
		if n, day, ok := wroteAt(text, next); ok {
			begin()
			cur.date, cur.dated = day, true
			i += n - 1
			continue
		}
		if n := keyLines(lines[i:]); n > 0 {
			begin()
			cur.take(lines[i : i+n])
			i += n - 1
			continue
		}
		cur.lines = append(cur.lines, l)
	}
	return all
}

// unquote returns the text of a line without the marks > before it, and how many
// there are.
func unquote(l line) (string, int) {
	text, n := l.text, 0
	for l.row == nil && n < 50 {
		rest, ok := strings.CutPrefix(strings.TrimLeft(text, " "), ">")
		if !ok {
			break
		}
		text = rest
		n++
	}
	if n > 0 {
		text = strings.TrimPrefix(text, " ")
	}
	return text, n
}

// isMark reports whether a line only says that a mail follows: ----- 原始邮件 -----.
func isMark(s string) bool {
	const most = 120 // bytes
	if len(s) > most {
		return false
	}
	bare := strings.Trim(s, "-—_=*: ：")
	bare = strings.ToLower(strings.Join(strings.Fields(bare), ""))
	return words.List("mark").Has(bare)
}

// someDay matches what may be a day in a line; [imprint.LeadingDate] knows what
// stands between its numbers.
var someDay = regexp.MustCompile(`(?:19|20)\d\d\D{1,3}\d{1,2}\D{1,3}\d{1,2}`)

// wroteAt reports whether a line, maybe with the next, says when somebody wrote
// what follows: 在2026-01-20 10:00:00，某人写道：. It returns how many lines do.
func wroteAt(s, next string) (n int, day knowledge.Date, ok bool) {
	for n, text := range []string{s, s + " " + next} {
		end := strings.TrimSpace(text)
		bare := strings.TrimRight(end, ":： ")
		if n == 1 && (strings.Contains(s, "。") || !strings.ContainsAny(s, "0123456789@")) {
			break // the next line says it alone, or nothing does
		}
		if bare == end || utf8.RuneCountInString(end) > maxWrote || words.List("wrote").Ended(strings.ToLower(bare)) == "" || !strings.ContainsAny(bare, "0123456789@") {
			continue
		}
		return n + 1, imprint.LeadingDate(someDay.FindString(bare)), true
	}
	return 0, knowledge.Date{}, false
}

// keyOf returns the kind of the key before the colon of a line above a quoted mail,
// and what comes after it. The kind is "" if there is none.
func keyOf(s string) (kind, value string) {
	const longest = 40 // bytes
	at := strings.IndexAny(s, ":：")
	if at < 0 || at > longest {
		return "", ""
	}
	word := strings.ToLower(strings.Trim(strings.Join(strings.Fields(s[:at]), ""), "*-"))
	_, w := utf8.DecodeRuneInString(s[at:])
	for _, kind := range []string{"from", "date", "subject", "other"} {
		if words.List(kind).Has(word) {
			return kind, strings.Trim(s[at+w:], " \t*\u00a0\u3000")
		}
	}
	return "", ""
}

// keyLines returns how many lines are those above a quoted mail: who sent it, and
// when, to whom or what about. A long value may go on in the next lines.
func keyLines(lines []line) int {
	first, _ := unquote(lines[0])
	if kind, _ := keyOf(first); kind != "from" {
		return 0
	}
	n, keys := 1, 1
	for n < min(len(lines), maxKeys) && lines[n].row == nil {
		text, _ := unquote(lines[n])
		kind, _ := keyOf(text)
		switch {
		case kind != "":
			keys++
		case strings.TrimSpace(text) == "" && n+1 < len(lines):
			after, _ := unquote(lines[n+1])
			if kind, _ := keyOf(after); kind == "" {
				return whole(n, keys)
			}
		case !strings.Contains(text, "@"):
			return whole(n, keys)
		}
		n++
	}
	return whole(n, keys)
}

// whole returns n if there are enough keys in so many lines.
func whole(n, keys int) int {
	if keys < 2 {
		return 0
	}
	return n
}

// take reads the lines above a quoted mail.
func (w *writing) take(lines []line) {
	for _, l := range lines {
		text, _ := unquote(l)
		switch kind, value := keyOf(text); kind {
		case "from":
			w.from = senderName(value)
		case "subject":
			w.subject, _, _ = subject(value)
		case "date":
			w.dated = true
			if w.date = dayOf(value); w.date.IsZero() {
				w.date = imprint.LeadingDate(someDay.FindString(value))
			}
		}
	}
}

// tells reports whether a person wrote more than a few words.
func (w *writing) tells() bool {
	const least, leastSentence = 120, 40 // characters
	n, sentence := 0, false
	for _, l := range w.lines {
		if l.row != nil {
			return true
		}
		n += utf8.RuneCountInString(strings.TrimSpace(l.text))
		sentence = sentence || strings.Contains(l.text, "。")
	}
	return n >= least || sentence && n >= leastSentence
}

// counts reports whether a person wrote a sentence with a number.
func (w *writing) counts() bool {
	return slices.ContainsFunc(w.lines, func(l line) bool {
		return strings.ContainsAny(l.text, "0123456789") && strings.Contains(l.text, "。")
	})
}

// withoutEnd returns lines without the signature at their end and without the line
// that a telephone adds.
func withoutEnd(lines []line) []line {
	var out []line
	for _, l := range lines {
		if l.row == nil && strings.TrimRight(l.text, " ") == "--" {
			break
		}
		if words.List("device").Started(strings.ToLower(strings.Join(strings.Fields(l.text), ""))) == "" {
			out = append(out, l)
		}
	}
	return out
}
