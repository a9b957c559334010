package html

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"beilun/knowledge"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/trace"
)

// facts are what a page says about its article, each list with the most reliable
// first.
type facts struct {
	titles  []string // of the article alone
	topics  []string // of the article, maybe with the name of the site
	sites   []string // names of the site
	sources []string
	urls    []string
	dates   []knowledge.Date // of publication

	held imprint.Head // its embargo

	superseded, supersededBy string // see knowledge.Article; the first counts, of a page that says so itself

	marked int // elements marked as title, source or date so far
}

const (
	mostFacts = 50      // of one kind; a page that says more is broken
	longFact  = 1 << 10 // bytes of one
)

// note appends s to list unless it is empty, long, or the list is full.
func note(list *[]string, s string) {
	if s = strings.TrimSpace(s); s != "" && len(s) <= longFact && len(*list) < mostFacts {
		*list = append(*list, s)
	}
}

// noteFirst is note for a fact that is more reliable than the others.
func noteFirst(list *[]string, s string) {
	if s = strings.TrimSpace(s); s != "" && len(s) <= longFact && len(*list) < mostFacts {
		*list = slices.Insert(*list, 0, s)
	}
}

// supersededMeta is the name of the <meta> with the day on which another version took the
// place of a page, and with "-by" that of the one with the name of that version's file.
// Package index/sites writes them.
const supersededMeta = "beilun-superseded"

// metaKeys maps names and properties of <meta> and itemprops to what they give.
var metaKeys = map[string]imprint.Key{
	"articletitle": imprint.KeyTitle, "citation_title": imprint.KeyTitle, "dc.title": imprint.KeyTitle, "dcterms.title": imprint.KeyTitle,
	"contentsource": imprint.KeySource, "source": imprint.KeySource, "article:source": imprint.KeySource, "dc.source": imprint.KeySource, "article_source": imprint.KeySource,
	"pubdate": imprint.KeyDate, "publishdate": imprint.KeyDate, "publish_date": imprint.KeyDate, "publishtime": imprint.KeyDate, "publish_time": imprint.KeyDate, "publish-time": imprint.KeyDate,
	"article:published_time": imprint.KeyDate, "og:release_date": imprint.KeyDate, "citation_publication_date": imprint.KeyDate, "citation_date": imprint.KeyDate,
	"dc.date.issued": imprint.KeyDate, "dcterms.issued": imprint.KeyDate, "datepublished": imprint.KeyDate, "bytedance:published_time": imprint.KeyDate,
	"weibo:article:create_at": imprint.KeyDate, "releasedate": imprint.KeyDate, "firstpublishedtime": imprint.KeyDate,
	"embargo": imprint.KeyEmbargo, "embargodate": imprint.KeyEmbargo, "embargo-date": imprint.KeyEmbargo, "embargo_date": imprint.KeyEmbargo,
	"og:url": imprint.KeyURL, "url": imprint.KeyURL,
}

// facts collects the facts in the head of the page, its scripts and the elements
// that are marked as title or date.
func (w *web) facts() *facts {
	f := &facts{}
	w.weChat = isWeChat(w)
	var look func(*node)
	look = func(n *node) {
		switch n.tag {
		case "meta":
			f.meta(n)
		case "link":
			if strings.EqualFold(n.attr("rel"), "canonical") {
				noteFirst(&f.urls, n.attr("href"))
			}
		case "title":
			if n.parent.tag != "svg" && len(f.topics) < mostFacts {
				note(&f.topics, w.wordsOf(n))
			}
		case "script":
			w.script(f, n)
		default:
			w.marked(f, n)
		}
		for _, k := range n.kids {
			look(k)
		}
	}
	look(w.root)
	note(&f.urls, w.saved)
	return f
}

