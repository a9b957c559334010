package socket

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/gorilla/websocket"
)

// Cause is why Slack cannot be reached.
type Cause string

// The causes.
const (
	NoName      Cause = "dns"
	NoRoute     Cause = "no_route"
	Refused     Cause = "connection_refused"
	Lost        Cause = "connection_lost"
	Timeout     Cause = "timeout"
	Clock       Cause = "clock"
	Certificate Cause = "certificate"
	Proxy       Cause = "proxy"
	NotSlack    Cause = "not_slack"
	RateLimited Cause = "rate_limited"
	SlackFails  Cause = "slack_fails"
	Unknown     Cause = "unknown"
)

// ErrNotSlack is the error of an answer that has the form of Slack's and not what Slack
// says, as of a proxy that answers everything.
var ErrNotSlack = errors.New("the answer lacks what Slack answers")

// Advice returns what to do about a cause, empty where it passes by itself.
func (c Cause) Advice() string {
	switch c {
	case NoName:
		return "check the network and the name server of this computer"
	case NoRoute, Refused, Timeout, Lost:
		return "check the network and the firewall, or name the proxy in HTTPS_PROXY"
	case Clock:
		return fmt.Sprintf("set the clock of this computer, which reads %s; if it is right, something between here and Slack shows an expired certificate", time.Now().Format("2006-01-02 15:04 MST"))
	case Certificate:
		return "install ca-certificates, or the certificate of the proxy that reads this network's traffic"
	case Proxy:
		return "check the proxy that HTTPS_PROXY names, and its user and password"
	case NotSlack:
		return "something else answers in Slack's place, such as the sign-in page of a network or a proxy; let this computer reach slack.com and wss-primary.slack.com"
	case RateLimited, SlackFails:
		return "nothing; see slack-status.com if it lasts"
	}
	return ""
}

// CauseOf returns why a try to reach Slack failed.
func CauseOf(err error) Cause {
	var refused *OpenError
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &refused) && refused.RetryAfter > 0:
		return RateLimited
	case errors.As(err, &refused) && refused.Code != "":
		return SlackFails
	case isProxys(err):
		return Proxy
	case errors.As(err, &dns):
		return NoName
	case errors.Is(err, ErrNotSlack):
		return NotSlack
	case causeOfTLS(err) != "":
		return causeOfTLS(err)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return Timeout
	}
	if c := causeOfAnswer(err); c != "" {
		return c
	}
	return causeOfErrno(err)
}

// causeOfTLS returns the cause of a failed TLS handshake, empty for other errors.
func causeOfTLS(err error) Cause {
	var invalid x509.CertificateInvalidError
	if errors.As(err, &invalid) && invalid.Reason == x509.Expired { // or not valid yet
		return Clock
	}
	var unverified *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	if errors.As(err, &unverified) || errors.As(err, &authority) || errors.As(err, &host) || errors.As(err, &invalid) {
		return Certificate
	}
	var plain tls.RecordHeaderError
	if errors.As(err, &plain) || errors.Is(err, http.ErrSchemeMismatch) {
		return NotSlack
	}
	return ""
}

// causeOfAnswer returns the cause if something was answered that is no answer of
// Slack's Web API, empty for other errors.
func causeOfAnswer(err error) Cause {
	var status interface{ HTTPStatusCode() int }
	if errors.As(err, &status) {
		switch code := status.HTTPStatusCode(); {
		case code == http.StatusProxyAuthRequired:
			return Proxy
		case code == http.StatusTooManyRequests:
			return RateLimited
		case code >= 500:
			return SlackFails
		}
		return NotSlack
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	if errors.As(err, &syntax) || errors.As(err, &kind) || errors.Is(err, websocket.ErrBadHandshake) {
		return NotSlack
	}
	return ""
}

// Numbers of errors of Windows, which package syscall has on Windows alone.
const (
	wsaNetUnreachable  syscall.Errno = 10051
	wsaConnReset       syscall.Errno = 10054
	wsaTimedOut        syscall.Errno = 10060
	wsaConnRefused     syscall.Errno = 10061
	wsaHostUnreachable syscall.Errno = 10065
)

// causeOfErrno returns the cause that the system names.
func causeOfErrno(err error) Cause {
	var n syscall.Errno
	_ = errors.As(err, &n) // else it is 0
	switch n {
	case syscall.ECONNREFUSED, wsaConnRefused:
		return Refused
	case syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, wsaNetUnreachable, wsaHostUnreachable:
		return NoRoute
	case syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNABORTED, wsaConnReset:
		return Lost
	case syscall.ETIMEDOUT, wsaTimedOut:
		return Timeout
	}
	// net/http has no name for the error of a connection that was closed before it was used.
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "server closed idle connection") {
		return Lost
	}
	return Unknown
}

// isProxys reports whether a proxy failed. What a proxy answers to CONNECT comes as an
// error whose whole text is that of the status.
func isProxys(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "proxyconnect" {
		return true
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return slices.ContainsFunc(proxyAnswers, func(code int) bool { return err != nil && err.Error() == http.StatusText(code) })
}

// proxyAnswers are the statuses with which proxies refuse to connect.
var proxyAnswers = []int{
	http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusProxyAuthRequired,
	http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
}
