package message

import (
	"fmt"

	"beilun/index"

	"github.com/slack-go/slack"
)

// Bounds of Home: it is to be seen without scrolling far.
const (
	homeReleases = 5
	HomeFigures  = 5
	HomeAsks     = 4
)

// Home holds what the Home tab shows.
type Home struct {
	Local    Local
	Releases []index.Release
	Passages int
	Samples  []Sample
	Language string // as chosen
	English  bool
	Admin    bool
}

// Blocks draws the Home tab.
func (h Home) Blocks() []slack.Block {
	w := WordsOf(h.English).UI
	blocks := []slack.Block{head(w.title(h.Local.District)), RichText(Line(Text(h.knows(w), false)))}
	if !h.Local.Empty {
		blocks = append(blocks, RichText(Line(Text(w.HomeExamples, true))), slack.NewActionBlock("", AskButtons(h.Local.Examples, h.English)...))
	}
	if h.Local.News {
		blocks = append(blocks, RichText(Line(Text(fmt.Sprintf(WordsOf(h.English).News.Home, h.Local.Thing), false))))
	}
	blocks = append(blocks, slack.NewDividerBlock())
	if len(h.Samples) > 0 {
		blocks = append(blocks, RichText(Line(Text(w.HomeFigures, true)), h.figures()))
	}
	if len(h.Releases) > 0 {
		blocks = append(blocks, RichText(Line(Text(w.HomeNewest, true)), sourceList(releaseSources(h.Releases, homeReleases, h.English))))
	}
	if h.Admin {
		blocks = append(blocks, RichText(Line(Text(WordsOf(h.English).Intake.Home, false))))
	}
	return append(blocks, slack.NewDividerBlock(), RichText(Line(Text(w.HomeSettings, true))), h.languageBlock(w))
}

// knows returns how many releases there are, and the date of the latest.
func (h Home) knows(w *UI) string {
	if len(h.Releases) == 0 {
		return w.NoReleases
	}
	text := fmt.Sprintf(w.HomeKnows, len(h.Releases), h.Passages)
	if d := h.Releases[0].Date; !d.IsZero() {
		text += fmt.Sprintf(w.HomeLatest, d.String())
	}
	return text
}

func (h Home) figures() slack.RichTextElement {
	var lines []slack.RichTextElement
	for i, s := range h.Samples {
		if i == HomeFigures {
			break
		}
		w := WordsOf(h.English)
		line := []slack.RichTextSectionElement{Text(w.UI.Label(s.Name)+w.Answer.Colon, false), Text(s.Text, true)}
		lines = append(lines, Line(append(line, SourceParts(" —— ", w.Answer.NewSource(s.Release))...)...))
	}
	return slack.NewRichTextList(slack.RTEListBullet, 0, lines...)
}

// languageCodes are the values of the language menu; none is as the person's
// Slack.
var languageCodes = [3]string{"auto", "zh", "en"}

func (h Home) languageBlock(w *UI) slack.Block {
	var options []*slack.OptionBlockObject
	var chosen *slack.OptionBlockObject
	for i, code := range languageCodes {
		o := slack.NewOptionBlockObject(code, PlainText(w.Languages[i], limitOption), nil)
		options = append(options, o)
		if code == h.Language || chosen == nil {
			chosen = o
		}
	}
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, PlainText(w.LanguageLabel, limitOption), LanguageAction, options...)
	menu.InitialOption = chosen
	return slack.NewSectionBlock(PlainText(w.LanguageLabel, MaxSection), nil, slack.NewAccessory(menu))
}

// AskButtons returns a button for each question, which is asked as it is and shown in
// the language of the reader.
func AskButtons(questions []string, english bool) []slack.BlockElement {
	var out []slack.BlockElement
	for i, q := range questions {
		out = append(out, Button(AskAction+string(rune('0'+i%10)), q, WordsOf(english).UI.Label(q)))
	}
	return out
}
