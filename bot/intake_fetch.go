package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"beilun/knowledge/read"

	"github.com/slack-go/slack"
)

// Why a file cannot be had from Slack.
var (
	errNoScope    = errors.New("the app may not read files")
	errGone       = errors.New("the file is deleted")
	errNotShown   = errors.New("the app cannot see the file")
	errExternal   = errors.New("the file is kept outside Slack")
	errKind       = errors.New("files of this kind are not read")
	errUnfinished = errors.New("the file did not come whole")
	errAway       = errors.New("the file's address leads away from Slack")
	errSlack      = errors.New("it is not given by Slack")
)

// Limits of fetching a file.
const (
	fetchTime  = time.Minute // for all tries
	fetchTries = 3
	fetchHops  = 3 // redirects
	maxHands   = 2 // files in memory at a time
	signInPart = 64 << 10
)

// fetched is a file as it came from Slack.
type fetched struct {
	name string // fit for the releases folder
	data []byte
}

// fetch gets a file by its Slack ID, under limits of size and time. The error
// is one of the reasons above or of package read; that of ctx where it ended.
// The name is told as far as it is known, with an error, too.
func (b *Bot) fetch(ctx context.Context, id string) (fetched, error) {
	limited, cancel := context.WithTimeout(ctx, b.scaled(fetchTime))
	defer cancel()
	info, err := b.fileInfo(limited, id)
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w within %v", errUnfinished, fetchTime)
	}
	if err != nil {
		return fetched{name: id}, err
	}
	f := fetched{name: safeName(info.Name, id)}
	address, err := b.fetchable(info, f.name)
	if err != nil {
		return f, err
	}
	for try := 1; ; try++ {
		var again bool
		f.data, again, err = b.download(limited, address, *info)
		if err == nil || !again || try == fetchTries {
			break
		}
		if pause(limited, b.scaled(time.Duration(try)*time.Second)) != nil {
			break
		}
	}
	switch {
	case ctx.Err() != nil:
		return f, ctx.Err()
	case limited.Err() != nil && err != nil:
		return f, fmt.Errorf("%w within %v", errUnfinished, fetchTime)
	case err != nil:
		return f, err
	}
	f.name, err = named(f.name, info.Mode, f.data)
	return f, err
}

// fileInfo asks Slack about a file: an event tells less, and what it tells may
// have changed.
func (b *Bot) fileInfo(ctx context.Context, id string) (*slack.File, error) {
	info, _, _, err := b.api.GetFileInfoContext(ctx, id, 1, 1)
	switch {
	case err == nil:
		return info, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case isRefused(err, "missing_scope"):
		return nil, errNoScope
	case isRefused(err, "file_deleted"):
		return nil, errGone
	case isRefused(err, "file_not_found", "access_denied", "not_visible", "file_not_visible", "no_permission"):
		return nil, errNotShown
	}
	return nil, fmt.Errorf("%w (%s)", errSlack, firstOf(refusalCode(err), "no reply"))
}

// fetchable returns where a file is fetched from, or why it is not.
func (b *Bot) fetchable(info *slack.File, name string) (*url.URL, error) {
	kind, _, _ := strings.Cut(info.Mimetype, "/")
	switch {
	case info.Mode == "tombstone":
		return nil, errGone
	case info.Mode == "hidden_by_limit":
		return nil, errNotShown
	case info.IsExternal || info.Mode == "external":
		return nil, errExternal
	case info.Mode == "email", !read.Handles(name) && (kind == "image" || kind == "audio" || kind == "video"):
		return nil, errKind
	case info.Size > read.MaxFile:
		return nil, tooLarge(info.Size)
	}
	address, err := url.Parse(firstOf(info.URLPrivateDownload, info.URLPrivate))
	switch {
	case err != nil || address.Host == "":
		return nil, errNotShown
	case !b.trusted(address):
		return nil, errAway
	}
	return address, nil
}

func tooLarge(size int) error {
	return fmt.Errorf("%w: %d bytes, at most %d are read", read.ErrTooLarge, size, read.MaxFile)
}

