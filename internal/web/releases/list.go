package releases

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/index/anchor"
	"beilun/internal/web/page"
)

// Limits of the list.
const (
	perPage   = 40
	maxFilter = 200 // bytes of a value
)

var listPage = page.Parse(files, nil, "templates/list.html", "templates/pager.html")

// listView is what the list is made of.
type listView struct {
	*Words
	Publisher, Year, Thing string // chosen
	Publishers, Years      []choice
	Things                 []string
	Filtered, Partial      bool
	Total                  string
	Items                  []item
	Pager                  *pager
	All                    int // releases, whatever is chosen
}

// item is a release in a list.
type item struct {
	Title, Link, Source, Date string
	Sub                       string // what else there is to say of it
}

// pager leads to the pages before and behind one.
type pager struct {
	Label, Back, Forward, Where string
	Previous, Next              string // addresses; empty if there is none
}

// newPager returns a pager to the pages of a query, whose number is in the field page; nil
// if there is only one.
func newPager(path string, q url.Values, number, count int, w *Words, back, forward string) *pager {
	if count <= 1 {
		return nil
	}
	to := func(n int) string {
		if n < 1 || n > count {
			return ""
		}
		next := url.Values{}
		for k, v := range q {
			if len(v) > 0 && v[0] != "" {
				next.Set(k, v[0])
			}
		}
		next.Del("at")
		next.Del("page")
		if n > 1 {
			next.Set("page", strconv.Itoa(n))
		}
		if len(next) == 0 {
			return path
		}
		return path + "?" + next.Encode()
	}
	return &pager{w.Pager, back, forward, fmt.Sprintf(w.PageOf, number, count), to(number - 1), to(number + 1)}
}

// pageNumber reads the number of a page, from 1 to count.
func pageNumber(q url.Values, count int) int {
	n, err := strconv.Atoi(q.Get("page"))
	if err != nil {
		n = 1
	}
	return max(1, min(n, count))
}

// cleaned returns a value of a filter without what nobody means by it.
func cleaned(s string) string {
	s = strings.ToValidUTF8(strings.TrimSpace(s), "")
	if len(s) > maxFilter {
		s = strings.ToValidUTF8(s[:maxFilter], "")
	}
	return s
}

// list answers with the list of releases.
func (p *pages) list(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	s := p.snapshot()
	words := words[page.IsEnglish(r)]
	v := &listView{
		Words: words, Publishers: s.publishers, Years: s.years, Things: s.things, All: len(s.all),
		Publisher: cleaned(q.Get("publisher")), Year: cleaned(q.Get("year")), Thing: cleaned(q.Get("thing")),
	}
	v.Filtered = v.Publisher != "" || v.Year != "" || v.Thing != ""
	found, err := p.filter(r, s, v)
	if err != nil {
		p.site.Fail(w, r, fmt.Errorf("list releases of %q: %w", v.Thing, err))
		return
	}
	v.Total = fmt.Sprintf(words.Total, len(found))
	count := (len(found) + perPage - 1) / perPage
	n := pageNumber(q, count)
	for _, rel := range found[min(len(found), (n-1)*perPage):min(len(found), n*perPage)] {
		v.Items = append(v.Items, p.item(rel, words))
	}
	v.Pager = newPager(anchor.List, url.Values{"publisher": {v.Publisher}, "year": {v.Year}, "thing": {v.Thing}, "lang": {q.Get("lang")}}, n, count, words, words.Newer, words.Older)
	p.site.Render(w, r, http.StatusOK, listPage, v)
}

// filter returns the releases that v asks for.
func (p *pages) filter(r *http.Request, s *snapshot, v *listView) ([]index.Release, error) {
	if !v.Filtered {
		return s.all, nil
	}
	var of *ofThing
	if v.Thing != "" {
		var err error
		if of, err = p.thing(r.Context(), s, v.Thing); err != nil {
			return nil, err
		}
		v.Partial = of.partial
	}
	var out []index.Release
	for _, rel := range s.all {
		if (v.Publisher == "" || rel.Source == v.Publisher) && (v.Year == "" || yearOf(rel) == v.Year) && (of == nil || of.ids[rel.ID]) {
			out = append(out, rel)
		}
	}
	return out, nil
}

// item returns a release as a list shows it.
func (p *pages) item(rel index.Release, w *Words) item {
	i := item{Title: titleOf(rel, w), Link: anchor.Of(p.site.Index, rel.ID), Source: rel.Source, Date: rel.Date.String()}
	if i.Date == "" {
		i.Date = w.NoDate
		if !rel.Ahead.IsZero() {
			i.Date = fmt.Sprintf(w.Ahead, rel.Ahead)
		}
	}
	return i
}

func titleOf(rel index.Release, w *Words) string {
	return cmp.Or(strings.TrimSpace(rel.Title), fmt.Sprintf(w.Untitled, rel.ID))
}
