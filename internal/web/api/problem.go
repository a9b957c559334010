package api

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"beilun/internal/web/page"
	"beilun/internal/wordlist"
	"beilun/internal/zhtext"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// problemWords are the words of problems.
type problemWords struct {
	Titles     map[string]string // by status
	Details    map[string]string // by what huma and the handlers say
	Parameters map[string]string // by location: what is allowed there
	Unknown    string            // format: a parameter that there is not, and those that there are
	Meant      string            // format: one of these
	Colon      string
	Semicolon  string
}

//go:embed words
var files embed.FS

var words = wordlist.Sentences[problemWords]("web/api", files)

// What handlers say of a problem: keys of problemWords.Details.
const (
	noRelease = "no such release"
	retracted = "release retracted"
	noDay     = "no such day"
	noPath    = "no such path"
	noMethod  = "only GET"
	tooLate   = "too late"
	broken    = "failed"
)

var statuses = map[string]int{
	noRelease: http.StatusNotFound, retracted: http.StatusGone, noDay: http.StatusUnprocessableEntity, noPath: http.StatusNotFound,
	noMethod: http.StatusMethodNotAllowed, tooLate: http.StatusServiceUnavailable, broken: http.StatusInternalServerError,
}

// problemOf returns a problem, the words of which are put in by [api.problem].
func problemOf(what string) *huma.ErrorModel {
	return &huma.ErrorModel{Status: statuses[what], Detail: what}
}

// failed logs err and returns the problem for whoever asked, who does not see it.
func (a *api) failed(ctx context.Context, err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errBusy) {
		return problemOf(tooLate)
	}
	if ctx.Err() == nil {
		a.site.Log.Error("api", "err", err)
	}
	return problemOf(broken)
}

// problem puts a problem into the language of its request. What it finds of another sort is
// returned as it is.
func (a *api) problem(ctx huma.Context, _ string, v any) (any, error) {
	p, ok := v.(*huma.ErrorModel)
	if !ok || p.Status == http.StatusNotModified {
		return v, nil
	}
	r, w := humago.Unwrap(ctx)
	english := page.IsEnglish(r)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Language", page.WordsOf(english).Lang)
	w.Header().Add("Vary", "Accept-Language, Cookie")
	out := words[english].put(p)
	if unknown := unknownOf(p); unknown != "" {
		out.Detail = words[english].unknown(unknown, ctx.Operation())
	}
	return out, nil
}

// put returns p in words. Where parameters are wrong it says what is allowed; of a failure
// of ours it says nothing more.
func (w *problemWords) put(p *huma.ErrorModel) *huma.ErrorModel {
	out := &huma.ErrorModel{Status: p.Status, Title: w.Titles[fmt.Sprint(p.Status)], Detail: w.Details[p.Detail]}
	if out.Title == "" {
		out.Title = http.StatusText(p.Status)
	}
	if p.Status >= http.StatusInternalServerError {
		return out
	}
	var allowed []string
	seen := map[string]bool{}
	for _, e := range p.Errors[:min(maxErrors, len(p.Errors))] {
		out.Errors = append(out.Errors, &huma.ErrorDetail{Message: e.Message, Location: shown(e.Location)}) // not the value: it may be long, and they have it
		if rule := w.Parameters[e.Location]; rule != "" && !seen[e.Location] {
			seen[e.Location] = true
			allowed = append(allowed, rule)
		}
	}
	if allowed != nil {
		out.Detail += w.Colon + strings.Join(allowed, w.Semicolon)
	}
	return out
}

// maxErrors is how many errors of a request are shown.
const maxErrors = 10

// shown returns a name that was sent, cut short and without what no text can have.
func shown(name string) string {
	const most = 60 // runes
	return zhtext.Truncate(strings.ToValidUTF8(name, "?"), most)
}

// unknownOf returns the first parameter of a request that there is not, "" for none.
func unknownOf(p *huma.ErrorModel) (first string) {
	for _, e := range p.Errors {
		name, ok := strings.CutPrefix(e.Location, "query.")
		if ok && e.Message == "unknown query parameter" && (first == "" || name < first) { // huma has no order
			first = name
		}
	}
	return first
}

// unknown says that an operation has no such parameter, which it has, and which of them is
// meant if that can be seen.
func (w *problemWords) unknown(name string, op *huma.Operation) string {
	var known []string
	meant := ""
	for _, p := range op.Parameters {
		if p.In != "query" {
			continue
		}
		known = append(known, p.Name)
		if strings.HasPrefix(strings.ToLower(name), p.Name) || strings.HasPrefix(p.Name, strings.ToLower(name)) {
			meant = p.Name
		}
	}
	out := fmt.Sprintf(w.Unknown, shown(name), strings.Join(known, ", "))
	if meant != "" {
		out += fmt.Sprintf(w.Meant, meant)
	}
	return out
}

// noSuchPath answers requests below the path of the API that no operation takes.
func (a *api) noSuchPath(w http.ResponseWriter, r *http.Request) {
	what := noPath
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		what = noMethod
		w.Header().Set("Allow", "GET, HEAD")
	}
	p := words[page.IsEnglish(r)].put(problemOf(what))
	page.Problem(w, r, p.Status, p.Title, p.Detail)
}
