// Package read turns one release file into one [knowledge.Article].
//
// [File] takes the name and the bytes of a file and returns its article. It is a
// pure function: it chooses the format by content and name, and the format's
// reader finds paragraphs and headings.
//
// Each format is a package below this one: text, markdown, html, docx, doc, rtf, odt,
// ofd, sheet, pptx, mail and pdf; pagelayout is for the two of fixed pages, word for
// those of word processors, zipfile for archives.
// They share, from the lowest package up: release (the file, limits, reasons to
// refuse it), char, trace (texts with their Origin), charset (bytes to text),
// prose (how a line looks), raw (what is no text), imprint (title, source and date), table,
// article (paragraphs and rows to an article), unwrap (lines that were copied out
// of a page) and plain (lines to an article).
//
// Every step keeps the Origin: it leads from a paragraph's text through
// unwrapping, clean-up and decoding to bytes on disk.
//
// Whatever is in a file, reading it takes bounded time and memory, and a file
// that cannot be read gives an error that says why.
//
// 2026-11-29: a format imports only what is shared, never another format. A file
// that is not of the format its name says gives release.ErrPlain, and this
// package reads it as text.
package read

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/docx"
	"beilun/knowledge/read/html"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/markdown"
	"beilun/knowledge/read/odt"
	"beilun/knowledge/read/ofd"
	"beilun/knowledge/read/pdf"
	"beilun/knowledge/read/pptx"
	"beilun/knowledge/read/raw"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/rtf"
	"beilun/knowledge/read/text"
	"beilun/knowledge/read/trace"
)

// MaxFile is the largest size of a release file in bytes.
const MaxFile = release.MaxFile

// Reasons to refuse a file, for callers that distinguish them with errors.Is.
var (
	ErrEmpty     = release.ErrEmpty
	ErrBinary    = release.ErrBinary
	ErrEncoding  = release.ErrEncoding
	ErrTooLarge  = release.ErrTooLarge
	ErrFormat    = release.ErrFormat
	ErrDamaged   = release.ErrDamaged
	ErrEncrypted = release.ErrEncrypted
	ErrScanned   = release.ErrScanned
	ErrGarbled   = release.ErrGarbled
	ErrReader    = release.ErrReader
	ErrNoArticle = release.ErrNoArticle
	ErrFrames    = release.ErrFrames
	ErrScripted  = release.ErrScripted
	ErrBlocked   = release.ErrBlocked
	ErrDeleted   = release.ErrDeleted
	ErrLogin     = release.ErrLogin
	ErrAttached  = release.ErrAttached
	ErrMojibake  = release.ErrMojibake
	ErrVertical  = release.ErrVertical
	ErrSheet     = release.ErrSheet
	ErrSlides    = release.ErrSlides
	ErrPicture   = release.ErrPicture
	ErrMedia     = release.ErrMedia
	ErrArchive   = release.ErrArchive
	ErrLink      = release.ErrLink
	ErrFeed      = release.ErrFeed
	ErrMail      = release.ErrMail
	ErrReceipt   = release.ErrReceipt
	ErrEnclosed  = release.ErrEnclosed
	ErrData      = release.ErrData
	ErrProgram   = release.ErrProgram
)

// reader makes an article of a file. It sets Title, Source, URL, Date, and
// Sections with Heading, Text and Origin; File adds the rest.
type reader func(src release.File) (*knowledge.Article, error)

// format is a kind of release file.
type format struct {
	extensions []string // lower case, with the dot
	magic      []string // prefixes of the content, whatever the name
	read       reader
}

