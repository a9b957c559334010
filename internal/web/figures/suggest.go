package figures

import (
	"encoding/json"
	"fmt"
	"net/http"

	"beilun/internal/web/page"
)

// suggestion is a name for what is typed so far.
type suggestion struct {
	Text string `json:"text"`
	Note string `json:"note"` // what it is, and how many figures it has
	URL  string `json:"url"`
}

// maxSuggestions is how many names are suggested.
const maxSuggestions = 10

// suggest answers with names for what is typed so far, an empty list if there are none.
func (p *pages) suggest(w http.ResponseWriter, r *http.Request) {
	english := page.IsEnglish(r)
	s, err := p.ledger.Now(r.Context())
	if err != nil {
		p.site.Fail(w, r, fmt.Errorf("suggest names: %w", err))
		return
	}
	d := drawer{Words: texts[english], english: english, site: p.site, snapshot: s, query: r.URL.Query()}
	out := []suggestion{}
	for _, f := range s.Search(clean(r.URL.Query().Get(textParam))) {
		if len(out) == maxSuggestions {
			break
		}
		note := fmt.Sprintf(d.Figures, f.Entries)
		out = append(out, suggestion{d.foundText(f), note, d.inLanguage(addressOf(f))})
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Add("Vary", "Accept-Language, Cookie")
	_ = json.NewEncoder(w).Encode(out) // whoever asked may have gone
}
