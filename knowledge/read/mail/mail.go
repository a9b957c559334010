package mail

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/html"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/word"

	"github.com/jhillyerd/enmime/v2"
)

// Read returns the article in the text of a mail. Its title is the subject, or the
// first heading if that is but a word; its date the day on which it was sent unless
// the text says when it was published; and its source the sender if that is an
// office and the text names none. The text is encoded in the file, so the article
// has no Origin. Read returns release.ErrEncrypted for a mail that is, ErrReceipt
// for a report on a mail that was sent, ErrEnclosed for one that only has files,
// ErrEmpty for one with neither, and ErrDamaged, ErrTooLarge or an error of package
// charset. It is safe for concurrent use.
func Read(src release.File) (*knowledge.Article, error) {
	m, err := parse(src.Data)
	if err != nil {
		return nil, err
	}
	var lines []line
	for _, p := range m.bodies {
		more, err := linesOf(p)
		if err != nil {
			return nil, err
		}
		lines = append(lines, more...)
	}
	switch {
	case len(lines) == 0 && len(m.files) > 0:
		return nil, release.ErrEnclosed
	case len(lines) == 0:
		return nil, release.ErrEmpty
	}
	w := m.release(lines)
	var all []word.Passage
	if w.subject != "" {
		all = append(all, word.Passage{Text: w.subject, Level: word.LevelTitle})
	}
	for _, l := range withoutEnd(w.lines) {
		p := word.Passage{Text: l.text, Row: l.row}
		if l.heading {
			p.Level = word.LevelHeading
		}
		all = append(all, p)
	}
	a, err := word.Article(all, "")
	if err != nil {
		return nil, err
	}
	if a.Title == "" || utf8.RuneCountInString(a.Title) < leastTitle {
		a.Title = headingNear(a)
	}
	if a.Source == "" && imprint.Publishes(w.from) {
		a.Source = w.from
	}
	if a.Date.IsZero() {
		a.Date = w.date
	}
	return a, nil
}

// leastTitle is the number of characters that a subject has if it is a title and not
// a word such as 稿件.
const leastTitle = 6

// headingNear returns the heading at the start of an article, or else its title.
func headingNear(a *knowledge.Article) string {
	for i, s := range a.Sections[:min(len(a.Sections), 2)] {
		if s.Heading != "" && (i == 0 || len(a.Sections[0].Paragraphs) < 3) {
			return s.Heading
		}
	}
	return a.Title
}

// release returns what is the release of a mail with these lines: what was
// forwarded, or else the own text, or what that answers if it says little.
func (m *message) release(lines []line) *writing {
	all := split(lines)
	own := all[0]
	title, forwarded, _ := subject(decodeWords(m.root.Header.Get("Subject")))
	own.subject, own.from = title, senderName(decodeWords(m.root.Header.Get("From")))
	own.date = dayOf(decodeWords(m.root.Header.Get("Date")))
	if !forwarded && own.tells() {
		return own
	}
	enough := (*writing).tells
	if !slices.ContainsFunc(all[1:], enough) { // short ones only
		enough = (*writing).counts
		if !forwarded && own.counts() {
			return own
		}
	}
	for _, w := range all[1:] {
		if !enough(w) {
			continue
		}
		if w.subject == "" {
			w.subject = title
		}
		if !forwarded { // with the words about it
			w.lines = append(append([]line{}, own.lines...), w.lines...)
		}
		return w
	}
	return own
}

// linesOf returns the lines of a text of a mail, none if there is nothing in it but
// white space.
func linesOf(p *enmime.Part) ([]line, error) {
	if err := intact(p); err != nil {
		return nil, err
	}
	_, params, _, err := parseKind(p.Header.Get("Content-Type"))
	if err != nil {
		return nil, fmt.Errorf("%w: the kind of a text: %w", release.ErrDamaged, err)
	}
	t, err := charset.DecodePage(p.Content, params["charset"])
	if err != nil {
		return nil, err
	}
	var out []line
	if p.ContentType == rawText+"html" {
		units, err := html.Fragment(trace.String{Text: t.Text})
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			out = append(out, line{u.Text, u.Heading, u.Row})
		}
		return out, nil
	}
	if strings.TrimSpace(t.Text) == "" {
		return nil, nil
	}
	if n := strings.Count(t.Text, "\n"); n > release.MaxLines {
		return nil, fmt.Errorf("%w: %d lines", release.ErrTooLarge, n)
	}
	text := strings.ReplaceAll(t.Text, "\u00a0", " ")
	if strings.EqualFold(params["format"], "flowed") {
		text = flowed(text, strings.EqualFold(params["delsp"], "yes"))
	}
	for s := range strings.SplitSeq(text, "\n") {
		out = append(out, line{text: strings.TrimRight(s, " \t\r")})
	}
	return out, nil
}

