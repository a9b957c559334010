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
	ErrMojibake = errors.New("the text was saved in a wrong encoding; fetch it anew and save it as UTF-8")
	ErrTooLarge = errors.New("the file is too large")
	ErrFormat   = errors.New("files of this kind cannot be read; save it as .docx, .txt or .md")
)

// Reasons to refuse a file for its kind. Each advises what to save instead.
var (
	ErrSheet   = errors.New("sheets of this kind cannot be read; save it as .xlsx or .csv")
	ErrSlides  = errors.New("slides of this kind cannot be read; save it as .pptx or .pdf")
	ErrPicture = errors.New("a picture has no text; make text of it with a program for OCR and save that as .txt")
	ErrMedia   = errors.New("sound and video have no text; write it down as .txt")
	ErrArchive = errors.New("archives of this kind cannot be read; unpack it into the folder, or pack it as .zip")
	ErrLink    = errors.New("the file only leads to a page; save the page itself")
	ErrFeed    = errors.New("a feed lists pages and is no release; name its address in the file of BEILUN_SOURCES")
	ErrMail    = errors.New("mail of this kind cannot be read; save it as .eml, or its text as .txt")
	ErrData    = errors.New("a file of data is no release; save what is to be answered from as .csv or .txt")
	ErrProgram = errors.New("a program or its file is no release")
)

// Reasons to refuse a PDF or Word file, besides ErrEmpty and ErrTooLarge.
var (
	ErrDamaged   = errors.New("the file is damaged; fetch or save it anew")
	ErrEncrypted = errors.New("the file is protected by a password; save it without one")
	ErrScanned   = errors.New("the pages are pictures without text")
	ErrGarbled   = errors.New("the text cannot be extracted; save it as .docx or .txt")
	ErrVertical  = errors.New("the lines run from top to bottom; save it as .docx or .txt")
	ErrReader    = errors.New("the PDF reader failed") // not the file's fault; reading it again may succeed
)

// Reasons to refuse a web page.
var (
	ErrNoArticle = errors.New("the page has no article in it; save the text of the article as .txt or .md")
	ErrBlocked   = errors.New("the page is the refusal of a site and not the article; open it in the browser and save it from there")
	ErrDeleted   = errors.New("the page says that the article is not there any more")
	ErrLogin     = errors.New("the page asks to log in; save it once the article is shown")
	ErrAttached  = errors.New("the text is in the attachments of the page; put these into the folder")
	ErrFrames    = errors.New("the page only holds frames; save the page in the frame")
	ErrScripted  = errors.New("the page is put together by scripts; save it from the browser once it is shown, or its text as .txt or .md")
)

// Reasons to refuse an archive or a file in it.
var (
	ErrNoFiles = errors.New("the archive has no files")
	ErrNested  = errors.New("the archive lies too deep in others; unpack it into the folder")
	ErrPacked  = errors.New("an archive holds several files; put it into the releases folder, or send its files one by one")
)

// ErrPlain does not refuse a file: it is not of the format that its name says,
// and should be read as plain text.
var ErrPlain = errors.New("the file is plain text or no text at all")
