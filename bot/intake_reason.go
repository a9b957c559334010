package bot

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// reason tells in one sentence why a file was not taken in, without the dot at
// its end. What is not known is told as it is, for an admin to look up.
func (w *intakeWords) reason(err error) string {
	if err == nil {
		return ""
	}
	for i, known := range intakeReasons {
		// One that was kept on the disk comes back as its text.
		if errors.Is(err, known) || strings.HasPrefix(err.Error(), known.Error()) {
			return w.reasons[i]
		}
	}
	return clip(plain(redact(err).Error()), maxReason)
}

// maxReason bounds a reason of others, in characters.
const maxReason = 160

// intakeReasons are the reasons that there is a sentence for, in the order of
// intakeWords.reasons.
var intakeReasons = []error{
	errNoScope, errGone, errNotShown, errExternal, errKind, errUnfinished, errAway, errSlack, errChanged,
	read.ErrEmpty, read.ErrBinary, read.ErrEncoding, read.ErrTooLarge, read.ErrFormat,
	corpus.ErrOutside, corpus.ErrNotRegular, corpus.ErrFolder, corpus.ErrName,
	syscall.ENOSPC, fs.ErrPermission, fs.ErrNotExist,
}
