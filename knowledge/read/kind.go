package read

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/read/doc"
	"beilun/knowledge/read/docx"
	"beilun/knowledge/read/html"
	"beilun/knowledge/read/mail"
	"beilun/knowledge/read/odt"
	"beilun/knowledge/read/ofd"
	"beilun/knowledge/read/ole"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/pptx"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/sheet"
)

//go:embed kinds.txt
var kindFile string

// unreadKinds are the reasons for the kinds of kinds.txt.
var unreadKinds = map[string]error{
	"sheet":    release.ErrSheet,
	"slides":   release.ErrSlides,
	"document": release.ErrFormat,
	"picture":  release.ErrPicture,
	"media":    release.ErrMedia,
	"archive":  release.ErrArchive,
	"link":     release.ErrLink,
	"feed":     release.ErrFeed,
	"mail":     release.ErrMail,
	"data":     release.ErrData,
	"program":  release.ErrProgram,
}

// unread are the reasons by extension, in lower case and with the dot.
var unread = func() map[string]error {
	out := map[string]error{}
	kinds := wordlist.MustParse("knowledge/read/kinds.txt", kindFile, nil)
	for kind, err := range unreadKinds {
		for _, ext := range kinds.Words(kind) {
			out["."+ext] = err
		}
	}
	return out
}()

// Unread returns why files with that name are not read, nil if they are.
func Unread(name string) error {
	if Handles(name) {
		return nil
	}
	ext := extension(name)
	if err := unread[ext]; err != nil {
		return err
	}
	return fmt.Errorf("%w: %q", release.ErrFormat, ext)
}

// KnownKind reports whether the extension of name is that of a release file or of a
// kind that is known not to be read.
func KnownKind(name string) bool {
	return Handles(name) || unread[extension(name)] != nil
}

// readZip reads a file that is a zip archive, whatever its name.
func readZip(src release.File) (*knowledge.Article, error) {
	if !IsRelease(src.ID, src.Data) {
		return nil, release.ErrPacked
	}
	z, err := parts.Open(src.Data)
	if err != nil {
		return nil, err
	}
	switch {
	case z.Has("word/document.xml"):
		return docx.Read(src)
	case z.Has("xl/workbook.xml"):
		return sheet.Read(src)
	case z.Has("xl/workbook.bin"), extension(src.ID) == ".ods":
		return nil, release.ErrSheet
	case z.Has("ppt/presentation.xml"):
		return pptx.Read(src)
	case z.Has("ofd.xml"):
		return ofd.Read(src)
	case z.Has("mimetype", "content.xml"):
		return odt.Read(src)
	}
	return docx.Read(src) // which has its parts elsewhere, or says what is wrong
}

// readMail reads a mail, or a page that a browser saved in the same form. Either may
// have the name of the other.
func readMail(src release.File) (*knowledge.Article, error) {
	if mail.Is(src.Data) {
		return mail.Read(src)
	}
	return html.ReadSaved(src)
}

// readOLE reads a file in the container of office files before 2007, whatever its
// name.
func readOLE(src release.File) (*knowledge.Article, error) {
	c, err := ole.Open(src.Data)
	has := func(stream string) bool {
		if err == nil { // and not of a file inside, such as an attachment
			return c.Has(stream)
		}
		var wide []byte // names of streams are in UTF-16
		for _, r := range stream {
			wide = append(wide, byte(r), 0)
		}
		return bytes.Contains(src.Data, wide)
	}
	switch {
	case has("EncryptedPackage"): // of Office since 2007 with a password
		return nil, release.ErrEncrypted
	case has("WordDocument"):
		return doc.Read(src)
	case has("Workbook"), has("Book"):
		return nil, release.ErrSheet
	case has("PowerPoint Document"):
		return nil, release.ErrSlides
	case has("__properties_version1.0"):
		return nil, release.ErrMail
	case err != nil:
		return nil, err
	}
	return nil, fmt.Errorf("%w: an office file before 2007", release.ErrFormat)
}

// isSheet reports whether a file has the name of a sheet.
func isSheet(src release.File) bool {
	return slices.Contains(sheetExtensions, extension(src.ID))
}

// sheetExtensions are those of sheets that can be read, whatever is in them: programs
// give a page or a text the name of a sheet, so that Excel opens it.
var sheetExtensions = []string{".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv"}

// readSheet reads a file with the name of a sheet that is no archive.
func readSheet(src release.File) (*knowledge.Article, error) {
	switch {
	case len(src.Data) == 0:
		return nil, release.ErrEmpty
	case sheet.IsXML(src.Data):
		return sheet.ReadXML(src)
	case html.IsPage(src.Data):
		g, err := html.Tables(src)
		if err != nil {
			return nil, err
		}
		return sheet.Article(src.ID, []sheet.Page{{Grid: g}})
	}
	return sheet.ReadText(src)
}

// readPage reads a web page, which may have the name of a sheet.
func readPage(src release.File) (*knowledge.Article, error) {
	if isSheet(src) {
		return readSheet(src)
	}
	return html.Read(src)
}
