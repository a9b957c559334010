package bot

import (
	"errors"
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

var (
	// errUncertain says that a call may have had its effect or not.
	errUncertain = errors.New("outcome unknown")
	// errUnknown says that there is no way to find out.
	errUnknown = errors.New("it cannot be looked up")
)

// uncertain reports whether a call may have had its effect in spite of err:
// everything but a refusal by Slack.
func uncertain(err error) bool {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return slices.Contains([]string{"internal_error", "fatal_error", "service_unavailable", "request_timeout"}, refused.Err)
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) || errors.Is(err, errRefused) {
		return false
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		return status.Code >= 500
	}
	return true
}

// refusedBlocks reports whether Slack took exception to how a message is drawn,
// so that a plainer form may pass.
func refusedBlocks(err error) bool {
	code := refusalCode(err)
	return strings.Contains(code, "block") || strings.Contains(code, "attachments") ||
		slices.Contains([]string{"only_one_table_allowed", "msg_too_long", "markdown_text_conflict", "invalid_arguments", "invalid_metadata_format"}, code)
}

func refusalCode(err error) string {
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

// refusal is what Slack says about the place of a mistake in blocks.
func refusal(err error) []string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.ResponseMetadata.Messages
	}
	return nil
}
