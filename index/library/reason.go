package library

import (
	"context"
	"io/fs"
	"strings"
	"syscall"

	"beilun/index"
	indexstore "beilun/index/store"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/errata"
	"beilun/knowledge/read"
)

// reasons lists the errors that people get a sentence for, with the key of that
// sentence in the word files. The first error that matches is used, so the more
// specific ones come first.
var reasons = []struct {
	err error
	key string
}{
	{read.ErrEmpty, "read.ErrEmpty"},
	{read.ErrBinary, "read.ErrBinary"},
	{read.ErrEncoding, "read.ErrEncoding"},
	{read.ErrTooLarge, "read.ErrTooLarge"},
	{read.ErrDamaged, "read.ErrDamaged"},
	{read.ErrEncrypted, "read.ErrEncrypted"},
	{read.ErrScanned, "read.ErrScanned"},
	{read.ErrGarbled, "read.ErrGarbled"},
	{read.ErrReader, "read.ErrReader"},
	{read.ErrNoArticle, "read.ErrNoArticle"},
	{read.ErrFrames, "read.ErrFrames"},
	{read.ErrScripted, "read.ErrScripted"},
	{read.ErrBlocked, "read.ErrBlocked"},
	{read.ErrDeleted, "read.ErrDeleted"},
	{read.ErrLogin, "read.ErrLogin"},
	{read.ErrAttached, "read.ErrAttached"},
	{read.ErrMojibake, "read.ErrMojibake"},
	{read.ErrVertical, "read.ErrVertical"},
	{read.ErrSheet, "read.ErrSheet"},
	{read.ErrSlides, "read.ErrSlides"},
	{read.ErrPicture, "read.ErrPicture"},
	{read.ErrMedia, "read.ErrMedia"},
	{read.ErrArchive, "read.ErrArchive"},
	{read.ErrLink, "read.ErrLink"},
	{read.ErrFeed, "read.ErrFeed"},
	{read.ErrReceipt, "read.ErrReceipt"},
	{read.ErrEnclosed, "read.ErrEnclosed"},
	{read.ErrMail, "read.ErrMail"},
	{read.ErrData, "read.ErrData"},
	{read.ErrProgram, "read.ErrProgram"},
	{read.ErrNoFiles, "read.ErrNoFiles"},
	{read.ErrNested, "read.ErrNested"},
	{read.ErrPacked, "read.ErrPacked"},
	{index.ErrSlow, "index.ErrSlow"},
	{index.ErrEmbargo, "index.ErrEmbargo"},
	{index.ErrBadEmbargo, "index.ErrBadEmbargo"},
	{indexstore.ErrNoSpace, "store.ErrNoSpace"},
	{read.ErrFormat, "read.ErrFormat"},
	{corpus.ErrOutside, "corpus.ErrOutside"},
	{corpus.ErrNotRegular, "corpus.ErrNotRegular"},
	{corpus.ErrFolder, "corpus.ErrFolder"},
	{corpus.ErrName, "corpus.ErrName"},
	{corpus.ErrGrowing, "corpus.ErrGrowing"},
	{corpus.ErrVanished, "corpus.ErrVanished"},
	{corpus.ErrBare, "corpus.ErrBare"},
	{corpus.ErrRoot, "corpus.ErrRoot"},
	{corpus.ErrMisplaced, "corpus.ErrMisplaced"},
	{errata.ErrForm, "errata.ErrForm"},
	{errata.ErrNames, "errata.ErrNames"},
	{errata.ErrName, "errata.ErrName"},
	{errata.ErrTwo, "errata.ErrTwo"},
	{errata.ErrOne, "errata.ErrOne"},
	{errata.ErrThere, "errata.ErrThere"},
	{errata.ErrGone, "errata.ErrGone"},
	{errata.ErrRelease, "errata.ErrRelease"},
	{errata.ErrPhrase, "errata.ErrPhrase"},
	{errata.ErrLong, "errata.ErrLong"},
	{errata.ErrTooMuch, "errata.ErrTooMuch"},
	{errata.ErrUnknown, "errata.ErrUnknown"},
	{errata.ErrSeveral, "errata.ErrSeveral"},
	{errata.ErrNoFigure, "errata.ErrNoFigure"},
	{ErrBuiltIn, "library.ErrBuiltIn"},
	{ErrNoFolder, "library.ErrNoFolder"},
	{ErrUnknown, "library.ErrUnknown"},
	{ErrLink, "library.ErrLink"},
	{ErrInside, "library.ErrInside"},
	{syscall.ENOSPC, "syscall.ENOSPC"},
	{syscall.EDQUOT, "syscall.EDQUOT"},
	{syscall.EROFS, "syscall.EROFS"},
	{fs.ErrPermission, "fs.ErrPermission"},
	{fs.ErrNotExist, "fs.ErrNotExist"},
	{context.DeadlineExceeded, "context.DeadlineExceeded"},
}

// Reason returns a sentence for people that says why a file was refused or
// could not be stored or removed. The error itself is for the log.
func Reason(err error, english bool) string {
	w := wordings()[english]
	text := err.Error()
	if s, ok := strings.CutPrefix(text, index.ErrSlow.Error()+": more than "); ok { // …4 s
		return strings.Replace(w.SlowAfter, "{seconds}", strings.TrimSuffix(s, " s"), 1)
	}
	day, ok := strings.CutPrefix(text, index.ErrEmbargo.Error()+": ")
	if _, err := knowledge.ParseDate(day); ok && err == nil {
		return strings.Replace(w.EmbargoUntil, "{day}", day, 1)
	}
	if l, ok := lossOf(err); ok {
		return lossReason(l, w)
	}
	if _, names, ok := strings.Cut(text, read.ErrAttached.Error()+": attached: "); ok {
		return strings.Replace(w.InAttached, "{names}", names, 1)
	}
	for _, r := range reasons {
		if isReason(err, r.err) {
			return w.Reasons[r.key]
		}
	}
	return w.OtherReason
}