// formats are the known formats. Content decides before the name; a file that
// matches none is read as plain text.
var formats = []format{
	{[]string{".pdf"}, []string{"%PDF-"}, pdf.Read},
	{nil, []string{"PK\x03\x04", "PK\x05\x06"}, readZip},
	{nil, []string{"\xD0\xCF\x11\xE0"}, readOLE},
	{[]string{".docx", ".docm"}, nil, docx.Read},
	{[]string{".doc", ".wps", ".dot"}, nil, text.Read},
	{sheetExtensions, nil, readSheet},
	{[]string{".ods"}, nil, refuse(release.ErrSheet)},
	{[]string{".pptx", ".pptm", ".ppsx"}, nil, pptx.Read},
	{[]string{".ppt", ".dps", ".pps"}, nil, refuse(release.ErrSlides)},
	{[]string{".odt", ".ott"}, nil, odt.Read},
	{[]string{".ofd"}, nil, ofd.Read},
	{[]string{".eml"}, []string{"return-path:", "received:", "delivered-to:", "x-unsent:"}, readMail},
	{[]string{".zip"}, nil, refuse(release.ErrArchive)},
	{[]string{".rtf"}, []string{`{\rtf`}, rtf.Read},
	{[]string{".mhtml", ".mht"}, []string{"from: <saved by", "from: \"saved by", "mime-version: 1.0"}, readMail},
	{[]string{".html", ".htm", ".xhtml", ".shtml"}, []string{"<!doctype html", "<html", "<head", "<body"}, readPage},
	{[]string{".md", ".markdown"}, nil, markdown.Read},
	{[]string{".txt", ".text"}, nil, text.Read},
}

// Extensions returns the extensions of the files that Handles accepts, in lower case and
// with the dot.
func Extensions() (out []string) {
	for _, f := range formats {
		out = append(out, f.extensions...)
	}
	return out
}

// Handles reports whether name has the extension of a release file. It may be of
// a format that is refused for now.
func Handles(name string) bool {
	ext := extension(name)
	return slices.ContainsFunc(formats, func(f format) bool { return slices.Contains(f.extensions, ext) })
}

// File returns the article in data, the bytes of the release file id, a
// slash-separated path. The error wraps one of the reasons above and does not
// name the file. File is safe for concurrent use and does not keep data.
func File(id string, data []byte) (*knowledge.Article, error) {
	a, err := Outline(context.Background(), id, data)
	if err != nil {
		return nil, err
	}
	for i := range a.Sections {
		ps := a.Sections[i].Paragraphs
		for j := range ps {
			Fill(a, &ps[j])
		}
	}
	return a, nil
}

// Timed reports whether the reader of files with that name limits its time by
// itself.
func Timed(name string) bool { return strings.EqualFold(path.Ext(name), ".pdf") }

