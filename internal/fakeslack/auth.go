package fakeslack

import (
	"net/http"
	"slices"
	"strings"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// The tokens that Slack no longer takes, each for a reason of its own.
const (
	RevokedToken  = "xoxb-fake-revoked-token"
	InactiveToken = "xoxb-fake-inactive-token"
	ExpiredToken  = "xoxe.xoxb-fake-expired-token"
)

// bearer returns the token of a request: from the header or, as older clients
// do, from the form.
func bearer(r *http.Request, p webapi.Params) string {
	if t, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return t
	}
	return p["token"]
}

// judge returns the error that a token is refused with, empty if it is the one
// that is wanted. other is the token of the other kind.
func judge(token, want, other string) string {
	switch token {
	case want:
		return ""
	case "":
		return "not_authed"
	case other:
		return "not_allowed_token_type"
	case RevokedToken:
		return "token_revoked"
	case InactiveToken:
		return "account_inactive"
	case ExpiredToken:
		return "token_expired"
	}
	return "invalid_auth"
}

// open answers apps.connections.open. Slack takes the token from the header
// only.
func (s *Server) open(r *http.Request) (webapi.Result, *webapi.Refusal) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if code := judge(token, AppToken, BotToken); code != "" {
		return nil, webapi.Refuse(code)
	}
	return s.Sockets.Open()
}

func authTest(webapi.Params) (webapi.Result, *webapi.Refusal) {
	return webapi.Result{"url": "https://fake.slack.com/", "team": "fake", "user": "beilun", "team_id": sim.TeamID, "user_id": sim.BotUser, "bot_id": sim.BotID, "is_enterprise_install": false}, nil
}

// scopeOf names the scope that a method needs, where it needs one.
func scopeOf(method string) []string {
	switch method {
	case "chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete", "assistant.threads.setStatus":
		return []string{"chat:write", "assistant:write"}
	case "assistant.threads.setTitle", "assistant.threads.setSuggestedPrompts":
		return []string{"assistant:write"}
	case "conversations.replies", "conversations.history":
		return []string{"channels:history", "groups:history", "im:history", "mpim:history"}
	case "conversations.open":
		return []string{"im:write"}
	case "conversations.info":
		return []string{"channels:read", "groups:read", "im:read", "mpim:read"}
	case "users.info":
		return []string{"users:read"}
	case "reactions.add", "reactions.remove":
		return []string{"reactions:write"}
	case "files.info":
		return []string{"files:read"}
	}
	return nil
}

// AllScopes lists every scope that the server knows.
func AllScopes() []string {
	return []string{
		"app_mentions:read", "assistant:write", "channels:history", "channels:read", "chat:write", "commands", "files:read", "files:write",
		"groups:history", "groups:read", "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "reactions:write", "users:read",
	}
}

// missingScope returns the scope that a method lacks; any one of a method's is enough.
func missingScope(method string, granted []string) string {
	needed := scopeOf(method)
	for _, scope := range needed {
		if slices.Contains(granted, scope) {
			return ""
		}
	}
	if len(needed) == 0 {
		return ""
	}
	return needed[0]
}
