package bot

import (
	"errors"
	"strings"

	"beilun/bot/message"
	"beilun/bot/webapi"
	"beilun/index/library"
)

// reasonOf returns a sentence that says why a file was not taken in, without its
// full stop.
func reasonOf(err error, english bool) string {
	if err == nil {
		return ""
	}
	for i, known := range intakeReasons {
		// One that was kept on the disk comes back as its text.
		if errors.Is(err, known) || strings.HasPrefix(err.Error(), known.Error()) {
			return message.WordsOf(english).Intake.Reasons[i]
		}
	}
	text := strings.TrimRight(library.Reason(err, english), "。.")
	if english { // it stands within a sentence
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// intakeReasons are the reasons that Slack is the cause of, in the order of
// intakeWords.reasons.
var intakeReasons = []error{errNoScope, errGone, errNotShown, errExternal, errKind, errUnfinished, webapi.ErrAway, errSlack, errChanged}
