package setup

import (
	"context"
	"fmt"
	"strings"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
)

// askBotToken asks for the token of the bot.
func (g *Guide) askBotToken(ctx context.Context, a *answers) error {
	g.say("setup.bot")
	return g.askToken(ctx, a, "SLACK_BOT_TOKEN", "xoxb-", g.CheckBot)
}

// askAppToken asks for the app-level token.
func (g *Guide) askAppToken(ctx context.Context, a *answers) error {
	g.say("setup.socket")
	return g.askToken(ctx, a, "SLACK_APP_TOKEN", "xapp-", g.CheckApp)
}

// askToken asks for a token until there is one that Slack accepts, or that is kept
// without a check.
func (g *Guide) askToken(ctx context.Context, a *answers, name, prefix string, check func(context.Context, string) []bot.Finding) error {
	kept := a.before[name]
	doubted := "" // a token that Slack did not accept, or that lacks something
	for {
		prompt, args := "setup.token", []any{prefix}
		switch {
		case doubted != "":
			prompt, args = "setup.token-again", []any{shown(doubted)}
		case kept != "":
			prompt, args = "setup.token-kept", []any{prefix, shown(kept)}
		}
		line, err := g.Console.Secret(ctx, g.Lang.Text(prompt, args...))
		if err != nil {
			return err
		}
		given := cleanToken(line)
		switch {
		case given == "" && doubted != "":
			given = doubted
		case given == "" && kept != "":
			given = kept
		case given == "":
			g.say("setup.token-none")
			continue
		case isSkip(given) && doubted != "":
			a.set[name] = doubted
			g.say("setup.token-unchecked")
			return nil
		}
		if isSkip(given) && kept != "" {
			g.say("setup.token-unchecked")
			return nil
		}
		if isSkip(given) {
			g.say("setup.token-first", prefix)
			continue
		}
		if strings.HasPrefix(given, prefix) && !whole(given) {
			g.say("setup.token-short", prefix)
			continue
		}
		g.say("setup.token-got", terminal.Printable(shown(given)))
		good, usable := g.examine(ctx, a, check(ctx, given))
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if good {
			a.set[name] = given
			return nil
		}
		if doubted = given; !usable {
			doubted = ""
		}
	}
}

// isSkip reports whether a line asks to go on without a check.
func isSkip(s string) bool { return s == "s" || s == "S" }

// examine prints what a check found. It reports whether all is well, or cannot be known
// now, and whether the token has the right form at least.
func (g *Guide) examine(ctx context.Context, a *answers, found []bot.Finding) (good, usable bool) {
	good, usable = true, true
	var known []bot.Finding
	for _, f := range found {
		if ctx.Err() != nil {
			return false, false
		}
		if f.Code == bot.Unreached || f.Code == bot.Failed {
			_, text := g.Lang.Finding(f)
			g.say("setup.offline", text)
			continue
		}
		if f.Code == bot.BotGood {
			a.bot = f.Args[0]
		}
		known = append(known, f)
		good = good && f.State != bot.Broken
		usable = usable && f.Code != bot.Misplaced
	}
	fmt.Fprint(g.Console.out, g.Lang.Findings(known))
	return good, usable
}
