// Package seen draws what people see of an index besides answers, for "beilun bench":
// the same functions draw it that draw it for Slack, the terminal and the browser.
//
// It is a package of its own because package bench must not import what it measures.
package seen

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"beilun/bot"
	"beilun/bot/message"
	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/bench"
	"beilun/index/facts"
	"beilun/internal/web"
	"beilun/internal/web/page"
	"beilun/knowledge/ledger"
)

// Views implements [bench.Views].
func Views(x *index.Index, a *answer.Answerer) map[string]bench.View {
	log := slog.New(slog.DiscardHandler)
	home := bot.NewHome(x, a, log)
	site := &page.Site{
		Index: x, Answerer: a, Today: answer.Today, Synced: time.Now, Log: log,
		Polite: func(ctx context.Context, text string) (string, error) { return bot.Polite(ctx, x, text) },
	}
	browser := web.New(site, web.Options{})
	at := func(path string) bench.View {
		return func(ctx context.Context, of string) (func() error, error) {
			return visit(ctx, browser, path+url.QueryEscape(of))
		}
	}
	return map[string]bench.View{
		bench.Reply: func(ctx context.Context, of string) (func() error, error) { return reply(ctx, a, of) },
		bench.Table: func(ctx context.Context, _ string) (func() error, error) {
			return func() error { return table(ctx, x) }, nil
		},
		bench.FiguresOf: func(ctx context.Context, of string) (func() error, error) {
			return func() error { return figures(ctx, x, of) }, nil
		},
		bench.Home: func(ctx context.Context, _ string) (func() error, error) {
			return func() error { return encode(home(ctx)) }, nil
		},
		bench.Typing:    at("/figures/suggest?q="),
		bench.FrontPage: at("/?q="),
	}
}

// reply draws an answer for Slack.
func reply(ctx context.Context, a *answer.Answerer, question string) (func() error, error) {
	ans, err := a.Answer(ctx, question)
	if err != nil {
		return nil, err
	}
	return func() error {
		return encode(message.NewReply(ans, ans.English).Message(message.Buttons{Key: "k"}).Forms[0])
	}, nil
}

// table prints all figures, as the command figures does.
func table(ctx context.Context, x *index.Index) error {
	rows, err := x.Ledger(ctx, facts.Filter{Whole: true})
	if err != nil {
		return err
	}
	_, err = io.WriteString(io.Discard, terminal.LedgerTable(terminal.LedgerLines(ledger.Entries(rows), false)))
	return err
}

// figures draws the reply to "/beilun figures OF".
func figures(ctx context.Context, x *index.Index, of string) error {
	entries, err := x.Figures(ctx, of)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return fmt.Errorf("there are no figures of %s", of)
	}
	return encode(message.Figures(entries, message.FiguresPage{Of: of}, false).Forms[0])
}

// encode encodes blocks as they are sent.
func encode(v any) error { return json.NewEncoder(io.Discard).Encode(v) }

// visit opens a page of the site, without a network.
func visit(ctx context.Context, site http.Handler, address string) (func() error, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1"+address, nil)
	if err != nil {
		return nil, err
	}
	r.RemoteAddr = "127.0.0.1:1"
	return func() error {
		w := &shown{head: http.Header{}, status: http.StatusOK}
		if site.ServeHTTP(w, r); w.status != http.StatusOK || w.size == 0 {
			return fmt.Errorf("open %s: status %d, %d bytes", address, w.status, w.size)
		}
		return nil
	}, nil
}

// shown is a response that nobody reads.
type shown struct {
	head         http.Header
	status, size int
}

// Header implements http.ResponseWriter.
func (s *shown) Header() http.Header { return s.head }

// WriteHeader implements http.ResponseWriter.
func (s *shown) WriteHeader(status int) { s.status = status }

// Write implements http.ResponseWriter.
func (s *shown) Write(p []byte) (int, error) {
	s.size += len(p)
	return len(p), nil
}
