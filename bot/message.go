package bot

import "github.com/slack-go/slack"

// message is what is posted. Slack may refuse blocks (a chart where none is
// taken, a limit of its own), so that a message may have several forms.
type message struct {
	text  string          // for notifications and screen readers, and where no form is taken: the whole claim; escaped
	forms [][]slack.Block // from the richest to the plainest; the first that Slack takes is shown
}

// target is where a message goes. Of user, responseURL and update at most one
// is set.
type target struct {
	channel     string
	thread      string // timestamp of the thread's first message; empty: none
	user        string // only this person sees it
	responseURL string // only the person who asked sees it, through this address
	replace     bool   // with responseURL: in the place of the message that was clicked
	update      string // timestamp of the message whose place it takes
	event       string // ID of the event that it answers, kept with the message so that none is answered twice
}
