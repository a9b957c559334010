package mcpserver

import (
	"embed"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

//go:embed tools words
var files embed.FS

// Words are the words around quotations, in one language.
type Words struct {
	NotKnown, AsksBack, Remark, Reading, Empty, MayAnswer string // what a result is, before it

	Quote, Source, NoPublisher, NoDate, Title, NoURL, ID string // of a source
	Comma, Semicolon, Details                            string
	Of, Period, AsOf, State, Change, Doubtful            string // of a figure
	States, Relations, Standings, Verdicts               map[string]string

	Others, More, Known, Suggestions, About   string // of an answer
	Total, Partial, Earlier, Counted, NoCell  string // of a list
	Verdict, NoDraft, DraftTotal, DraftMore   string // of a draft
	Count                                     string // a verdict and how many figures have it
	NoFigures, Metrics, Entry, NameMore       string
	NoReleases, ReleasesTotal, Next, Replaced string
	NoRelease, NoText, Paragraphs             string
	Wrong, NeedName, Busy, Slow, Failed, Cut  string
}

var words = wordlist.Sentences[Words]("web/mcpserver", files)

func wordsOf(english bool) *Words { return words[english] }

// isEnglish reports whether w is.
func (w *Words) isEnglish() bool { return w == words[true] }

// maxText is the size of the text of a result, in bytes.
const maxText = 48 << 10

// cut returns text, or its start with a remark if it is longer than a result may be.
func (w *Words) cut(text string) string {
	text = strings.TrimRight(text, "\n")
	if len(text) <= maxText {
		return text
	}
	end := maxText
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + w.Cut
}
