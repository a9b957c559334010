package socket

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	stdlog "log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asked makes a call as the Web API's client does and returns what it fails with.
func asked(ctx context.Context, address string, t *http.Transport) error {
	defer t.CloseIdleConnections()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader("x=1"))
	if err != nil {
		return err
	}
	res, err := (&http.Client{Transport: t}).Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return handshakeError{res.Status, res.StatusCode}
	}
	var out struct{ OK bool }
	return json.NewDecoder(res.Body).Decode(&out)
}

// serveTLS serves with a certificate that is good from a time on, and returns the
// address and a transport that trusts who made it if trusted.
func serveTLS(t *testing.T, from time.Time, trusted bool) (string, *http.Transport) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: from, NotAfter: from.Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(http.NotFoundHandler())
	srv.Config.ErrorLog = stdlog.New(io.Discard, "", 0)
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	srv.StartTLS()
	t.Cleanup(srv.Close)
	pool := x509.NewCertPool()
	if cert, err := x509.ParseCertificate(der); err == nil && trusted {
		pool.AddCert(cert)
	}
	return srv.URL, &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}
}

// listen answers each connection with do.
func listen(t *testing.T, do func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			do(c)
			_ = c.Close()
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-done })
	return "http://" + l.Addr().String()
}

// answers reads a request and writes raw.
func answers(raw string) func(net.Conn) {
	return func(c net.Conn) {
		buf := make([]byte, 4096)
		_, _ = c.Read(buf) // whatever it asks
		_, _ = io.WriteString(c, raw)
	}
}

// TestCauseOf makes calls that fail as networks do, and checks what is said to be the cause.
func TestCauseOf(t *testing.T) {
	t.Parallel()
	closed := listen(t, func(net.Conn) {})
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + gone.Addr().String()
	if err := gone.Close(); err != nil {
		t.Fatal(err)
	}
	dials := func(err error) *http.Transport {
		return &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: err}
		}}
	}
	via := func(raw string) *http.Transport {
		at, err := url.Parse(listen(t, answers(raw)))
		if err != nil {
			t.Fatal(err)
		}
		return &http.Transport{Proxy: http.ProxyURL(at)}
	}
	page := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 19\r\nConnection: close\r\n\r\n<html>Welcome</html>"
	future, futureT := serveTLS(t, time.Now().Add(24*time.Hour), true)
	past, pastT := serveTLS(t, time.Now().Add(-24*time.Hour), true)
	stranger, strangerT := serveTLS(t, time.Now().Add(-time.Minute), false)
	for name, tt := range map[string]struct {
		address string
		t       *http.Transport
		want    Cause
	}{
		"no name":                   {"https://slack.invalid/", dials(&net.DNSError{Err: "no such host", Name: "slack.invalid", IsNotFound: true}), NoName},
		"a name server is away":     {"https://slack.invalid/", dials(&net.DNSError{Err: "i/o timeout", Name: "slack.invalid", IsTimeout: true}), NoName},
		"no network":                {"https://slack.invalid/", dials(syscall.ENETUNREACH), NoRoute},
		"no network on Windows":     {"https://slack.invalid/", dials(wsaNetUnreachable), NoRoute},
		"refused on Windows":        {"https://slack.invalid/", dials(wsaConnRefused), Refused},
		"nobody listens":            {nobody, &http.Transport{}, Refused},
		"closed at once":            {closed, &http.Transport{}, Lost},
		"no answer":                 {listen(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }), &http.Transport{}, Timeout},
		"clock is behind":           {future, futureT, Clock},
		"clock is ahead":            {past, pastT, Clock},
		"unknown authority":         {stranger, strangerT, Certificate},
		"no TLS":                    {strings.Replace(listen(t, answers(page)), "http:", "https:", 1), &http.Transport{}, NotSlack},
		"sign-in page":              {listen(t, answers(page)), &http.Transport{}, NotSlack},
		"page that is cut off":      {listen(t, answers(strings.TrimSuffix(page, "Welcome</html>"))), &http.Transport{}, NotSlack},
		"answer that is cut off":    {listen(t, answers("HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\n{\"ok\":")), &http.Transport{}, Lost},
		"blocked":                   {listen(t, answers("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")), &http.Transport{}, NotSlack},
		"Slack fails":               {listen(t, answers("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")), &http.Transport{}, SlackFails},
		"too fast":                  {listen(t, answers("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n")), &http.Transport{}, RateLimited},
		"proxy wants a password":    {"https://slack.invalid/", via("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"), Proxy},
		"proxy cannot reach it":     {"https://slack.invalid/", via("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"), Proxy},
		"proxy is away":             {"https://slack.invalid/", &http.Transport{Proxy: http.ProxyURL(&url.URL{Scheme: "http", Host: strings.TrimPrefix(nobody, "http://")})}, Proxy},
		"proxy without TLS answers": {"http://slack.invalid/", via("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"), Proxy},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			limit := 10 * time.Second
			if tt.want == Timeout {
				limit = 50 * time.Millisecond
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			err := asked(ctx, tt.address, tt.t)
			if got := CauseOf(err); got != tt.want {
				t.Errorf("%v: %s, want %s", err, got, tt.want)
			}
			if CauseOf(err).Advice() == "" {
				t.Errorf("%v: nothing is advised", err)
			}
		})
	}
	for err, want := range map[error]Cause{
		&OpenError{Code: "internal_error"}:    SlackFails,
		&OpenError{RetryAfter: time.Second}:   RateLimited,
		errors.New("as nobody has ever seen"): Unknown,
	} {
		if got := CauseOf(err); got != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
}

// lines returns the lines of a log that contain s.
func (l *lineLog) lines(s string) (out []string) {
	for line := range strings.Lines(l.String()) {
		if strings.Contains(line, s) {
			out = append(out, line)
		}
	}
	return out
}

// lineLog is a log that only one goroutine writes and reads.
type lineLog struct{ bytes.Buffer }
