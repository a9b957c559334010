package bot

import "github.com/slack-go/slack"

// message is what is posted. Slack may refuse blocks (a chart where none is
// taken, a limit of its own), so that a message may have several forms.
type message struct {
	text  string          // for notifications and screen readers, and where no form is taken: the whole claim; escaped
	forms [][]slack.Block // from the richest to the plainest; the first that Slack takes is shown
}
