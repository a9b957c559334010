package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"beilun/bot/socket"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// Finding is the result of one check. Text says that all is well, or what is wrong and
// what to do.
type Finding struct {
	What  string // SLACK_BOT_TOKEN
	Text  string // in English
	State FindingState
	Code  FindingCode // the same as Text, for who has words in another language
	Args  []string    // what Text names, in the order that the comment of Code gives
}

// FindingCode names what was found. The states of a finding follow from it.
type FindingCode string

// The codes, each with its Args.
const (
	BotGood      FindingCode = "bot-good"      // the name of the bot, that of the workspace
	AppGood      FindingCode = "app-good"      //
	Misplaced    FindingCode = "misplaced"     // the prefix of the kind of token that it is, empty for none; the right one
	BotRefused   FindingCode = "bot-refused"   // Slack's code
	AppRefused   FindingCode = "app-refused"   // Slack's code
	Unreached    FindingCode = "unreached"     // the error; Slack was not reached, so that nothing is known
	Failed       FindingCode = "failed"        // the error
	ScopesGood   FindingCode = "scopes-good"   //
	ScopesHidden FindingCode = "scopes-hidden" //
	ScopeMissing FindingCode = "scope-missing" // the scope
	SharedOn     FindingCode = "shared-on"     //
	SharedOff    FindingCode = "shared-off"    //
)

// FindingState says how a finding affects answering.
type FindingState string

// The states.
const (
	Fine    FindingState = "ok"
	Lacking FindingState = "lacks"   // a part of it does not work
	Broken  FindingState = "fails"   // nothing works
	Damaged FindingState = "damaged" // something was lost
	Noted   FindingState = "note"    // all works, but there is something to know
)

// What to do about a token or a scope.
const (
	mendBotToken = "copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your app at api.slack.com/apps"
	mendScopes   = "paste what \"beilun manifest\" prints under App Manifest of your app at api.slack.com/apps and reinstall the app"
)

// Examine checks everything in Slack that answering needs, the tokens, the scopes and
// Socket Mode, and changes nothing there.
func Examine(ctx context.Context, botToken, appToken string, opts Options) []Finding {
	out := ExamineBotToken(ctx, botToken, opts)
	return append(out, ExamineAppToken(ctx, appToken, opts), sharedFinding(opts.Shared))
}

// ExamineBotToken is the part of Examine that is about the bot token and its scopes. The
// first finding is that of the token itself.
func ExamineBotToken(ctx context.Context, token string, opts Options) []Finding {
	b := New(token, "", nil, nil, opts)
	defer b.api.Close()
	out := []Finding{b.examineBotToken(ctx, token)}
	if out[0].State == Fine {
		out = append(out, b.granted.findings()...)
	}
	return out
}

// ExamineAppToken is the part of Examine that is about the app-level token and Socket
// Mode.
func ExamineAppToken(ctx context.Context, token string, opts Options) Finding {
	b := New("", token, nil, nil, opts)
	defer b.api.Close()
	return b.examineAppToken(ctx, token)
}

// sharedFinding says whether channels of other organisations get answers.
func sharedFinding(allowed bool) Finding {
	const what = "BEILUN_SHARED"
	if allowed {
		return Finding{what, "on: channels shared with other organisations get answers, which these read, too", Fine, SharedOn, nil}
	}
	return Finding{what, "off: channels shared with other organisations get no answers; to allow them, set it to on", Fine, SharedOff, nil}
}

func (b *Bot) examineBotToken(ctx context.Context, token string) Finding {
	const what = "SLACK_BOT_TOKEN"
	if f := misplaced(what, token, "xoxb-", mendBotToken); f.Text != "" {
		return f
	}
	me, err := b.api.AuthTestContext(ctx)
	if err != nil {
		return failedCall(what, err, BotRefused, mendBotToken)
	}
	return Finding{what, fmt.Sprintf("good for %s in the workspace %s", me.User, me.Team), Fine, BotGood, []string{me.User, me.Team}}
}

