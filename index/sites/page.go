package sites

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"beilun/knowledge"
	"beilun/knowledge/read"
	"beilun/knowledge/read/charset"

	xhtml "golang.org/x/net/html"
)

// attachments are the extensions of files that a page links and that are taken with it.
var attachments = []string{".pdf", ".docx", ".xlsx", ".doc", ".xls", ".ofd", ".zip", ".wps", ".et", ".csv", ".rtf", ".pptx"}

// byKind are the extensions of files whose address has none.
var byKind = map[string]string{
	"application/pdf": ".pdf", "application/msword": ".doc", "application/vnd.ms-excel": ".xls", "application/ofd": ".ofd",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       ".xlsx",
}

// Limits of a page.
const (
	maxAttached = 10
	maxStem     = 40 // characters of a title in a file's name
)

// extensionOf returns the extension of an attached file, "" if it is of no kind that is
// taken.
func extensionOf(res *response) string {
	for _, name := range []string{res.name, res.url.Path} {
		if ext := attachedExtension(name); ext != "" {
			return ext
		}
	}
	return byKind[res.kind]
}

func attachedExtension(name string) string {
	if ext := strings.ToLower(path.Ext(name)); slices.Contains(attachments, ext) {
		return ext
	}
	return ""
}

// release is a page as it is stored.
type release struct {
	name    string // of the file
	data    []byte
	article *knowledge.Article
	stem    string // name without the extension
}

// newRelease returns a page as it is stored: its bytes, with its address and, where the
// page names none, with the date of the list and the publisher. The error is that of
// the reader, or of ctx.
func newRelease(ctx context.Context, res *response, e entry, publisher string) (*release, error) {
	data := decodedAsDeclared(res)
	a, err := read.Outline(ctx, "page.html", data)
	if err != nil {
		return nil, err
	}
	var add strings.Builder
	if a.URL == "" {
		at := strings.ReplaceAll(res.url.String(), "--", "%2D%2D") // which ends a comment
		fmt.Fprintf(&add, "<!-- saved from url=(%04d)%s -->\n", len(at), at)
	}
	meta := func(name, value string) {
		if value != "" {
			add.WriteString(metaTag(name, value))
		}
	}
	if a.Date.IsZero() && !e.date.IsZero() {
		meta("PubDate", e.date.String())
	}
	if a.Source == "" {
		if e.publisher != "" {
			publisher = e.publisher
		}
		meta("ContentSource", publisher)
	}
	if !a.Superseded.IsZero() {
		meta(supersededMeta, presentVersion)
	}
	r := &release{data: data, article: a}
	if add.Len() > 0 {
		r.data = inserted(data, add.String())
	}
	date := a.Date
	if date.Day == 0 {
		date = e.date
	}
	title := a.Title
	if title == "" {
		title = e.title
	}
	r.stem = stem(date, title)
	r.name = r.stem + pageExt
	if add.Len() > 0 {
		if r.article, err = read.Outline(ctx, r.name, r.data); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// pageExt is the extension of pages.
const pageExt = ".html"

// supersededMeta is the name of the <meta> by which the reader of pages knows an earlier
// version: of the day on which the present one was found and, with "-by", of its file.
const supersededMeta = "beilun-superseded"

// presentVersion is put before what a site's own page says there: it would hide the page.
const presentVersion = "no"

// metaTag returns a line with a <meta>.
func metaTag(name, value string) string {
	return fmt.Sprintf(`<meta name="%s" content="%s">`+"\n", name, ascii(html.EscapeString(value)))
}

// stem returns a file's name from date and title. A name must not begin with a date that
// is in the title alone: it would be read as that of the release.
func stem(date knowledge.Date, title string) string {
	title = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '/' || r == '\\' {
			return ' '
		}
		return r
	}, title))
	if all := []rune(title); len(all) > maxStem {
		title = string(all[:maxStem])
	}
	if date.Day == 0 {
		return words().Undated.Words[0] + title
	}
	return date.String() + "-" + title
}

