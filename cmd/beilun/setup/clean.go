package setup

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// token matches a token of Slack's.
var token = regexp.MustCompile(`(?:xox[a-z.]+-|xapp-)[A-Za-z0-9-]+`)

// cleanToken returns the token in what was pasted: without spaces, quotes, characters
// that cannot be seen, a name in front (SLACK_BOT_TOKEN=) and with the dashes that an
// editor made longer as they were. Without a token in it, it returns the rest.
func cleanToken(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r), strings.ContainsRune("\"'`“”‘’「」", r):
			return -1
		case unicode.Is(unicode.Pd, r) || r == '−':
			return '-'
		}
		return r
	}, width.Fold.String(s))
	if found := token.FindAllString(s, -1); len(found) == 1 {
		s = found[0]
	}
	for n := 2; n <= 3; n++ { // what is not shown is easily pasted again
		if part := s[:len(s)/n]; token.MatchString(part) && s == strings.Repeat(part, n) {
			return part
		}
	}
	return s
}

// whole reports whether s is a token of a length that Slack's have.
func whole(s string) bool {
	const least = 15
	return len(s) >= least && token.FindString(s) == s
}

// shown returns a token so that its owner recognises it and nobody else can use it.
func shown(token string) string {
	const head, tail, least = 8, 4, 24
	if len(token) < least {
		return token[:min(5, len(token))] + "…"
	}
	return token[:head] + "…" + token[len(token)-tail:]
}

// cleanPath returns the path in what was typed, pasted or dragged into a terminal.
func cleanPath(s, home string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) })
	for _, q := range []string{`""`, "''", "“”", "‘’"} {
		pair := []rune(q)
		if inner, ok := strings.CutPrefix(s, string(pair[0])); ok && strings.HasSuffix(inner, string(pair[1])) {
			s = strings.TrimSuffix(inner, string(pair[1]))
			break
		}
	}
	if rest, ok := strings.CutPrefix(s, "file://"); ok {
		if p, err := url.PathUnescape(rest); err == nil {
			s = p
		}
	}
	if rest, ok := strings.CutPrefix(s, "~/"); ok && home != "" {
		s = filepath.Join(home, rest)
	}
	if runtime.GOOS != "windows" && strings.Contains(s, `\`) { // as a terminal escapes what is dragged into it
		plain := regexp.MustCompile(`\\(.)`).ReplaceAllString(s, "$1")
		if _, err := os.Stat(s); err != nil {
			if _, err := os.Stat(plain); err == nil {
				s = plain
			}
		}
	}
	if short := strings.TrimRight(s, `/\`); short != "" && !strings.HasSuffix(short, ":") {
		s = short // a .env file cannot have a backslash at the end
	}
	return s
}

// memberID matches the ID of a person in Slack, also at the end of the address of a
// profile.
var memberID = regexp.MustCompile(`^(?:https?://\S+/)?([UW][A-Z0-9]{4,20})$`)

// cleanMembers returns the IDs in s, separated by commas. Its error names what is none.
func cleanMembers(s string) (string, error) {
	var ids []string
	for _, f := range strings.FieldsFunc(width.Fold.String(s), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;、<>@", r)
	}) {
		m := memberID.FindStringSubmatch(f)
		if m == nil {
			m = memberID.FindStringSubmatch(strings.ToUpper(f))
		}
		if m == nil {
			return "", fmt.Errorf("%q is no ID of a member", f)
		}
		ids = append(ids, m[1])
	}
	return strings.Join(ids, ","), nil
}
