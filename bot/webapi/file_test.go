package webapi

import (
	"net/url"
	"testing"
)

// TestTrusted sends the token to Slack's hosts, and to that of the Web API.
func TestTrusted(t *testing.T) {
	t.Parallel()
	ours := New("xoxb-none", "xapp-none", Options{URL: "http://127.0.0.1:8080/api/"})
	slacks := New("xoxb-none", "xapp-none", Options{})
	for address, want := range map[string][2]bool{ // with Slack's own Web API, and with ours
		"https://files.slack.com/a":            {true, true},
		"https://FILES.slack.com:443/a":        {true, true},
		"https://slack.com/a":                  {true, true},
		"https://files.slack-gov.com/a":        {true, true},
		"http://files.slack.com/a":             {false, false},
		"https://files.slack.com:8443/a":       {false, false},
		"https://u:p@files.slack.com/a":        {false, false},
		"https://evilslack.com/a":              {false, false},
		"https://slack.com.evil.example/a":     {false, false},
		"https://evil.example/files.slack.com": {false, false},
		"http://127.0.0.1:8080/files-pri/a":    {false, true},
		"https://127.0.0.1:8080/files-pri/a":   {false, false},
		"http://127.0.0.1:8081/files-pri/a":    {false, false},
		"file:///etc/passwd":                   {false, false},
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]bool{slacks.Trusts(u), ours.Trusts(u)}; got != want {
			t.Errorf("Trusts(%s) = %v, want %v", address, got, want)
		}
	}
}