// examineAppToken asks for the address of a connection, without opening one.
func (b *Bot) examineAppToken(ctx context.Context, token string) Finding {
	const what = "SLACK_APP_TOKEN"
	if f := misplaced(what, token, "xapp-", socket.Mend("")); f.Text != "" {
		return f
	}
	_, err := open(ctx, b.api)
	var refused *socket.OpenError
	switch {
	case err == nil:
		return Finding{what, "good, and Socket Mode is on", Fine, AppGood, nil}
	case errors.As(err, &refused) && refused.Code != "":
		return Finding{what, fmt.Sprintf("refused by Slack (%s): %s", refused.Code, socket.Mend(refused.Code)), Broken, AppRefused, []string{refused.Code}}
	}
	return failedCall(what, err, AppRefused, socket.Mend(""))
}

// failedCall returns the finding of a call that failed with err. mend says what to do if
// Slack refused it, which has the code refusedCode.
func failedCall(what string, err error, refusedCode FindingCode, mend string) Finding {
	f := Finding{what, tokenError(err, mend).Error(), Broken, Failed, []string{webapi.Redact(err).Error()}}
	var refused slack.SlackErrorResponse
	var unreached *url.Error
	switch {
	case errors.As(err, &refused):
		f.Code, f.Args = refusedCode, []string{refused.Err}
	case errors.As(err, &unreached):
		f.Code, f.Args = Unreached, []string{webapi.Redact(unreached.Err).Error()}
	}
	return f
}

// misplaced returns a finding that says what kind a token is and what it should be,
// without a text if it has the right prefix.
func misplaced(what, token, prefix, mend string) Finding {
	if strings.HasPrefix(token, prefix) {
		return Finding{}
	}
	kinds := []struct{ prefix, kind string }{
		{"xoxb-", "a bot token"}, {"xapp-", "an app-level token"}, {"xoxp-", "a user token"}, {"xoxe", "a token that expires"}, {"xoxc-", "a browser's token"},
	}
	for _, k := range kinds {
		if strings.HasPrefix(token, k.prefix) {
			text := fmt.Sprintf("it is %s (%s…) and should begin with %s; %s", k.kind, k.prefix, prefix, mend)
			return Finding{what, text, Broken, Misplaced, []string{k.prefix, prefix}}
		}
	}
	return Finding{what, fmt.Sprintf("it does not begin with %s; %s", prefix, mend), Broken, Misplaced, []string{"", prefix}}
}

// granted holds the scopes of the bot token, as Slack names them. It is safe for
// concurrent use.
type granted struct {
	mu     sync.Mutex
	known  bool
	scopes []string
}

// note reads the scopes from the header of a reply to auth.test.
func (g *granted) note(path string, h http.Header) {
	values, ok := h["X-Oauth-Scopes"]
	if !ok || !strings.HasSuffix(path, "auth.test") {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.known, g.scopes = true, nil
	for _, s := range strings.Split(strings.Join(values, ","), ",") {
		if s = strings.TrimSpace(s); s != "" {
			g.scopes = append(g.scopes, s)
		}
	}
}

// findings compares what is granted with what the manifest asks for.
func (g *granted) findings() []Finding {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.known {
		return []Finding{{"scopes", "Slack does not say which are granted", Lacking, ScopesHidden, nil}}
	}
	var out []Finding
	for _, s := range scopes {
		if slices.Contains(g.scopes, s.name) {
			continue
		}
		state := Lacking
		if s.core {
			state = Broken
		}
		text := fmt.Sprintf("is not granted, which %s need; %s", s.lost, mendScopes)
		out = append(out, Finding{"scope " + s.name, text, state, ScopeMissing, []string{s.name}})
	}
	if len(out) == 0 {
		out = []Finding{{"scopes", "all that the manifest asks for are granted", Fine, ScopesGood, nil}}
	}
	return out
}

// checkScopes returns an error if a scope is missing that answering needs. Other
// missing scopes are logged.
func (b *Bot) checkScopes() error {
	var missing []error
	for _, f := range b.granted.findings() {
		switch {
		case f.State == Broken:
			missing = append(missing, fmt.Errorf("%s: %s", f.What, f.Text))
		case f.State == Lacking:
			b.log.Warn("a part will not work", "part", f.What, "do", f.Text)
		}
	}
	return errors.Join(missing...)
}
