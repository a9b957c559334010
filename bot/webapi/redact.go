package webapi

import (
	"errors"
	"net/url"

	"beilun/internal/logs"
)

// redacted is an error without secrets in its text.
type redacted struct {
	text string
	err  error
}

func (r *redacted) Error() string { return r.text }
func (r *redacted) Unwrap() error { return r.err }

// Redact returns err without tokens and connection tickets in its text. What err wraps
// stays to be asked for.
func Redact(err error) error {
	if err == nil {
		return nil
	}
	text := logs.Redact(err.Error())
	if text == err.Error() {
		return err
	}
	return &redacted{text, err}
}

// withoutAddress returns err without the address that it is about, which may be
// as good as a token.
func withoutAddress(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	return Redact(err)
}