// flowed returns a text with the lines that were broken to fit joined again: those
// with a space at their end (RFC 3676). without says that the space was added.
func flowed(text string, without bool) string {
	var b strings.Builder
	for s := range strings.SplitSeq(text, "\n") {
		switch {
		case s == "-- " || !strings.HasSuffix(s, " "):
			b.WriteString(s + "\n")
		case without:
			b.WriteString(s[:len(s)-1])
		default:
			b.WriteString(s)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// intact returns an error if a part could not be decoded or is cut off, because a
// number may have been cut.
func intact(p *enmime.Part) error {
	for _, e := range p.Errors {
		if e.Name == enmime.ErrorMalformedBase64 {
			return fmt.Errorf("%w: a part of the mail: %s", release.ErrDamaged, e.Detail)
		}
	}
	for ; p.Parent != nil && p.NextSibling == nil; p = p.Parent {
		for _, e := range p.Parent.Errors {
			if e.Name == enmime.ErrorMissingBoundary {
				return fmt.Errorf("%w: the mail is cut off", release.ErrDamaged)
			}
		}
	}
	return nil
}

// Members returns the files that are attached to a mail, without signatures and the
// pictures in its text. The names are not paths, and no two are alike. The error is
// one of [Read].
func Members(data []byte) ([]release.Member, error) {
	m, err := parse(data)
	if err != nil {
		return nil, err
	}
	var out []release.Member
	seen := map[string]bool{}
	for _, p := range m.files {
		name := nameOf(p)
		if p.ContentType == "message/rfc822" && !strings.EqualFold(path.Ext(name), ".eml") {
			if name == "" {
				name = innerSubject(p.Content)
			}
			name += ".eml"
		}
		ext := path.Ext(name)
		base := strings.TrimSuffix(name, ext)
		for i := 2; seen[name]; i++ {
			name = fmt.Sprintf("%s(%d)%s", base, i, ext)
		}
		seen[name] = true
		f := release.Member{Name: name, Data: p.Content}
		if err := intact(p); err != nil {
			f = release.Member{Name: name, Err: err}
		}
		out = append(out, f)
	}
	return out, nil
}

// innerSubject returns the subject of a mail in a mail as the name of a file.
func innerSubject(data []byte) string {
	p, err := enmime.ReadParts(strings.NewReader(string(data[:min(len(data), maxHeader)])))
	if err != nil {
		return "mail"
	}
	title, _, _ := subject(decodeWords(p.Header.Get("Subject")))
	if name := cleanName(strings.NewReplacer("/", "_", `\`, "_").Replace(title)); name != "" {
		return name
	}
	return "mail"
}

// Each calls each for the files that [Members] returns, in order, until it returns
// an error, which Each returns. unread returns why a file of that name is not read,
// nil if it is. The files count against allowed.
func Each(ctx context.Context, data []byte, allowed *release.Allowance, unread func(name string) error, each func(release.Member) error) error {
	all, err := Members(data)
	if err != nil {
		return err
	}
	for _, f := range all {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		allowed.Members--
		allowed.Bytes -= int64(len(f.Data))
		if f.Err == nil {
			f.Err = unread(f.Name)
		}
		switch {
		case allowed.Members < 0 || allowed.Bytes < 0:
			f.Err = release.ErrTooLarge
		case f.Err == nil && len(f.Data) > release.MaxFile:
			f.Err = release.ErrTooLarge
		}
		if f.Err != nil {
			f.Data = nil
		}
		if err := each(f); err != nil {
			return err
		}
	}
	return nil
}
