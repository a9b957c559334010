package bot

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/index"
	"beilun/internal/courtesy"

	"github.com/slack-go/slack"
)

// maxOffered is how many examples are offered beside the one in the text.
const maxOffered = 3

// courtesy returns the reply to a courtesy or, for courtesy.Help, the help.
func (h *host) courtesy(ctx context.Context, user string, kind courtesy.Kind, phrase string, english bool) message.Message {
	w := message.WordsOf(english)
	switch kind {
	case courtesy.Help:
		return h.helpFor(ctx, user, english)
	case courtesy.Who, courtesy.Usage, courtesy.Hello:
		return h.hello(ctx, w)
	}
	return message.Say(w.Manners.Courteous(kind, phrase))
}

// hello returns who the bot is, with examples as buttons. The one in the text is not
// among them.
func (h *host) hello(ctx context.Context, w *message.Words) message.Message {
	if h.samples.empty() {
		return h.helloEmpty(w)
	}
	examples := h.samples.examples(ctx, maxOffered+1)
	last := len(examples) - 1
	m := message.Say(fmt.Sprintf(w.Manners.Hello, w.UI.Place(h.samples.districtName()), w.UI.Label(examples[last])) + w.Manners.AskHelp)
	if last > 0 {
		m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.AskButtons(examples[:last], w == message.WordsOf(true))...))
	}
	return m
}

// helloEmpty is hello where there are no releases: who the bot is, and that.
func (h *host) helloEmpty(w *message.Words) message.Message {
	who, _, _ := strings.Cut(w.Manners.Hello, "\n")
	return message.Say(fmt.Sprintf(who, w.UI.Place(h.samples.districtName())) + "\n" + w.UI.NoReleases)
}

// lacks returns why a sub-command does nothing here, "" if it does.
func (h *host) lacks(name string, w *message.Words) string {
	switch name {
	case "subscribe", "unsubscribe", "subscriptions", "notices":
		if h.isFixed {
			return w.News.NoNews
		}
	case "add", "remove":
		if h.isBuiltIn {
			return w.Intake.BuiltIn
		}
	}
	return ""
}

// howTo returns how a sub-command is used, in a line. ok is false if that is not told of
// it.
func (h *host) howTo(ctx context.Context, c said.Call, english bool) (m message.Message, ok bool) {
	w := message.WordsOf(english)
	how, ok := w.Manners.How[c.Name]
	if c.Name == "help" {
		return h.hello(ctx, w), true
	}
	if no := h.lacks(c.Name, w); no != "" {
		return message.Say(no), true
	}
	if strings.Contains(how, "%s") {
		how = fmt.Sprintf(how, cmp.Or(c.Rest, h.samples.local(ctx, 1).Thing))
	}
	return message.Say(how), ok
}

// Polite returns the reply, outside Slack, to a text that is a courtesy or asks about the
// bot; "" if it may be a question.
func Polite(ctx context.Context, x *index.Index, text string) (string, error) {
	w := message.WordsOf(courtesy.IsEnglish(text))
	kind, phrase := courtesy.Read(text)
	switch kind {
	case courtesy.None:
		return "", nil
	case courtesy.Nod:
		if phrase == "" { // emoji
			return "", nil
		}
		return w.Manners.Courteous(kind, phrase), nil
	case courtesy.Help, courtesy.Who, courtesy.Usage, courtesy.Hello:
	default:
		return w.Manners.Courteous(kind, phrase), nil
	}
	entries, err := x.Figures(ctx, "")
	if err != nil {
		return "", fmt.Errorf("introduce: %w", err)
	}
	example := message.FallbackAsk
	if s := message.SamplesOf(entries, x.Releases()); len(s) > 0 {
		example = s[0].Question()
	}
	return fmt.Sprintf(w.Manners.Hello, w.UI.Place(x.District().Name), w.UI.Label(example)), nil
}
