package bot

import (
	"context"
	"fmt"

	"beilun/bot/webapi"
	"beilun/index"

	"github.com/slack-go/slack"
)

// Bounds of Home: it is to be seen without scrolling far.
const (
	homeReleases = 5
	homeFigures  = 5
	homeAsks     = 4
)

// home is what the Home tab shows.
type home struct {
	local    local
	releases []index.Release
	passages int
	samples  []sample
	language string // as chosen
	english  bool
	admin    bool
}

// publishHome draws the Home tab of a person.
func (b *Bot) publishHome(ctx context.Context, user string) error {
	var s settings
	b.recall(settingKind, user, &s)
	h := home{
		local: b.local(ctx, homeAsks), releases: b.library.Releases(), passages: b.library.Passages(), samples: b.sampleFigures(ctx),
		language: s.Language, english: b.english(ctx, user), admin: b.isAdmin(user),
	}
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: h.blocks()}}
	if _, err := b.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: view}); err != nil {
		return fmt.Errorf("publish home: %w", webapi.Redact(err))
	}
	return nil
}

func (h home) blocks() []slack.Block {
	w := uiOf(h.english)
	blocks := []slack.Block{header(w.title(h.local.district)), richText(section(textElement(h.knows(w), false)))}
	blocks = append(blocks, richText(section(textElement(w.homeExamples, true))), slack.NewActionBlock("", askButtons(h.local.examples)...), richText(section(textElement(fmt.Sprintf(w.homeNews, h.local.thing), false))), slack.NewDividerBlock())
	if len(h.samples) > 0 {
		blocks = append(blocks, richText(section(textElement(w.homeFigures, true)), h.figures()))
	}
	if len(h.releases) > 0 {
		blocks = append(blocks, richText(section(textElement(w.homeNewest, true)), sourceList(releaseSources(h.releases, homeReleases, h.english))))
	}
	if h.admin {
		blocks = append(blocks, richText(section(textElement(intakeWordsOf(h.english).home, false))))
	}
	return append(blocks, slack.NewDividerBlock(), richText(section(textElement(w.homeSettings, true))), h.languageBlock(w))
}

// knows tells how much there is and of when.
func (h home) knows(w *ui) string {
	if len(h.releases) == 0 {
		return w.noReleases
	}
	text := fmt.Sprintf(w.homeKnows, len(h.releases), h.passages)
	if d := h.releases[0].Date; !d.IsZero() {
		text += fmt.Sprintf(w.homeLatest, d.String())
	}
	return text
}

func (h home) figures() slack.RichTextElement {
	var lines []slack.RichTextElement
	for i, s := range h.samples {
		if i == homeFigures {
			break
		}
		line := []slack.RichTextSectionElement{textElement(s.Name+"：", false), textElement(s.Text, true)}
		lines = append(lines, section(append(line, sourceElements(" —— ", s.Source)...)...))
	}
	return slack.NewRichTextList(slack.RTEListBullet, 0, lines...)
}

// languageCodes are the values of the language menu; none is as the person's
// Slack.
var languageCodes = [3]string{"auto", "zh", "en"}

func (h home) languageBlock(w *ui) slack.Block {
	var options []*slack.OptionBlockObject
	var chosen *slack.OptionBlockObject
	for i, code := range languageCodes {
		o := slack.NewOptionBlockObject(code, plainText(w.languages[i], limitOption), nil)
		options = append(options, o)
		if code == h.language || chosen == nil {
			chosen = o
		}
	}
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plainText(w.languageLabel, limitOption), languageAction, options...)
	menu.InitialOption = chosen
	return slack.NewSectionBlock(plainText(w.languageLabel, limitSection), nil, slack.NewAccessory(menu))
}

// chooseLanguage keeps a person's choice and draws Home anew in it.
func (b *Bot) chooseLanguage(ctx context.Context, c click) error {
	var s settings
	b.recall(settingKind, c.User.ID, &s)
	switch code := c.action.SelectedOption.Value; code {
	case "zh", "en":
		s.Language = code
	default:
		s.Language = ""
	}
	b.remember(settingKind, c.User.ID, s)
	return b.publishHome(ctx, c.User.ID)
}
