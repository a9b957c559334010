package sites

import (
	"errors"
	"fmt"
	"time"
)

// Why an address was not taken. [Reason] has a sentence for each.
var (
	ErrHeld      = errors.New("another process follows the addresses")
	ErrPrivate   = errors.New("the address is not public")
	ErrRedirect  = errors.New("the address leads on without end")
	ErrScheme    = errors.New("the address leads to what is neither http nor https")
	ErrRobots    = errors.New("the site's robots.txt does not allow it")
	ErrTooLarge  = errors.New("the page is too large")
	ErrCut       = errors.New("the page ends in the middle")
	ErrEncoded   = errors.New("the page is packed in a way that was not asked for")
	ErrSlow      = errors.New("the site takes too long")
	ErrTrust     = errors.New("the site's certificate is not valid")
	ErrReach     = errors.New("the site cannot be reached")
	ErrStatus    = errors.New("the site answered with an error")
	ErrMissing   = errors.New("the page does not exist any more")
	ErrDenied    = errors.New("the site does not show the page to everybody")
	ErrBusy      = errors.New("the site asks to come back later")
	ErrNoList    = errors.New("no list of news was found in the page")
	ErrBadFeed   = errors.New("the feed cannot be parsed")
	ErrKind      = errors.New("it is neither a page nor a file of a kind that is taken")
	ErrOther     = errors.New("the page is not what the list says")
	ErrElsewhere = errors.New("the page leads to another site")
	ErrEdited    = errors.New("the page has changed, and somebody has changed its file")
	ErrWithdrawn = errors.New("the page of a file has gone or is another one")
	ErrEmpty     = errors.New("the releases folder has become empty")
	ErrStore     = errors.New("the releases folder did not take the file")
)

// statusError is the answer of a site that is no success. It wraps ErrMissing,
// ErrDenied, ErrBusy or ErrStatus.
type statusError struct {
	code  int
	after time.Duration // that the site asks to wait; 0: it does not say
}

func (e *statusError) Error() string { return fmt.Sprintf("%v: %d", e.Unwrap(), e.code) }

func (e *statusError) Unwrap() error {
	switch e.code {
	case 404, 410:
		return ErrMissing
	case 401, 402, 403, 406, 407, 412, 418, 451, 468, 521: // some are what firewalls answer to programs
		return ErrDenied
	case 429, 503:
		return ErrBusy
	}
	return ErrStatus
}

// isGone reports whether a site says that a page will never be there again.
func isGone(err error) bool {
	var s *statusError
	return errors.As(err, &s) && s.code == 410
}

// waitOf returns how long the site asks to wait, 0 if it does not.
func waitOf(err error) time.Duration {
	var s *statusError
	if errors.As(err, &s) {
		return s.after
	}
	return 0
}

// isPassing reports whether an error is of the connection or of the whole site, and
// not of the page.
func isPassing(err error) bool {
	for _, e := range []error{ErrReach, ErrTrust, ErrSlow, ErrBusy, ErrStatus, ErrCut, ErrEncoded, ErrOther} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