// trusted reports whether the token may be sent to an address: to Slack's own
// hosts by https, and to the host of the Web API where another is set.
func (b *Bot) trusted(u *url.URL) bool {
	if b.opts.APIURL != "" {
		api, err := url.Parse(b.opts.APIURL)
		if err == nil && u.Scheme == api.Scheme && u.Host == api.Host {
			return true
		}
	}
	host := strings.ToLower(u.Hostname())
	own := host == "slack.com" || strings.HasSuffix(host, ".slack.com") || host == "slack-gov.com" || strings.HasSuffix(host, ".slack-gov.com")
	return own && u.Scheme == "https" && (u.Port() == "" || u.Port() == "443") && u.User == nil
}

// download makes one try to get a file. again tells that another may succeed.
func (b *Bot) download(ctx context.Context, address *url.URL, info slack.File) (data []byte, again bool, err error) {
	res, err := b.get(ctx, address)
	if errors.Is(err, errAway) {
		return nil, false, err
	}
	if err != nil {
		b.log.Warn("fetch file", "file", info.ID, "err", withoutAddress(err))
		return nil, true, errUnfinished
	}
	defer func() { _ = res.Body.Close() }() // read as far as it was wanted
	switch {
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return nil, false, errGone
	case res.StatusCode == http.StatusTooManyRequests:
		err = pause(ctx, b.scaled(retryAfter(res)))
		return nil, err == nil, errSlack
	case res.StatusCode != http.StatusOK:
		return nil, res.StatusCode >= 500, fmt.Errorf("%w (%d)", errSlack, res.StatusCode)
	case res.ContentLength > read.MaxFile:
		return nil, false, tooLarge(int(res.ContentLength))
	}
	data, err = io.ReadAll(io.LimitReader(res.Body, read.MaxFile+1))
	if err != nil {
		b.log.Warn("fetch file", "file", info.ID, "err", withoutAddress(err))
		return nil, true, errUnfinished
	}
	return whole(data, res.Header.Get("Content-Type"), info)
}

// whole holds what came against what Slack says of the file. To who may not
// have a file Slack sends a page to sign in, and no error.
func whole(data []byte, contentType string, info slack.File) ([]byte, bool, error) {
	media, _, _ := mime.ParseMediaType(contentType)
	exact := len(data) == info.Size && info.Size > 0
	page := media == "text/html" || strings.HasPrefix(http.DetectContentType(data), "text/html")
	switch wanted := info.Mimetype == "text/html" || htmlName(info.Name); {
	case page && !exact && (!wanted || signsIn(data)):
		return nil, false, errNoScope
	case len(data) > read.MaxFile:
		return nil, false, tooLarge(len(data))
	case !exact && info.Size > 0:
		return nil, true, errUnfinished
	}
	return data, false, nil
}

func htmlName(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm") || strings.HasSuffix(name, ".mhtml") || strings.HasSuffix(name, ".mht")
}

func signsIn(page []byte) bool {
	start := bytes.ToLower(page[:min(len(page), signInPart)])
	return bytes.Contains(start, []byte("sign in")) || bytes.Contains(start, []byte("signin"))
}

// get asks for an address and follows redirects within Slack's own hosts, of
// which several serve files. To any other it does not go, with the token or
// without.
func (b *Bot) get(ctx context.Context, address *url.URL) (*http.Response, error) {
	for range fetchHops + 1 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
		if err != nil {
			return nil, errAway
		}
		req.Header.Set("Authorization", "Bearer "+b.token)
		res, err := b.base.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if res.StatusCode < 300 || res.StatusCode >= 400 {
			return res, nil
		}
		next, err := res.Location()
		_ = res.Body.Close() // nothing in it is wanted
		if err != nil || !b.trusted(next) {
			return nil, errAway
		}
		address = next
	}
	return nil, errAway
}

// withoutAddress is an error without the address that it is about, which may
// be as good as a token.
func withoutAddress(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	return redact(err)
}