// decodedAsDeclared returns the bytes of a page, in UTF-8 with a mark if only the header
// declares in which encoding they are, and without it they would be another text.
func decodedAsDeclared(res *response) []byte {
	utf16 := bytes.HasPrefix(res.body, []byte("\xFF\xFE")) || bytes.HasPrefix(res.body, []byte("\xFE\xFF"))
	if res.charset == "" && !utf16 {
		return res.body
	}
	declared, err := charset.DecodePage(res.body, res.charset)
	if err != nil {
		return res.body // the reader says why
	}
	plain, err := charset.DecodePage(res.body, "")
	if err == nil && plain.Text == declared.Text && !utf16 {
		return res.body
	}
	return append([]byte("\xEF\xBB\xBF"), declared.Text...)
}

// inserted returns a page with lines in ASCII behind its document type, or at its start.
func inserted(data []byte, lines string) []byte {
	at := 0
	if bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		at = 3
	}
	head := bytes.ToLower(data[:min(len(data), 2048)])
	if i := bytes.Index(head, []byte("<!doctype")); i >= 0 {
		if end := bytes.IndexByte(head[i:], '>'); end >= 0 {
			at = i + end + 1
			lines = "\n" + lines
		}
	}
	return slices.Concat(data[:at], []byte(lines), data[at:])
}

// ascii returns s with other characters as references, so that it fits into a page in
// any encoding.
func ascii(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return b.String()
}

// textDigest returns a digest of what an article says: its title, day and text without
// spaces. Pages of one article that differ in what is around it have the same.
func textDigest(a *knowledge.Article) string {
	h := sha256.New()
	put := func(s string) {
		for f := range strings.FieldsSeq(s) {
			h.Write([]byte(f)) // it returns no error
		}
		h.Write([]byte{0})
	}
	put(a.Title)
	put(a.Date.String())
	for _, s := range a.Sections {
		put(s.Heading)
		for _, p := range s.Paragraphs {
			put(p.Text)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// bytesDigest returns a digest of a file without a text.
func bytesDigest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// AttachedTo returns what the name of a file says that was stored because a page links it:
// the page's name without its extension, and the name of the file in the page, of which
// the end may be missing. ok is false for other files.
func AttachedTo(file string) (page, name string, ok bool) {
	return strings.Cut(file, words().Attached.Words[0])
}

// attachment is a file that a page links.
type attachment struct {
	url  *url.URL
	name string // as the link says, with the extension
}

// attached returns the files that a page links, of its own site.
func attached(page string, at *url.URL) []attachment {
	root, err := xhtml.Parse(strings.NewReader(page))
	if err != nil {
		return nil
	}
	var out []attachment
	seen := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != xhtml.ElementNode || n.Data != "a" || len(out) == maxAttached {
			continue
		}
		u, err := webURL(at, attr(n, "href"))
		if err != nil || seen[u.String()] || !isSameSite(at.Hostname(), u.Hostname()) {
			continue
		}
		text := oneLine(textOf(n) + " ")
		ext := attachedExtension(u.Path)
		if ext == "" {
			if ext = attachedExtension(text); ext == "" { // /download?id=5 with the name as its text
				continue
			}
		}
		seen[u.String()] = true
		name := text
		for _, s := range []string{attr(n, "title"), attr(n, "download")} {
			if attachedExtension(s) != "" && attachedExtension(name) == "" {
				name = s
			}
		}
		if name == "" {
			name = path.Base(u.Path)
		}
		if all := []rune(strings.TrimSuffix(name, path.Ext(name))); attachedExtension(name) != "" {
			name = string(all)
		}
		if all := []rune(name); len(all) > maxStem {
			name = string(all[:maxStem])
		}
		out = append(out, attachment{u, name + ext})
	}
	return out
}
