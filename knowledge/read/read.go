// Package read turns the bytes of one release file into an article. [File]
// chooses the reader by the name's extension and the content; each format has
// a file of its own and the table in this one is where a new format is added.
package read

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// Reasons to refuse a file, to be compared with errors.Is.
var (
	ErrEmpty     = errors.New("the file has no text")
	ErrBinary    = errors.New("the file is not text")
	ErrEncoding  = errors.New("the text is in an unknown encoding; save it as UTF-8")
	ErrTooLarge  = fmt.Errorf("the file is larger than %d MiB", MaxFile>>20)
	ErrFormat    = errors.New("files of this kind cannot be read yet; save it as .txt or .md")
	errParagraph = errors.New("more than 20,000 paragraphs")
)

// Limits of a release file.
const (
	MaxFile       = 16 << 20 // bytes
	maxParagraphs = 20_000
	maxHead       = 300 // bytes of a title, source or address; longer ones are not taken for one
)

// source is a file as a reader sees it.
type source struct {
	id     string
	text   string           // decoded
	origin knowledge.Origin // of text in the file
}

// reader makes an article of a decoded text. It fills in what the text says;
// File adds the rest.
type reader func(source) (*knowledge.Article, error)

// formats are the readers by extension. A later format that is not text at all
// gets its place in File, before the decoding.
var formats = map[string]reader{
	".txt":      readText,
	".md":       readMarkdown,
	".markdown": readMarkdown,
}

// planned are the extensions of releases that are refused with ErrFormat
// rather than passed over in silence.
var planned = []string{".html", ".htm", ".mhtml", ".pdf", ".docx", ".doc", ".wps", ".rtf", ".odt"}

// Handles reports whether a file of that name is a release file, readable or
// to be refused with a reason, by its extension.
func Handles(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return formats[ext] != nil || slices.Contains(planned, ext)
}

// File parses the bytes of the release file known as id, a slash-separated
// path. The error is one of the reasons above or says what is wrong in the
// file's own terms; it does not name the file.
func File(id string, data []byte) (*knowledge.Article, error) {
	read := formats[strings.ToLower(path.Ext(id))]
	if read == nil {
		return nil, ErrFormat
	}
	if len(data) > MaxFile {
		return nil, ErrTooLarge
	}
	text, origin, err := decode(data)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, ErrEmpty
	}
	a, err := read(source{id, text, origin})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	a.ID, a.Digest = id, hex.EncodeToString(sum[:])
	if a.Date.IsZero() {
		a.Date = dateInName(id)
	}
	return a, finish(a)
}

// finish fills in sentences and figures.
func finish(a *knowledge.Article) error {
	n := 0
	for i := range a.Sections {
		ps := a.Sections[i].Paragraphs
		for j := range ps {
			for _, s := range zhtext.Sentences(ps[j].Text) {
				ps[j].Sentences = append(ps[j].Sentences, knowledge.Span{Start: s[0], End: s[1]})
			}
			ps[j].Figures = figure.Scan(ps[j].Text, a.Date)
			n++
		}
	}
	switch {
	case n == 0:
		return ErrEmpty
	case n > maxParagraphs:
		return errParagraph
	}
	return nil
}

// dateDigits is a date at the start of a file name: 2024-12-31, 20241231 or
// 2024-12, not followed by more digits.
var dateDigits = regexp.MustCompile(`^(\d{4})[-_.年]?(\d{2})(?:[-_.月]?(\d{2}))?(?:\D|$)`)

func dateInName(id string) knowledge.Date {
	m := dateDigits.FindStringSubmatch(path.Base(id))
	if m == nil {
		return knowledge.Date{}
	}
	d, err := knowledge.ParseDate(strings.TrimSuffix(m[1]+"-"+m[2]+"-"+m[3], "-"))
	if err != nil {
		return knowledge.Date{}
	}
	return d
}
