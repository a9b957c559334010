package webapi

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

var (
	// ErrUncertain says that a call may have taken effect or not.
	ErrUncertain = errors.New("outcome unknown")
	// ErrUnknown says that there is no way to find out.
	ErrUnknown = errors.New("it cannot be looked up")
	// ErrRefused says that Slack refused a call, which had no effect.
	ErrRefused = errors.New("refused by Slack")
	// ErrThreadGone says that the first message of a thread is gone.
	ErrThreadGone = errors.New("the thread is gone")
	// ErrAway says that an address leads away from Slack.
	ErrAway = errors.New("the file's address leads away from Slack")
	// ErrHeldBack says that a message did not leave, because Options.OnPost failed.
	ErrHeldBack = errors.New("held back")
	// ErrNoRoom says that a call was left out to keep within Slack's limits.
	ErrNoRoom = errors.New("left out: too many calls")
)

// hookError is a refusal at a response URL. The address is as good as a token
// and is left out.
type hookError struct {
	status int
	code   string
}

func (e *hookError) Error() string { return fmt.Sprintf("refused by Slack (%d %s)", e.status, e.code) }
func (e *hookError) Unwrap() error { return ErrRefused }

// IsUncertain reports whether a call may have taken effect in spite of err: it
// may after everything but a refusal by Slack.
func IsUncertain(err error) bool {
	if errors.Is(err, ErrUncertain) { // whatever refused to be looked at
		return true
	}
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return slices.Contains([]string{"internal_error", "fatal_error", "service_unavailable", "request_timeout"}, refused.Err)
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) || errors.Is(err, ErrRefused) || errors.Is(err, ErrHeldBack) {
		return false
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		return status.Code >= 500
	}
	return true
}

// IsRefused reports whether Slack answered a call with one of the codes.
func IsRefused(err error, codes ...string) bool {
	var refused slack.SlackErrorResponse
	return errors.As(err, &refused) && slices.Contains(codes, refused.Err)
}

// Code returns the code of Slack's refusal; it is empty for any other error.
func Code(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.Err
	}
	var hook *hookError
	if errors.As(err, &hook) {
		return hook.code
	}
	return ""
}

// IsGone reports whether the code of a refusal means that the bot cannot post in
// a channel any more.
func IsGone(code string) bool {
	return slices.Contains([]string{"channel_not_found", "is_archived", "not_in_channel", "is_inactive", "user_not_found", "user_disabled", "cannot_dm_bot"}, code)
}

// MayPass reports whether the code of a refusal has nothing to do with the
// message: it is about the token, which an admin can replace, or the rate.
func MayPass(code string) bool {
	return slices.Contains([]string{
		"ratelimited", "rate_limited", "accesslimited", "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive",
		"missing_scope", "no_permission", "access_denied", "org_login_required", "ekm_access_denied", "team_access_not_granted",
	}, code)
}

// refusesBlocks reports whether Slack refused how a message is drawn, so that it
// may accept a plainer form.
func refusesBlocks(err error) bool {
	code := Code(err)
	return strings.Contains(code, "block") || strings.Contains(code, "attachments") ||
		slices.Contains([]string{"only_one_table_allowed", "msg_too_long", "markdown_text_conflict", "invalid_arguments", "invalid_metadata_format"}, code)
}

// complaints returns what Slack says about the place of a mistake in blocks.
func complaints(err error) []string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.ResponseMetadata.Messages
	}
	return nil
}
