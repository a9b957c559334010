// Package page is what all pages of the web site share: what they are about ([Site]), the
// layout, the style, and the language of a request.
//
// A package of pages has its templates and its words in files of its own. It makes a
// [Template] of them and adds its handlers to a mux in a function Routes.
package page

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/wordlist"
	"beilun/knowledge"

	"golang.org/x/text/language"
)

// Site is what the pages are about. All of it is safe for concurrent use.
type Site struct {
	Index    *index.Index
	Answerer Answerer
	Polite   func(ctx context.Context, text string) (string, error) // the reply to a greeting or to thanks, "" for anything else
	Today    func() knowledge.Date
	Synced   func() time.Time // the end of the last sync that succeeded; zero: none yet
	URL      string           // that others reach the site by, without a slash at its end; "" if that is not known
	Log      *slog.Logger

	Gone func() int // counts how often an address of a release went or came back; nil: that is not known
}

// Answerer answers questions as in Slack.
type Answerer interface {
	Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error)
}

// Words are the sentences of the layout.
type Words struct {
	Lang string // of the html element

	Site, Skip, Nav                        string
	Ask, Figures, Releases, Changes, Check string // the pages
	Busy, Done                             string // for screen readers, while a part of a page is loaded and then
	Public                                 string // the line at the foot
	Other, OtherLang                       string // the name of the other language, in it, and its code
	NotFound, NotFoundText                 string
	Failed, FailedText                     string
	Slow, SlowText                         string // instead of a page that was not made in time

	States            map[knowledge.State]string
	Of, Change, Noted string // formats: what a figure measures; a change of it; a remark in brackets
	Joint             string // between remarks
}

//go:embed words templates assets
var files embed.FS

var words = wordlist.Sentences[Words]("web/page", files)

// WordsOf returns the sentences in Chinese or English.
func WordsOf(english bool) *Words { return words[english] }

var languages = language.NewMatcher([]language.Tag{language.Chinese, language.English})

// langName is the parameter of an address, and the cookie, for the language of the pages:
// zh or en.
const langName = "lang"

// IsEnglish reports whether the pages for r are in English: where the address says so, where
// one has said so before, else for browsers that prefer it to Chinese.
func IsEnglish(r *http.Request) bool {
	chosen := r.URL.Query().Get(langName)
	if c, err := r.Cookie(langName); chosen == "" && err == nil {
		chosen = c.Value
	}
	switch chosen {
	case "en":
		return true
	case "zh":
		return false
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return false
	}
	_, i, _ := languages.Match(tags...)
	return i == 1
}

// Template is a page within the layout. It may define "head", for what is behind the style.
type Template struct{ t *template.Template }

// Parse makes a template of the file name below files, which defines "title" and "main"; the
// other files that match patterns may define what it uses. Functions are html/template's
// and funcs. It panics if a file is malformed: they are parts of the program.
func Parse(own fs.FS, funcs template.FuncMap, patterns ...string) *Template {
	t := template.New("layout.html").Funcs(template.FuncMap{"asset": Asset}).Funcs(funcs)
	template.Must(t.ParseFS(files, "templates/layout.html"))
	return &Template{template.Must(t.ParseFS(own, patterns...))}
}

// layout is what the layout is made of.
type layout struct {
	*Words
	English bool
	Path    string // of the request, by which the present page is marked
	Today   knowledge.Date
	Data    any // of the page

	query url.Values // of the request
}

// OtherURL is the address of the page in the other language. A path that begins with two
// slashes would be the address of another site.
func (l layout) OtherURL() string {
	u := url.URL{Path: "/" + strings.TrimLeft(l.Path, "/")}
	v := maps.Clone(l.query)
	v.Set(langName, "en")
	if l.English {
		v.Set(langName, "zh")
	}
	u.RawQuery = v.Encode()
	return u.RequestURI()
}

// Is reports whether the page is that of an entry of the navigation, or below it.
func (l layout) Is(entry string) bool {
	return l.Path == entry || entry != "/" && strings.HasPrefix(l.Path, entry+"/")
}

// Render writes a page with a status. data is what its templates see as .Data, and the
// layout's words are around it.
func (s *Site) Render(w http.ResponseWriter, r *http.Request, status int, t *Template, data any) {
	english := IsEnglish(r)
	var out bytes.Buffer
	err := t.t.ExecuteTemplate(&out, "layout.html", layout{Words: WordsOf(english), English: english, Path: r.URL.Path, Today: s.Today(), Data: data, query: r.URL.Query()})
	if err != nil {
		s.Fail(w, r, fmt.Errorf("draw page %s: %w", r.URL.Path, err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", WordsOf(english).Lang)
	h.Add("Vary", "Accept-Language, Cookie")
	if chosen := r.URL.Query().Get(langName); chosen == "en" || chosen == "zh" {
		const year = 365 * 24 * 60 * 60 // seconds
		http.SetCookie(w, &http.Cookie{Name: langName, Value: chosen, Path: "/", MaxAge: year, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	}
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes()) // whoever asked may have gone
}

var plain = Parse(files, nil, "templates/plain.html")

// plainPage is a page of a heading and a sentence.
type plainPage struct{ Heading, Text string }

// NotFound answers that there is no such page.
func (s *Site) NotFound(w http.ResponseWriter, r *http.Request) {
	words := WordsOf(IsEnglish(r))
	s.Say(w, r, http.StatusNotFound, words.NotFound, words.NotFoundText)
}

// Say writes a page of a heading and a sentence.
func (s *Site) Say(w http.ResponseWriter, r *http.Request, status int, heading, text string) {
	if strings.HasPrefix(r.URL.Path, API) {
		Problem(w, r, status, heading, text)
		return
	}
	s.Render(w, r, status, plain, plainPage{heading, text})
}

// Fail logs err and answers that something has gone wrong, or that it took too long if the
// time of the request is over. It does nothing if whoever asked has gone.
func (s *Site) Fail(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(r.Context().Err(), context.DeadlineExceeded):
		s.Log.Warn("page not made in time", "path", r.URL.Path, "err", err)
		words := WordsOf(IsEnglish(r))
		w.Header().Set("Retry-After", "10")
		s.Say(w, r, http.StatusServiceUnavailable, words.Slow, words.SlowText)
		return
	case r.Context().Err() != nil:
		return
	}
	s.Log.Error("page", "path", r.URL.Path, "err", err)
	s.Broken(w, r)
}

// Broken answers that something has gone wrong.
func (s *Site) Broken(w http.ResponseWriter, r *http.Request) {
	words := WordsOf(IsEnglish(r))
	var out bytes.Buffer
	if plain.t.ExecuteTemplate(&out, "layout.html", layout{Words: words, English: IsEnglish(r), Path: r.URL.Path, query: r.URL.Query(), Data: plainPage{words.Failed, words.FailedText}}) != nil {
		out.WriteString(words.FailedText)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	_, _ = w.Write(out.Bytes())
}
