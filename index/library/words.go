package library

import (
	"embed"
	"sync"

	"beilun/internal/wordlist"
)

// wording holds the sentences for people in one language.
type wording struct {
	Reasons        map[string]string // by the key in reasons
	OtherReason    string            // for an error without a reason of its own
	SlowAfter      string            // a file that takes longer than {seconds} to read
	EmbargoUntil   string            // a file that is under an embargo until {day}
	Loss           string            // {missing} of {of} releases are suddenly missing
	InAttached     string            // the text of a page is in its attachments {names}
	Retracted      string
	RetractedTwin  string // of a release with the same text as a retracted one
	StillAnswering string // comes before the releases that nearly repeat a retracted one
	Colon, And     string
}

//go:embed words/zh.json words/en.json
var wordFiles embed.FS

// wordings returns the wording by whether it is English, read once.
var wordings = sync.OnceValue(func() map[bool]*wording {
	return wordlist.Sentences[wording]("library", wordFiles)
})
