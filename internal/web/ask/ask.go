// Package ask is the page to ask: the answer as in Slack, made by the same code
// (message.NewReply), and drawn for a browser.
//
// # Decisions
//
// 2026-11-30: what a question leans on is in its address (about, which), because a link can
// then be sent, and the page works without JavaScript and after a restart; instead of a
// session on the server.
//
// 2026-11-30: answers are kept for as long as the releases are the same, because a link
// that is sent to a channel is opened by many at once; instead of answering each anew.
package ask

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/internal/web/page"
	"beilun/internal/wordlist"
	"beilun/knowledge"
)

// Words are the sentences of the page.
type Words struct {
	Title, Heading, HeadingUnnamed, Intro string // Heading: format, the district
	Held, HeldUndated                     string // formats: the number of releases, the first and the last day
	Label, Ask                            string
	Following, NewTopic                   string // Following: format, the question before
	Examples, Suggested, Choose           string
	Answer, Quoted, Declined, Checked     string // what an answer is, for screen readers
	History, Compared, Further            string // Further: format, how many
	SeeRelease, AllFigures                string
	Busy, BusyText, Slow, SlowText        string
}

//go:embed words templates
var files embed.FS

var words = wordlist.Sentences[Words]("web/ask", files)

var askPage = page.Parse(files, nil, "templates/ask.html", "templates/reply.html")

// Routes adds the page to mux. examples are those of the site.
func Routes(mux *http.ServeMux, site *page.Site, examples *Examples) {
	a := &asker{site: site, answers: newAnswers(site), examples: examples}
	mux.HandleFunc("GET /{$}", a.serve)
}

type asker struct {
	site     *page.Site
	answers  *answers
	examples *Examples
}

// question is what the address of the page asks.
type question struct {
	text  string
	about string // the question before in full, which this one may lean on
	which bool   // the one before waits for the name of a thing
}

// The parameters of the address.
const (
	textParam  = "q"
	aboutParam = "about"
	whichParam = "which"
)

// maxText is how many characters of a question are read. Longer ones, up to what a header
// may have, are for answer.Follow to refuse with a sentence.
const maxText = 20_000

func questionOf(v url.Values) question {
	q := question{text: clean(v.Get(textParam)), about: clean(v.Get(aboutParam)), which: v.Get(whichParam) != ""}
	if utf8.RuneCountInString(q.about) > answer.MaxQuestion {
		q.about = ""
	}
	q.which = q.which && q.about != ""
	return q
}

func clean(s string) string {
	s = strings.TrimSpace(strings.ToValidUTF8(s, ""))
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	return s
}

// address returns the address of the page for a question.
func (q question) address() string {
	v := url.Values{textParam: {q.text}}
	if q.about != "" {
		v.Set(aboutParam, q.about)
	}
	if q.which {
		v.Set(whichParam, "1")
	}
	return "/?" + v.Encode()
}

// before returns the answer that the question leans on, nil for none.
func (q question) before() *answer.Answer {
	if q.about == "" {
		return nil
	}
	before := &answer.Answer{Topic: q.about}
	if q.which {
		before.Reason = answer.WhichThing
	}
	return before
}

// next returns what the question after q may lean on, without its text.
func (q question) next(a *answer.Answer) question {
	switch {
	case a.Leads():
		return question{about: a.Topic, which: a.Reason == answer.WhichThing}
	case a.Reason == answer.SubjectUnknown, a.Reason == answer.OtherPlace:
		return question{} // what nobody knows: the next question is not about what was before
	}
	return question{about: q.about, which: q.which}
}

// view is what the template draws.
type view struct {
	*Words
	Question string
	Next     struct { // what the form carries
		About string
		Which bool
	}
	Following string // the line about that; empty if there is nothing
	Said      []string
	Reply     *reply
	Start     *start
	MaxLength int
}

func (a *asker) serve(w http.ResponseWriter, r *http.Request) {
	english := page.IsEnglish(r)
	q := questionOf(r.URL.Query())
	v := &view{Words: words[english], Question: q.text, MaxLength: answer.MaxQuestion}
	if q.text == "" {
		v.Start = a.examples.start(r.Context(), english)
		a.site.Render(w, r, http.StatusOK, askPage, v)
		return
	}
	found, err := a.answers.of(r.Context(), q)
	switch {
	case errors.Is(err, errBusy):
		w.Header().Set("Retry-After", "3")
		a.site.Say(w, r, http.StatusServiceUnavailable, v.Busy, v.BusyText)
		return
	case errors.Is(err, context.DeadlineExceeded) && r.Context().Err() == nil:
		a.site.Say(w, r, http.StatusServiceUnavailable, v.Slow, v.SlowText)
		return
	case err != nil:
		a.site.Fail(w, r, fmt.Errorf("answer: %w", err))
		return
	}
	next := question{about: q.about, which: q.which}
	if found.polite != "" {
		v.Said = strings.Split(found.polite, "\n")
		v.Start = a.examples.start(r.Context(), english)
	} else {
		v.Reply = a.draw(found, english)
		next = q.next(found.answer)
	}
	v.Next.About, v.Next.Which = next.about, next.which
	if next.about != "" {
		v.Following = fmt.Sprintf(v.Words.Following, message.Clip(next.about, maxFollowing))
	}
	a.site.Render(w, r, http.StatusOK, askPage, v)
}

// maxFollowing is how many characters of the question before are shown.
const maxFollowing = 40

// answerTime bounds the search for one answer.
const answerTime = 10 * time.Second

// shown writes a day in the language of a page.
func shown(d knowledge.Date, english bool) string {
	period := knowledge.PeriodIn(english, knowledge.Figure{Binding: knowledge.Binding{Period: d.String()}}, nil)
	return cmp.Or(period, d.String())
}
