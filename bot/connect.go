package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"beilun/bot/socket"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// openConnection returns the function that asks for the address of a connection.
func openConnection(api *webapi.Client) socket.Open {
	return func(ctx context.Context) (string, error) { return open(ctx, api) }
}

// open asks for the address of a connection.
func open(ctx context.Context, api *webapi.Client) (string, error) {
	_, url, err := api.StartSocketModeContext(ctx)
	return url, openError(err)
}

// openError returns the error of a call as package socket reads it.
func openError(err error) error {
	var refused slack.SlackErrorResponse
	var limited *slack.RateLimitedError
	switch {
	case errors.As(err, &refused):
		return &socket.OpenError{Code: refused.Err}
	case errors.As(err, &limited):
		return &socket.OpenError{RetryAfter: webapi.BoundedRetry(limited.RetryAfter)}
	}
	return webapi.Redact(err)
}

// reachError is openError for the first call of all. It is final if there is no Web API
// at an address of the user's own.
func reachError(err error, ownURL bool) error {
	var status slack.StatusCodeError
	if ownURL && errors.As(err, &status) {
		switch status.Code {
		case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone:
			return &socket.OpenError{Final: true, Err: fmt.Errorf("SLACK_API_URL: no Web API of Slack is at this address (%s); leave it empty for Slack's own", status.Status)}
		}
	}
	return openError(err)
}

// tokenError returns an error of a call with a token with what to do about it.
func tokenError(err error, mend string) error {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return fmt.Errorf("refused by Slack (%s); %s", refused.Err, mend)
	}
	err = webapi.Redact(err)
	if advice := socket.CauseOf(err).Advice(); advice != "" {
		return fmt.Errorf("no connection to Slack; %s (%w)", advice, err)
	}
	return fmt.Errorf("no connection to Slack (%w)", err)
}
