package message

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"beilun/bot/said"
)

// named matches a sub-command that a text names.
var named = regexp.MustCompile(`/beilun ([^\s　%。，；：“”"、.,;)]+)`)

// called are the sub-commands of a kind in bot/said/words.txt.
var called = []string{"figures", "releases", "status", "reindex", "subscribe", "unsubscribe", "subscriptions", "notices", "feedback", "add", "remove", "correct", "corrections"}

// TestTextsNameCommands looks at each sub-command that a text names: it is one,
// and in the language of the text. Nothing names a variable of the configuration.
func TestTextsNameCommands(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"zh", "en"} {
		data, err := os.ReadFile("words/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if i := strings.Index(string(data), "BEILUN_"); i >= 0 {
			t.Errorf("%s names a variable: %.40s", language, data[i:])
		}
		found := 0
		for _, m := range named.FindAllStringSubmatch(string(data), -1) {
			word := m[1]
			if word == "加问题" || word == "and" { // no command: a question behind it
				continue
			}
			found++
			known := said.IsHelp(word)
			for _, c := range called {
				known = known || said.IsCommand(c, word)
			}
			if !known {
				t.Errorf("%s: /beilun %s is no command", language, word)
			}
			if isHan := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) }); isHan != (language == "zh") {
				t.Errorf("%s: /beilun %s is in the other language", language, word)
			}
		}
		if found < 20 {
			t.Errorf("%s: %d commands found, want more", language, found)
		}
	}
}