// meta takes the fact in a <meta>.
func (f *facts) meta(n *node) {
	value := strings.TrimSpace(n.attr("content"))
	if value == "" {
		return
	}
	for _, name := range []string{n.attr("name"), n.attr("property"), n.attr("itemprop")} {
		name = strings.ToLower(strings.TrimSpace(name))
		switch name {
		case "og:title", "twitter:title":
			noteFirst(&f.topics, value)
		case supersededMeta:
			f.superseded = cmp.Or(f.superseded, value)
		case supersededMeta + "-by":
			f.supersededBy = cmp.Or(f.supersededBy, value)
		case "sitename", "og:site_name":
			note(&f.sites, value)
		}
		switch metaKeys[name] {
		case imprint.KeyTitle:
			note(&f.titles, value)
		case imprint.KeySource:
			note(&f.sources, value)
		case imprint.KeyDate:
			f.date(value)
		case imprint.KeyEmbargo:
			f.held.Set(imprint.KeyEmbargo, value)
		case imprint.KeyURL:
			note(&f.urls, value)
		}
	}
}

// marked takes the fact in an element that is marked as title, source or date.
func (w *web) marked(f *facts, n *node) {
	published := n.attr("itemprop") == "datePublished"
	named := w.weChat && slices.Contains([]string{"activity-name", "js_name", "publish_time"}, n.attr("id"))
	if !published && !named || f.marked == mostFacts {
		return
	}
	f.marked++
	switch {
	case published:
		if v := n.attr("datetime"); v != "" {
			f.date(v)
		} else {
			f.date(w.wordsOf(n))
		}
	case n.attr("id") == "activity-name":
		note(&f.titles, w.headingOf(n))
	case n.attr("id") == "js_name":
		note(&f.sources, w.wordsOf(n))
	case n.attr("id") == "publish_time":
		if s := w.wordsOf(n); s != "" {
			f.date(s)
		}
	}
}

// date notes a date of publication if s begins with a possible one.
func (f *facts) date(s string) {
	if d := publicationDate(s); !d.IsZero() && len(f.dates) < mostFacts {
		f.dates = append(f.dates, d)
	}
}

// The years in which a page of the web may be published. A date outside is a
// default value such as 1970 or 9999.
const (
	firstYear = 1994
	lastYear  = 2099
)

var china = time.FixedZone("CST", 8*60*60)

// publicationDate returns the day, in China, that s begins with: a date as people
// write it, a time with its zone, or seconds or milliseconds since 1970. It
// returns the zero Date if there is none.
func publicationDate(s string) knowledge.Date {
	s = strings.TrimSpace(s)
	d := imprint.LeadingDate(s)
	n, err := int64(0), strconv.ErrSyntax
	if len(s) == 10 || len(s) == 13 {
		n, err = strconv.ParseInt(s, 10, 64)
	}
	if err == nil {
		if len(s) == 13 {
			n /= 1000
		}
		t := time.Unix(n, 0).In(china)
		d = knowledge.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
	} else if strings.Contains(s, "T") {
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			t = t.In(china)
			d = knowledge.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
		}
	}
	if d.Day == 0 || d.Year < firstYear || d.Year > lastYear {
		return knowledge.Date{}
	}
	return d
}

// agreed returns the first of dates, or the zero Date if another is more than a
// month away from it, because then it is unknown which is right.
func agreed(dates []knowledge.Date) knowledge.Date {
	const month = 31
	if len(dates) == 0 {
		return knowledge.Date{}
	}
	for _, d := range dates[1:] {
		if apart := d.Days() - dates[0].Days(); apart > month || apart < -month {
			return knowledge.Date{}
		}
	}
	return dates[0]
}

// address returns the first web address among the URLs, or "".
func (f *facts) address() string {
	for _, u := range f.urls {
		if u = imprint.WebAddress(u); u != "" {
			return u
		}
	}
	return ""
}

// source returns the name of the source, or else of the site, or "".
func (f *facts) source(weChat bool) string {
	all := f.sources
	if !weChat {
		all = append(slices.Clip(all), f.sites...)
	}
	for _, s := range all {
		var h imprint.Head
		if s = imprint.Unbracket(collapse(trace.String{Text: s}).Text); s != "" && h.Set(imprint.KeySource, s) && h.Source != "" {
			return h.Source
		}
	}
	return ""
}
