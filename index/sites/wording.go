package sites

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"beilun/index/library"
	"beilun/internal/wordlist"
)

// wording holds the sentences for people in one language.
type wording struct {
	Reasons                                                           map[string]string // by the key in reasons
	Line                                                              string            // of the file: its number, its text, a reason
	Head, Never, Good, Came, Bad, BadLast, Refused, RefusedPage, More string            // of the status
	Ago                                                               []string          // now, minutes, hours, days

	Result, ResultChanged, ResultSame, ResultRefused, ResultElsewhere, ResultBad, ResultFile, ResultChange, ResultPage string // of a look
}

//go:embed words/zh.json words/en.json
var wordFiles embed.FS

// wordings returns the wording by whether it is English, read once.
var wordings = sync.OnceValue(func() map[bool]*wording {
	return wordlist.Sentences[wording]("sites", wordFiles)
})

// reasons lists the errors that people get a sentence for, with its key in the word
// files.
var reasons = []struct {
	err error
	key string
}{
	{ErrStore, "sites.ErrStore"},
	{ErrEmpty, "sites.ErrEmpty"},
	{ErrWithdrawn, "sites.ErrWithdrawn"},
	{ErrEdited, "sites.ErrEdited"},
	{ErrHeld, "sites.ErrHeld"},
	{ErrPrivate, "sites.ErrPrivate"},
	{ErrRedirect, "sites.ErrRedirect"},
	{ErrScheme, "sites.ErrScheme"},
	{ErrOther, "sites.ErrOther"},
	{ErrElsewhere, "sites.ErrElsewhere"},
	{ErrRobots, "sites.ErrRobots"},
	{ErrTooLarge, "sites.ErrTooLarge"},
	{ErrCut, "sites.ErrCut"},
	{ErrEncoded, "sites.ErrEncoded"},
	{ErrSlow, "sites.ErrSlow"},
	{ErrTrust, "sites.ErrTrust"},
	{ErrReach, "sites.ErrReach"},
	{ErrMissing, "sites.ErrMissing"},
	{ErrDenied, "sites.ErrDenied"},
	{ErrBusy, "sites.ErrBusy"},
	{ErrStatus, "sites.ErrStatus"},
	{ErrNoList, "sites.ErrNoList"},
	{ErrBadFeed, "sites.ErrBadFeed"},
	{ErrKind, "sites.ErrKind"},
	{ErrFile, "sites.ErrFile"},
	{ErrAddress, "sites.ErrAddress"},
	{ErrInterval, "sites.ErrInterval"},
	{ErrMost, "sites.ErrMost"},
	{ErrTwice, "sites.ErrTwice"},
	{ErrMany, "sites.ErrMany"},
}

// Reason returns a sentence for people that says why a source or a page was not taken.
// err may be one that was kept as its text alone.
func Reason(err error, english bool) string {
	for _, r := range reasons {
		if errors.Is(err, r.err) || strings.HasPrefix(err.Error(), r.err.Error()) {
			return wordings()[english].Reasons[r.key]
		}
	}
	return library.Reason(err, english)
}

// ago returns how long at is before now.
func (w *wording) ago(now, at time.Time) string {
	switch d := now.Sub(at); {
	case d < time.Minute:
		return w.Ago[0]
	case d < time.Hour:
		return fmt.Sprintf(w.Ago[1], int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf(w.Ago[2], int(d.Hours()))
	default:
		return fmt.Sprintf(w.Ago[3], int(d.Hours()/24))
	}
}
