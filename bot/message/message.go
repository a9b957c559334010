package message

import "github.com/slack-go/slack"

// Message is what is posted. Slack may refuse blocks (a chart where none is
// taken, a limit of its own), so that a message may have several forms.
type Message struct {
	Text  string          // for notifications and screen readers, and where no form is taken: the whole claim; escaped
	Forms [][]slack.Block // from the richest to the plainest; the first that Slack takes is shown
}
