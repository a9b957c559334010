package main

import (
	"strings"
	"testing"
)

// TestNoTokenShown puts a token where it does not belong. What the program says about it
// has neither the token nor a control character of it.
func TestNoTokenShown(t *testing.T) {
	t.Parallel()
	const token = "xoxb-1234567890-abcdefghij"
	for _, name := range []string{"BEILUN_ADMINS", "BEILUN_CHANNELS", "BEILUN_RELEASES", "BEILUN_WORDS", "BEILUN_DISTRICT", "SLACK_APP_TOKEN"} {
		for _, lang := range []string{"zh", "en"} {
			code, out, errOut := runWith(t, map[string]string{name: token + "\x1b[31m", "BEILUN_LANG": lang}, "serve")
			if text := out + errOut; code != exitUsage || !strings.Contains(text, name) || strings.Contains(text, "abcdefghij") || strings.Contains(text, "\x1b") {
				t.Errorf("%s, %s: exit code %d, %s", name, lang, code, text)
			}
		}
	}
	if _, out, errOut := runWith(t, nil, token); strings.Contains(out+errOut, "abcdefghij") {
		t.Errorf("as a command: %s%s", out, errOut)
	}
}
