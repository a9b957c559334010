package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"

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
	var refused slack.SlackErrorResponse
	var limited *slack.RateLimitedError
	switch {
	case errors.As(err, &refused):
		return "", &socket.OpenError{Code: refused.Err}
	case errors.As(err, &limited):
		return "", &socket.OpenError{RetryAfter: limited.RetryAfter}
	}
	return url, webapi.Redact(err)
}

// tokenError returns an error of a call with a token with what to do about it.
func tokenError(err error, mend string) error {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return fmt.Errorf("refused by Slack (%s); %s", refused.Err, mend)
	}
	var unreached *url.Error
	if errors.As(err, &unreached) {
		return fmt.Errorf("no connection to Slack; check the network, or name the proxy in HTTPS_PROXY (%w)", webapi.Redact(unreached.Err))
	}
	return webapi.Redact(err)
}
