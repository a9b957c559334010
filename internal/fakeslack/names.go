package fakeslack

import "beilun/internal/fakeslack/people"

// Types that tests construct or name, so that they import only this package.
type (
	// Message is what a person writes.
	Message = people.Message
	// Sent is what the server sent for it.
	Sent = people.Sent
	// Post is one message that the bot sent.
	Post = people.Post
	// File is a file that a person shares.
	File = people.File
	// FileFault is how fetching one file goes wrong, each time.
	FileFault = people.FileFault
	// Values are what a person enters in a view.
	Values = people.Values
)
