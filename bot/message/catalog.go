package message

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"beilun/bot/message/listing"
	"beilun/index/answer"
	"beilun/index/answer/overview"
)

// Words holds everything the bot says in one language. What releases say is
// quoted and never part of it.
type Words struct {
	Answer      *Wording
	Check       *CheckWords
	UI          *UI
	Table       *TableWords
	About       *AboutWords
	Manners     *MannersWords
	Ask         *AskWords
	News        *NewsWords
	Intake      *IntakeWords
	Corrections *CorrectionWords
	Delivery    *DeliveryWords
	Pages       *PageWords
	Overview    *listing.Words
}

// WordsOf returns the words in English or else in Chinese.
func WordsOf(english bool) *Words {
	if english {
		return catalog().english
	}
	return catalog().chinese
}

// languages holds the words of all languages.
type languages struct{ chinese, english *Words }

// catalog returns the words of the files, read once.
var catalog = sync.OnceValue(func() languages { return languages{chinese: mustLoad("zh"), english: mustLoad("en")} })

//go:embed words/zh.json words/en.json
var wordFiles embed.FS

// mustLoad returns the words of a language. It panics if a file is wrong, which
// a test rules out.
func mustLoad(language string) *Words {
	data, err := wordFiles.ReadFile("words/" + language + ".json")
	if err == nil {
		var w *Words
		if w, err = parseWords(data); err == nil {
			return w
		}
	}
	panic(fmt.Errorf("words of %s: %w", language, err))
}

// parseWords reads a file of the catalog: an object for each field of Words.
func parseWords(data []byte) (*Words, error) {
	w := new(Words)
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(w); err != nil {
		return nil, err
	}
	w.Answer.Reasons[answer.NoReleases] = w.UI.NoReleases
	w.Answer.Reasons[answer.TooMany] = fmt.Sprintf(w.Answer.Reasons[answer.TooMany], answer.MaxParts)
	w.Answer.Reasons[answer.TooLong] = fmt.Sprintf(w.Answer.Reasons[answer.TooLong], answer.MaxQuestion)
	return w, nil
}

// listing returns an overview as it is shown.
func (w *Words) listing(o *overview.Overview) *listing.Listing {
	a := w.Answer
	return listing.New(o, w.Overview, listing.Shared{
		Releases: w.UI.Releases, MoreReleases: w.UI.MoreReleases,
		Part: a.Part, Comma: a.Comma, Colon: a.Colon, NoDate: a.NoDate, NoSource: a.NoSource, States: a.States, English: w == WordsOf(true),
	})
}

// Lines is a text of several lines, in the files a list of them.
type Lines string

// UnmarshalJSON joins a list of lines.
func (l *Lines) UnmarshalJSON(data []byte) error {
	var lines []string
	if err := json.Unmarshal(data, &lines); err != nil {
		return err
	}
	*l = Lines(strings.Join(lines, "\n"))
	return nil
}
