package intake

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"beilun/bot/webapi"
	"beilun/knowledge/read"

	"github.com/slack-go/slack"
)

// Why a file cannot be had from Slack.
var (
	errNoScope    = errors.New("the app may not read files")
	errGone       = errors.New("the file is deleted")
	errNotShown   = errors.New("the app cannot see the file")
	errExternal   = errors.New("the file is kept outside Slack")
	errUnfinished = errors.New("the file did not come whole")
	errSlack      = errors.New("it is not given by Slack")
)

// Limits of fetching a file.
const (
	fetchTime  = time.Minute // for all tries
	fetchTries = 3
	maxHeld    = 2 // files in memory at a time
	signInPart = 64 << 10
)

// errChanged says that a file is not what was shown.
var errChanged = errors.New("the file has changed since it was shown")

// fetcher gets files from Slack. It is safe for concurrent use.
type fetcher struct {
	api    API
	speed  float64       // factor by which time runs faster, for tests
	places chan struct{} // has a value for each file that may be in memory
	log    *slog.Logger
}

// hold waits for a place in memory for a file; letGo gives it back.
func (g *fetcher) hold(ctx context.Context) error {
	select {
	case g.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *fetcher) letGo() { <-g.places }

// fetched is a file as it came from Slack.
type fetched struct {
	name string // fit for the releases folder
	data []byte
}

// fetch gets a file by its Slack ID, under limits of size and time. The error is one
// of the reasons above or of package read, or that of ctx if it ended. The name is
// returned as far as it is known, with an error, too.
func (g *fetcher) fetch(ctx context.Context, id string) (fetched, error) {
	limited, cancel := context.WithTimeout(ctx, time.Duration(float64(fetchTime)/g.speed))
	defer cancel()
	info, err := g.fileInfo(limited, id)
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w within %v", errUnfinished, fetchTime)
	}
	if err != nil {
		return fetched{name: id}, err
	}
	f := fetched{name: safeName(info.Name, id)}
	address, err := g.fetchable(info, f.name)
	if err != nil {
		return f, err
	}
	err = g.api.Retry(limited, fetchTries, func(try int) (wait time.Duration, err error) {
		var again bool
		f.data, again, wait, err = g.download(limited, address, *info)
		if again {
			wait += time.Duration(try) * time.Second
		}
		return wait, err
	})
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

// fileInfo asks Slack about a file, because an event has only a part of it, which may
// be out of date.
func (g *fetcher) fileInfo(ctx context.Context, id string) (*slack.File, error) {
	info, _, _, err := g.api.GetFileInfoContext(ctx, id, 1, 1)
	switch {
	case err == nil:
		return info, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case webapi.IsRefused(err, "missing_scope"):
		return nil, errNoScope
	case webapi.IsRefused(err, "file_deleted"):
		return nil, errGone
	case webapi.IsRefused(err, "file_not_found", "access_denied", "not_visible", "file_not_visible", "no_permission"):
		return nil, errNotShown
	}
	return nil, fmt.Errorf("%w (%s)", errSlack, cmp.Or(webapi.Code(err), "no reply"))
}

// fetchable returns where a file is fetched from, or why it is not.
func (g *fetcher) fetchable(info *slack.File, name string) (*url.URL, error) {
	unread := unreadKind(info, name)
	switch {
	case info.Mode == "tombstone":
		return nil, errGone
	case info.Mode == "hidden_by_limit":
		return nil, errNotShown
	case info.IsExternal || info.Mode == "external":
		return nil, errExternal
	case unread != nil:
		return nil, unread
	case info.Size > read.MaxFile:
		return nil, tooLarge(info.Size)
	}
	address, err := url.Parse(cmp.Or(info.URLPrivateDownload, info.URLPrivate))
	switch {
	case err != nil || address.Host == "":
		return nil, errNotShown
	case !g.api.Trusts(address):
		return nil, webapi.ErrAway
	}
	return address, nil
}

// unreadKind returns why a file is not worth fetching for its kind, nil if it may be
// read.
func unreadKind(info *slack.File, name string) error {
	kind, _, _ := strings.Cut(info.Mimetype, "/")
	switch {
	case info.Mode == "email":
		return read.ErrMail
	case info.Size > read.MaxFile && read.MaxSize(name) > read.MaxFile:
		return read.ErrPacked
	case read.Handles(name):
		return nil
	case kind == "image":
		return read.ErrPicture
	case kind == "audio" || kind == "video":
		return read.ErrMedia
	case info.Size > read.MaxFile && read.KnownKind(name):
		return read.Unread(name)
	}
	return nil
}

func tooLarge(size int) error {
	return fmt.Errorf("%w: %d bytes, at most %d are read", read.ErrTooLarge, size, read.MaxFile)
}

// download makes one try to get a file. again reports whether another may
// succeed, after the time that Slack says to wait.
func (g *fetcher) download(ctx context.Context, address *url.URL, info slack.File) (data []byte, again bool, wait time.Duration, err error) {
	res, err := g.api.Get(ctx, address)
	if errors.Is(err, webapi.ErrAway) {
		return nil, false, 0, err
	}
	if err != nil {
		g.log.Warn("cannot fetch a file; it is tried again", "file", info.ID, "err", err)
		return nil, true, 0, errUnfinished
	}
	defer func() { _ = res.Body.Close() }() // read as far as it was wanted
	switch {
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return nil, false, 0, errGone
	case res.StatusCode == http.StatusTooManyRequests:
		return nil, true, webapi.RetryAfter(res), errSlack
	case res.StatusCode != http.StatusOK:
		return nil, res.StatusCode >= 500, 0, fmt.Errorf("%w (%d)", errSlack, res.StatusCode)
	case res.ContentLength > read.MaxFile:
		return nil, false, 0, tooLarge(int(res.ContentLength))
	}
	data, err = io.ReadAll(io.LimitReader(res.Body, read.MaxFile+1))
	if err != nil {
		g.log.Warn("cannot fetch a file; it is tried again", "file", info.ID, "err", webapi.Redact(err))
		return nil, true, 0, errUnfinished
	}
	data, again, err = check(data, res.Header.Get("Content-Type"), info)
	return data, again, 0, err
}

// check compares what came with what Slack says of the file, and reports whether
// another try may help. If the bot may not have a file, Slack sends a page to sign in
// and no error.
func check(data []byte, contentType string, info slack.File) ([]byte, bool, error) {
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