// Outline is File without the sentences and figures of the paragraphs, which
// [Fill] finds. It is for callers that go through an article one paragraph at a
// time, because the figures of a large file take many times the memory of its
// text. The error may also be ctx's. Only the reader of PDF stops when ctx ends;
// the others finish first.
func Outline(ctx context.Context, id string, data []byte) (*knowledge.Article, error) {
	src := release.File{ID: id, Data: data, Ctx: ctx}
	if len(data) > release.MaxFile {
		return nil, fmt.Errorf("%w: %d bytes, at most %d are read", release.ErrTooLarge, len(data), release.MaxFile)
	}
	a, err := pick(src)(src)
	if errors.Is(err, release.ErrPlain) { // a text with a wrong name, or no text at all
		if err = raw.Kind(data); err == nil {
			a, err = text.Read(src)
		}
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	if isText(id) {
		if err := html.CopiedRefusal(a); err != nil {
			return nil, err
		}
	}
	sum := sha256.Sum256(src.Data)
	a.ID, a.Digest = id, hex.EncodeToString(sum[:])
	if a.Date.IsZero() {
		a.Date = imprint.DateInName(id)
	}
	holdBack(a)
	if err := check(a); err != nil {
		return nil, err
	}
	return a, nil
}

// holdBack sets the embargo of an article that has it in its text: in the title, or in one
// of the first or last lines. Readers have found it where it is in a line of its own.
func holdBack(a *knowledge.Article) {
	const reach = 6 // lines
	lines := []string{a.Title}
	for _, s := range a.Sections {
		if s.Heading != "" {
			lines = append(lines, s.Heading)
		}
		for i := range s.Paragraphs {
			lines = append(lines, s.Paragraphs[i].Text)
		}
	}
	for i, l := range lines {
		if day := imprint.EmbargoIn(l).Embargo; (i < reach || i >= len(lines)-reach) && day.Compare(a.Embargo) > 0 {
			a.Embargo = day
		}
	}
}

// BadDate returns what the head of a text or Markdown file names as its date though it is
// none, "" if there is no such thing. The release has no date then, or that in its name.
func BadDate(id string, data []byte) string {
	if !isText(id) {
		return ""
	}
	const head = 64 << 10 // bytes
	data = data[:min(len(data), head)]
	if end := bytes.LastIndexByte(data, '\n'); len(data) == head && end > 0 {
		data = data[:end] // a whole character
	}
	text, err := Plain(data)
	if err != nil { // which refuses the file
		return ""
	}
	return imprint.BadDate(text)
}

// pick returns the reader for src.
func pick(src release.File) reader {
	start := bytes.TrimLeft(bytes.TrimPrefix(src.Data[:min(len(src.Data), 512)], []byte("\xEF\xBB\xBF")), " \t\r\n")
	start = lower(start)
	ext := extension(src.ID)
	for _, f := range formats {
		for _, m := range f.magic {
			if bytes.HasPrefix(start, lower([]byte(m))) {
				return f.read
			}
		}
	}
	named := reader(text.Read)
	for _, f := range formats {
		if slices.Contains(f.extensions, ext) {
			named = f.read
		}
	}
	switch ext {
	case ".html", ".htm", ".xhtml", ".shtml", ".md", ".markdown", ".txt", ".text", "":
		if err := raw.Kind(src.Data); err != nil {
			return refuse(err)
		}
		if (ext == ".txt" || ext == ".text" || ext == "") && html.IsPart(start) {
			return readPart
		}
	}
	return named
}

// isText reports whether id names a text or a Markdown file.
func isText(id string) bool {
	switch extension(id) {
	case ".txt", ".text", ".md", ".markdown":
		return true
	}
	return false
}

// readPart reads a text that begins like a part of a page: as a page, or as a text
// if no article is in that.
func readPart(src release.File) (*knowledge.Article, error) {
	a, err := html.Read(src)
	if errors.Is(err, release.ErrNoArticle) {
		return text.Read(src)
	}
	return a, err
}

// lower returns b with the ASCII letters in lower case. bytes.ToLower would change
// what is not UTF-8.
func lower(b []byte) []byte {
	out := bytes.Clone(b)
	for i, c := range out {
		if 'A' <= c && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return out
}

// refuse returns the reader of a format that is refused for now.
func refuse(why error) reader {
	return func(release.File) (*knowledge.Article, error) { return nil, why }
}

// Fill adds the sentences and figures of p, a paragraph of a.
func Fill(a *knowledge.Article, p *knowledge.Paragraph) {
	sentences := zhtext.Sentences(p.Text)
	p.Sentences = slices.Grow(p.Sentences, len(sentences))
	for _, s := range sentences {
		p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
	}
	p.Figures = figure.Scan(p.Text, a.Date)
}

// check removes the marks of notes in a and returns an error if a is beyond a
// limit.
func check(a *knowledge.Article) error {
	count := 0
	for i := range a.Sections {
		ps := a.Sections[i].Paragraphs
		count += len(ps)
		if count > release.MaxParagraphs {
			return fmt.Errorf("%w: more than %d paragraphs", release.ErrTooLarge, release.MaxParagraphs)
		}
		for j := range ps {
			p := &ps[j]
			if t := trace.WithoutNotes(trace.String{Text: p.Text, Origin: p.Origin}); t.Text != "" && p.Cells == nil { // the marks in cells are removed already
				p.Text, p.Origin = t.Text, t.Origin
			}
			if len(p.Text) > release.MaxParagraph {
				return fmt.Errorf("%w: a paragraph of %d bytes, at most %d are read", release.ErrTooLarge, len(p.Text), release.MaxParagraph)
			}
		}
	}
	if count == 0 {
		return release.ErrEmpty
	}
	article.NumberTables(a)
	return nil
}

// Attachment is a file to which the article on a page links.
type Attachment = html.Attachment

// Attachments returns the files to which the article in the page id links, in page
// order. data is its bytes. It returns nil for files of other kinds. Addresses are
// absolute if the page says where it is.
func Attachments(id string, data []byte) []Attachment {
	if len(data) > release.MaxFile {
		return nil
	}
	start := bytes.TrimLeft(data[:min(len(data), 512)], "\xEF\xBB\xBF \t\r\n")
	switch extension(id) {
	case ".html", ".htm", ".xhtml", ".shtml":
	default:
		if !bytes.HasPrefix(start, []byte("<")) {
			return nil
		}
	}
	return html.Attachments(data)
}
