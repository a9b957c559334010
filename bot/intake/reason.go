package intake

import (
	"errors"
	"slices"
	"strings"

	"beilun/bot/message"
	"beilun/bot/webapi"
	"beilun/index/library"
	"beilun/internal/logs"
	"beilun/knowledge/read"
)

// Reason returns a sentence that says why a file was not taken in, without its full
// stop.
func Reason(err error, english bool) string {
	if err == nil {
		return ""
	}
	for i, known := range slackReasons {
		// One that was kept on the disk comes back as its text.
		if errors.Is(err, known) || strings.HasPrefix(err.Error(), known.Error()) {
			return message.WordsOf(english).Intake.Reasons[i]
		}
	}
	text := strings.TrimRight(library.Reason(err, english), "。.")
	if english { // it is put into a sentence
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// slackReasons are the reasons that Slack is the cause of, and those with other advice
// for a file in Slack than for one in the folder, in the order of
// message.IntakeWords.Reasons.
var slackReasons = []error{errNoScope, errGone, errNotShown, errExternal, errUnfinished, webapi.ErrAway, errSlack, errChanged, read.ErrArchive}

// kinds are the reasons that a file is of another kind than those that are read.
var kinds = []error{
	read.ErrSheet, read.ErrSlides, read.ErrPicture, read.ErrMedia, read.ErrArchive, read.ErrLink, read.ErrFeed, read.ErrMail, read.ErrData,
	read.ErrProgram, read.ErrPacked,
}

// whyOf returns why a file was not taken in, for the log.
func whyOf(err error) logs.Why {
	switch {
	case errors.Is(err, read.ErrTooLarge):
		return logs.TooLarge
	case slices.ContainsFunc(kinds, func(kind error) bool { return errors.Is(err, kind) }):
		return logs.UnknownKind
	case errors.Is(err, errChanged):
		return logs.NotNow
	}
	for _, known := range slackReasons {
		if errors.Is(err, known) {
			return logs.NotFetched
		}
	}
	return logs.CannotRead
}
