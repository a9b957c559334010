// Package api is the web site for other programs: answers, figures, releases and changes as
// JSON (package plain), described by OpenAPI at /api/openapi.json and /api/openapi.yaml.
//
//	GET /api/ask?q=…&about=…
//	GET /api/figures?subject=…&metric=…&history=…&limit=…&offset=…
//	GET /api/releases?limit=…&offset=…
//	GET /api/releases/{address}?limit=…&offset=…
//	GET /api/changes?since=…&limit=…&offset=…
//
// Errors are problem details (RFC 9457), in the language of the request. Only pages of the
// same origin may read an answer in a browser: no header allows others.
//
// # Decisions
//
// 2026-11-30: a release is addressed as on its page (package anchor) and not by its ID,
// because an ID is a path with slashes and any other character; an address is of letters
// and digits, and stays if the file is renamed.
//
// 2026-11-30: the description is made once, when the handlers are added, and served here;
// instead of by huma, which makes it in the first request that wants it, without a lock. Its
// page of documentation is off, because that loads scripts of others.
package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"beilun/index/anchor"
	"beilun/index/answer/plain"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// root is the path of the API.
const root = "/api"

// Bounds of questions: the time for an answer, how many are answered at a time, and how
// many wait.
const (
	askTime    = 20 * time.Second
	maxAtOnce  = 4
	maxWaiting = 60
)

// api has what the handlers share. It is safe for concurrent use.
type api struct {
	site    *page.Site
	figures *ledger.Ledger
	book    *anchor.Book
	tags    *tags
	turns   chan struct{} // has a value for each question that is answered
	waiting chan struct{} // and for each that waits or is answered
}

// Routes adds the API to mux.
func Routes(mux *http.ServeMux, site *page.Site, figures *ledger.Ledger) {
	a := &api{
		site: site, figures: figures, book: anchor.NewBook(site.Index), tags: newTags(),
		turns: make(chan struct{}, maxAtOnce), waiting: make(chan struct{}, maxAtOnce+maxWaiting),
	}
	h := humago.New(mux, a.config())
	huma.Register(h, operation("ask", "/ask", "Answer a question", "The answer of the releases, verbatim with its source. If they do not say, the outcome is declined, with a reason and a message.", http.StatusServiceUnavailable), a.ask)
	huma.Register(h, operation("figures", "/figures", "List figures", "Figures by thing and metric, those of the newest releases first, each with the figures before it."), a.listFigures)
	huma.Register(h, operation("releases", "/releases", "List releases", "The newest first."), a.listReleases)
	huma.Register(h, operation("release", "/releases/{address}", "Read a release", "Its text as it was read, with its figures marked.", http.StatusNotFound, http.StatusGone), a.readRelease)
	huma.Register(h, operation("changes", "/changes", "List changes", "What the releases since a day brought: figures that are new, changed, conflicting or corrected.", http.StatusServiceUnavailable), a.listChanges)
	doc := h.OpenAPI()
	loosen(doc)
	serve(mux, root+"/openapi.json", "application/vnd.oai.openapi+json;version=3.1", doc.MarshalJSON)
	serve(mux, root+"/openapi.yaml", "application/vnd.oai.openapi;version=3.1", doc.YAML)
	mux.HandleFunc(root+"/", a.noSuchPath)
}

func operation(id, path, summary, description string, errors ...int) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: root + path, Summary: summary, Description: description,
		Errors: append([]int{http.StatusUnprocessableEntity, http.StatusInternalServerError}, errors...),
	}
}

// config returns that of huma: JSON alone, no links to schemas in responses, and no page of
// documentation.
func (a *api) config() huma.Config {
	format := huma.Format{Marshal: marshal, Unmarshal: json.Unmarshal}
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "beilun", Version: fmt.Sprint(plain.Version),
				Description: "Figures of a district from its press releases, verbatim and with their source. Names are in snake_case; numbers are strings, so that they are exact; a field without a value is absent. Within a version only fields are added: ignore those that you do not know. A parameter that is not described is refused with 422.",
			},
			Components: &huma.Components{
				Schemas:         huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "The BEILUN_WEB_TOKEN of a site that has one"}},
			},
			Security: []map[string][]string{{}, {"token": {}}},
		},
		RejectUnknownQueryParameters: true, // else a misspelt one gives the answer to another question

		Formats:       map[string]huma.Format{"application/json": format, "json": format},
		DefaultFormat: "application/json",
		Transformers:  []huma.Transformer{a.problem},
	}
}

// marshal writes v. Whoever asked may have gone, which is no error.
func marshal(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	_, _ = w.Write(b.Bytes())
	return nil
}

// loosen makes the schemas allow fields that are added later, and no null where there is
// none.
func loosen(doc *huma.OpenAPI) {
	for _, s := range doc.Components.Schemas.Map() {
		s.AdditionalProperties = nil
		for _, p := range s.Properties {
			p.Nullable = false
		}
	}
}

// serve adds a document that stays the same. It panics if that cannot be made: it is a part
// of the program.
func serve(mux *http.ServeMux, path, kind string, make func() ([]byte, error)) {
	data, err := make()
	if err != nil {
		panic(fmt.Errorf("describe the API: %w", err))
	}
	mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	})
}

// Request has the parameters that all operations have.
type Request struct {
	Lang    string `query:"lang" enum:"zh,en" doc:"Of period_text and of problems; without it the one that Accept-Language prefers"`
	english bool
}

// Resolve reads the language of a request.
func (q *Request) Resolve(ctx huma.Context) []error {
	r, _ := humago.Unwrap(ctx)
	q.english = page.IsEnglish(r)
	return nil
}

// Conditional has the header of those that can be answered from a cache.
type Conditional struct {
	IfNoneMatch string `header:"If-None-Match" doc:"The ETag of an earlier response: the answer is 304 if it would be the same"`
}

// Span is a part of a list.
type Span struct {
	Limit  int `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"How many at most"`
	Offset int `query:"offset" minimum:"0" maximum:"1000000" default:"0" doc:"How many are left out before these"`
}

// of returns the part of a list.
func of[T any](s Span, all []T) []T {
	from, to := s.of(len(all))
	return all[from:to]
}

// of returns where the part of n that s asks for begins and ends.
func (s Span) of(n int) (from, to int) {
	from = min(s.Offset, n)
	return from, min(from+s.Limit, n)
}

// response is what an operation returns.
type response[T any] struct {
	ETag     string `header:"ETag"`
	Cache    string `header:"Cache-Control"`
	Vary     string `header:"Vary"`
	Language string `header:"Content-Language"`
	Body     T
}

func respond[T any](tag string, english bool, body T) *response[T] {
	return &response[T]{tag, "no-cache", "Accept-Language, Cookie", page.WordsOf(english).Lang, body}
}

// form returns how plain forms are written for a request.
func (a *api) form(q Request) plain.Form {
	return plain.Form{English: q.english, Index: a.site.Index, Base: a.site.URL}
}
