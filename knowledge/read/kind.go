package read

import (
	"bytes"
	_ "embed"
	"fmt"
	"path"
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/read/docx"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
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
	ext := strings.ToLower(path.Ext(name))
	if err := unread[ext]; err != nil {
		return err
	}
	return fmt.Errorf("%w: %q", release.ErrFormat, ext)
}

// KnownKind reports whether the extension of name is that of a release file or of a
// kind that is known not to be read.
func KnownKind(name string) bool {
	return Handles(name) || unread[strings.ToLower(path.Ext(name))] != nil
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
	case z.Has("xl/workbook.xml", "xl/workbook.bin"):
		return nil, release.ErrSheet
	case z.Has("ppt/presentation.xml"):
		return nil, release.ErrSlides
	case z.Has("ofd.xml"):
		return nil, release.ErrFormat
	case z.Has("mimetype", "content.xml"):
		return nil, release.ErrFormat
	}
	return docx.Read(src) // which has its parts elsewhere, or says what is wrong
}

// readOLE reads a file in the container of office files before 2007, whatever its
// name.
func readOLE(src release.File) (*knowledge.Article, error) {
	has := func(stream string) bool {
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
		return nil, fmt.Errorf("%w: it is of Word 97 to 2003 or WPS", release.ErrFormat)
	case has("Workbook"), has("Book"):
		return nil, release.ErrSheet
	case has("PowerPoint Document"):
		return nil, release.ErrSlides
	case has("__properties_version1.0"):
		return nil, release.ErrMail
	}
	return nil, fmt.Errorf("%w: it is of Word 97 to 2003 or WPS", release.ErrFormat)
}
