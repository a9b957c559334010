package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"beilun/bot/socket"
)

// Finding is the result of one check. Text says that all is well, or what is wrong and
// what to do.
type Finding struct {
	What  string // SLACK_BOT_TOKEN
	Text  string
	State FindingState
}

// FindingState says how a finding affects answering.
type FindingState string

// The states.
const (
	Fine    FindingState = "ok"
	Lacking FindingState = "lacks" // a part of it does not work
	Broken  FindingState = "fails" // nothing works
)

// What to do about a token or a scope.
const (
	mendBotToken = "copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your app at api.slack.com/apps"
	mendScopes   = "paste what \"beilun manifest\" prints under App Manifest of your app at api.slack.com/apps and reinstall the app"
)

// Examine checks everything in Slack that answering needs, the tokens, the scopes and
// Socket Mode, and changes nothing there.
func Examine(ctx context.Context, botToken, appToken string, opts Options) []Finding {
	var out []Finding
	b := New(botToken, appToken, nil, nil, opts)
	defer b.api.Close()
	out = append(out, b.examineBotToken(ctx, botToken))
	if out[0].State == Fine {
		out = append(out, b.granted.findings()...)
	}
	return append(out, b.examineAppToken(ctx, appToken), sharedFinding(opts.Shared))
}

// sharedFinding says whether channels of other organisations get answers.
func sharedFinding(allowed bool) Finding {
	const what = "BEILUN_SHARED"
	if allowed {
		return Finding{what, "on: channels shared with other organisations get answers, which these read, too", Fine}
	}
	return Finding{what, "off: channels shared with other organisations get no answers; to allow them, set it to on", Fine}
}

func (b *Bot) examineBotToken(ctx context.Context, token string) Finding {
	const what = "SLACK_BOT_TOKEN"
	if text := misplaced(token, "xoxb-", mendBotToken); text != "" {
		return Finding{what, text, Broken}
	}
	me, err := b.api.AuthTestContext(ctx)
	if err != nil {
		return Finding{what, tokenError(err, mendBotToken).Error(), Broken}
	}
	return Finding{what, fmt.Sprintf("good for %s in the workspace %s", me.User, me.Team), Fine}
}

// examineAppToken asks for the address of a connection, without opening one.
func (b *Bot) examineAppToken(ctx context.Context, token string) Finding {
	const what = "SLACK_APP_TOKEN"
	if text := misplaced(token, "xapp-", socket.Mend("")); text != "" {
		return Finding{what, text, Broken}
	}
	_, err := open(ctx, b.api)
	var refused *socket.OpenError
	switch {
	case err == nil:
		return Finding{what, "good, and Socket Mode is on", Fine}
	case errors.As(err, &refused) && refused.Code != "":
		return Finding{what, fmt.Sprintf("refused by Slack (%s): %s", refused.Code, socket.Mend(refused.Code)), Broken}
	}
	return Finding{what, tokenError(err, socket.Mend("")).Error(), Broken}
}

// misplaced returns what kind a token is and what it should be, "" if it has the
// right prefix.
func misplaced(token, prefix, mend string) string {
	if strings.HasPrefix(token, prefix) {
		return ""
	}
	kinds := []struct{ prefix, kind string }{
		{"xoxb-", "a bot token"}, {"xapp-", "an app-level token"}, {"xoxp-", "a user token"}, {"xoxe", "a token that expires"}, {"xoxc-", "a browser's token"},
	}
	for _, k := range kinds {
		if strings.HasPrefix(token, k.prefix) {
			return fmt.Sprintf("it is %s (%s…) and should begin with %s; %s", k.kind, k.prefix, prefix, mend)
		}
	}
	return fmt.Sprintf("it does not begin with %s; %s", prefix, mend)
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
		return []Finding{{"scopes", "Slack does not tell which are granted", Lacking}}
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
		out = append(out, Finding{"scope " + s.name, fmt.Sprintf("is not granted, which %s need; %s", s.lost, mendScopes), state})
	}
	if len(out) == 0 {
		out = []Finding{{"scopes", "all that the manifest asks for are granted", Fine}}
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
