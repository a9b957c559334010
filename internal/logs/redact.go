package logs

import (
	"regexp"
	"strings"
)

// Secrets as they occur in errors and addresses. The part before the secret, which says
// what it was, is the first group and stays.
var secrets = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(x(?:ox[a-z]|app)[.-])[^\s"'<>&,;)\\]+`),                                                // tokens, those that expire (xoxe.xoxb-…) among them
	regexp.MustCompile(`(?i)(\b(?:ticket|token|client_secret|signing_secret)(?:=|%3D|\\*":\s*\\*"))[^\s"'<>&,;)\\]+`), // a connection's ticket; a form's or a JSON's token
	regexp.MustCompile(`(?i)(\bbearer\s+)[A-Za-z0-9._~+/=-]{6,}`),
	regexp.MustCompile(`(?i)(\bauthorization\W{1,6}basic\s+)[A-Za-z0-9._~+/=-]{6,}`),  // not the page Basic Information of an app
	regexp.MustCompile(`(?i)(hooks\.slack(?:-gov)?\.com/|/response/)[^\s"'<>,;)\\]+`), // who has the address may post
	regexp.MustCompile(`(://)[^/\s"'@]*:[^/\s"'@]*@`),                                 // a proxy's user and password
}

// marks are in every text that a secret may be in, so that most texts need no search.
var marks = []string{"xox", "xapp", "ticket", "token", "secret", "bearer", "basic", "hooks.", "/response/", "://"}

// Redact returns a text without tokens, tickets, and addresses that are as good as a
// token. In their place is "…".
func Redact(s string) string {
	low := strings.ToLower(s)
	for _, m := range marks {
		if strings.Contains(low, m) {
			return redact(s)
		}
	}
	return s
}

func redact(s string) string {
	for _, r := range secrets {
		s = r.ReplaceAllString(s, "${1}…")
	}
	return s
}
