package socket

import (
	"fmt"
	"slices"
	"time"
)

// OpenError says that Slack refused to open a connection.
type OpenError struct {
	Code       string        // Slack's; empty where it gave none
	RetryAfter time.Duration // 0: Slack did not say
	Err        error         // the cause where Code is empty
	Final      bool          // only a person can mend it, whatever Code says
}

func (e *OpenError) Error() string {
	switch {
	case e.Code != "":
		return fmt.Sprintf("refused by Slack (%s)", e.Code)
	case e.Err != nil:
		return e.Err.Error()
	}
	return fmt.Sprintf("refused by Slack for %v", e.RetryAfter)
}

func (e *OpenError) Unwrap() error { return e.Err }

// Fatal reports whether only a person can mend it: every refusal with a code,
// but for those that mean trouble on Slack's side, and what is Final.
func (e *OpenError) Fatal() bool {
	passing := []string{"", "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
	return e.Final || !slices.Contains(passing, e.Code)
}

// Mend is what to do about a code of Slack's, as one sentence.
func Mend(code string) string {
	switch code {
	case "link_disabled", "socket_mode_disabled", "socket_mode_not_enabled":
		return "Socket Mode is switched off; switch it on under Socket Mode of your app at api.slack.com/apps"
	case "token_revoked", "token_expired", "account_inactive", "user_removed_from_team":
		return "the app-level token is no longer good; make a new one (xapp-…) with connections:write under Basic Information of your app at api.slack.com/apps and set SLACK_APP_TOKEN"
	case "missing_scope", "no_permission":
		return "the app-level token lacks connections:write; make one with it under Basic Information of your app at api.slack.com/apps and set SLACK_APP_TOKEN"
	case "team_disabled", "access_denied", "org_login_required", "forbidden_team", "ekm_access_denied":
		return "the workspace does not let the app in; ask an administrator of the workspace"
	}
	return "make an app-level token (xapp-…) with connections:write under Basic Information of your app at api.slack.com/apps, and switch Socket Mode on"
}
