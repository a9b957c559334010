package release

import (
	"context"
	"errors"
)

// File is a release file as the reader of a format takes it.
type File struct {
	ID   string // slash-separated path
	Data []byte
	Ctx  context.Context // of the caller; only PDF needs it
}

// Limits of a release file. Beyond any of them a reader returns ErrTooLarge.
const (
	MaxFile       = 16 << 20  // bytes of a file
	MaxLines      = 200_000   // lines of a text
	MaxParagraphs = 20_000    // paragraphs of an article
	MaxParagraph  = 256 << 10 // bytes of a paragraph
)

// Reasons to refuse a file, for callers that distinguish them with errors.Is.
var (
	ErrEmpty    = errors.New("the file has no text")
	ErrBinary   = errors.New("the file is not text")
	ErrEncoding = errors.New("the text is in an unknown encoding; save it as UTF-8")
	ErrTooLarge = errors.New("the file is too large")
	ErrFormat   = errors.New("files of this kind cannot be read; save it as .docx, .txt or .md")
)

// Reasons to refuse a PDF or Word file, besides ErrEmpty and ErrTooLarge.
var (
	ErrDamaged   = errors.New("the file is damaged; fetch or save it anew")
	ErrEncrypted = errors.New("the file is protected by a password; save it without one")
	ErrScanned   = errors.New("the pages are pictures without text")
	ErrGarbled   = errors.New("the text cannot be extracted; save it as .docx or .txt")
	ErrReader    = errors.New("the PDF reader failed") // not the file's fault; reading it again may succeed
)

// Reasons to refuse a web page.
var (
	ErrNoArticle = errors.New("the page has no article in it; save the text of the article as .txt or .md")
	ErrFrames    = errors.New("the page only holds frames; save the page in the frame")
	ErrScripted  = errors.New("the page is put together by scripts; save it from the browser once it is shown, or its text as .txt or .md")
)

// ErrPlain does not refuse a file: it is not of the format that its name says,
// and should be read as plain text.
var ErrPlain = errors.New("the file is plain text or no text at all")
