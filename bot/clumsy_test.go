package bot

import (
	"strings"
	"testing"

	"beilun/internal/fakeslack"
)

// forwardedMessage returns the attachment of a message that somebody forwards.
func forwardedMessage(text string) map[string]any {
	return map[string]any{"attachments": []any{map[string]any{
		"is_share": true, "is_msg_unfurl": true, "author_id": "U9", "channel_id": "C9", "ts": "1700000000.000100", "fallback": "[9:00] amy: " + text, "text": text,
	}}}
}

// TestClumsy asks one question with what people leave around it: a link, the name of a
// channel, the bot's name typed by hand, characters that nobody sees, a message that
// is forwarded without a word. It is answered as if it stood alone.
func TestClumsy(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	const mention = "<@" + fakeslack.BotUser + ">"
	if _, _, err := r.People.MentionPair(fakeslack.Message{Channel: "C1", User: "U1", Text: mention + geely}); err != nil {
		t.Fatal(err)
	}
	want := r.postIn(t, "C1").Text
	if !strings.HasPrefix(want, "4.4亿元") {
		t.Fatal(want)
	}
	for name, m := range map[string]fakeslack.Message{
		"a link behind it":          {Text: mention + geely + " <https://kjj.example/art/2025/1/3/art_1229589471_58962291.html>"},
		"a link before it":          {Text: mention + " <https://kjj.example/2021/a.html|kjj.example/2021/a.html> " + geely},
		"a channel":                 {Text: "<#C123|general> " + mention + geely},
		"the name, typed":           {Text: mention + " @beilun " + geely},
		"other people":              {Text: "<@U8> <!subteam^S1> " + mention + " <@U7> " + geely},
		"unseen characters":         {Text: mention + "\u202e" + strings.Join(strings.Split(geely, ""), "\u200b")},
		"forwarded":                 {Text: mention, Extra: forwardedMessage(geely)},
		"forwarded with its reader": {Text: mention + " <@U2>", Extra: forwardedMessage("<@U3> " + geely)},
	} {
		t.Run(name, func(t *testing.T) {
			m.Channel, m.User = "C "+name, "U1"
			if _, _, err := r.People.MentionPair(m); err != nil {
				t.Fatal(err)
			}
			if got := r.postIn(t, m.Channel).Text; got != want {
				t.Errorf("answered with %s\nwant %s", got, want)
			}
		})
	}
}

// postIn waits for the first post in a channel.
func (r *reading) postIn(t *testing.T, channel string) (out fakeslack.Post) {
	t.Helper()
	r.until(t, "post in "+channel, func() bool {
		for _, p := range r.Channels.Posts() {
			if p.Channel == channel {
				out = p
				return true
			}
		}
		return false
	})
	return out
}
