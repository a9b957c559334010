package webapi

import (
	"errors"
	"net/url"
	"strings"
)

// Redact returns err without tokens and connection tickets in its text.
func Redact(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	for _, mark := range []string{"xoxb-", "xapp-", "xoxe", "ticket=", "/response/", "hooks.slack.com/"} {
		for from := 0; ; {
			i := strings.Index(text[from:], mark)
			if i < 0 {
				break
			}
			start := from + i + len(mark)
			end := start
			for end < len(text) && !strings.ContainsRune(" \"'&,;)\n", rune(text[end])) {
				end++
			}
			text = text[:start] + "…" + text[end:]
			from = start + len("…")
		}
	}
	if text == err.Error() {
		return err
	}
	return errors.New(text)
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
