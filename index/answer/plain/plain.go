// Package plain is the one JSON form of answers, figures and releases for other programs:
// of ask -json, of the web API and of what an assistant is given.
//
// The form is stable. Within a [Version] fields are only added, and an identifier keeps its
// meaning; programs ignore fields that they do not know. Names of fields are in snake_case,
// and so are the words that programs compare, such as not_stated. A field without a value is
// left out. Whatever is text of a release is verbatim. Numbers are strings, so that they
// are exact: a decimal, or a fraction such as 1/3 if it has no finite decimal. Days are in
// ISO 8601, with as much as is known: 2024-09-29, 2024-09 or 2024.
//
// What is not known says so: outcome is "declined", reason says why, message says it in
// words for people, and there is no claim.
//
// # Decisions
//
// 2026-11-30: sentences for people come from the caller ([Say]), because package message
// has them, which is above this one; instead of a second set of words that would differ.
//
// 2026-11-30: a claim has its sentence and not its paragraph, because a plain answer is to
// be read by a model or sent to a phone: 1 to 3 KB; instead of all passages that were
// looked at, 30 KB. The release has the text.
package plain

import (
	"math/big"
	"strings"

	"beilun/index"
	"beilun/index/anchor"
	"beilun/knowledge"
)

// Version is that of the form.
const Version = 1

// Form is how plain forms are written. The zero Form is in Chinese and without addresses in
// the web site. It is safe for concurrent use.
type Form struct {
	English bool         // the words for periods
	Index   *index.Index // that has the releases, for their addresses; may be nil
	Base    string       // in front of these addresses, without a slash at its end: https://figures.example
}

// address returns the last part of the address of a release; "" if there is none.
func (f Form) address(release string) string {
	if f.Index == nil {
		return ""
	}
	return strings.TrimPrefix(anchor.Of(f.Index, release), anchor.List+"/")
}

// page returns the address of a figure in the text of its release, or that of the passage if
// it is nil.
func (f Form) page(p *index.Passage, of *knowledge.Figure) string {
	if f.Index == nil {
		return ""
	}
	mark := anchor.Paragraph(p.Text)
	if of != nil {
		mark = anchor.Figure(p, of)
	}
	if path := anchor.Link(anchor.Of(f.Index, p.Release.ID), mark); path != "" {
		return f.Base + path
	}
	return ""
}

// Release is a press release.
type Release struct {
	ID      string `json:"id" doc:"Its file below the folder of releases"`
	Title   string `json:"title,omitempty"`
	Source  string `json:"source,omitempty" doc:"Publisher"`
	Date    string `json:"date,omitempty" doc:"ISO 8601: 2024-09-29, 2024-09 or 2024; absent if it is not known"`
	Ahead   string `json:"ahead,omitempty" doc:"The date that it names if that is in the future; date is absent then"`
	URL     string `json:"url,omitempty" doc:"Address at which it was published"`
	URLGone bool   `json:"url_gone,omitempty" doc:"That address is known to be gone; the page at address has the text"`
	Address string `json:"address,omitempty" doc:"What stays of it: its text is at /api/releases/{address}, and its page at /releases/{address}"`
	Until   string `json:"until,omitempty" doc:"Of an earlier version of a page: the day on which another had taken its place"`
	By      string `json:"by,omitempty" doc:"With until: the id of the present version"`
	Also    []Copy `json:"also,omitempty" doc:"Other releases that have the same words, at most 4"`
}

// Copy is another print of a release.
type Copy struct {
	ID     string `json:"id"`
	Title  string `json:"title,omitempty"`
	Source string `json:"source,omitempty"`
	Date   string `json:"date,omitempty"`
	URL    string `json:"url,omitempty"`

	URLGone bool `json:"url_gone,omitempty" doc:"That address is known to be gone"`
}

const (
	maxAlso = 4
	maxURL  = 2000 // bytes
)

// ReleaseOf returns the plain form of r.
func (f Form) ReleaseOf(r index.Release) Release {
	out := Release{
		ID: r.ID, Title: r.Title, Source: r.Source, Date: r.Date.String(), Ahead: r.Ahead.String(),
		URL: linkable(r.URL), URLGone: r.IsGone(r.URL), Address: f.address(r.ID), Until: r.Until.String(), By: r.By,
	}
	for _, c := range r.Also[:min(maxAlso, len(r.Also))] {
		out.Also = append(out.Also, Copy{c.ID, c.Title, c.Source, c.Date.String(), linkable(c.URL), r.IsGone(c.URL)})
	}
	return out
}

// linkable returns an address if it is one of the web: releases are not trusted, and
// programs make links of it.
func linkable(url string) string {
	if len(url) > maxURL || !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return ""
	}
	return url
}

// exact returns v without rounding, empty for nil.
func exact(v *big.Rat) string {
	if v == nil {
		return ""
	}
	if n, ok := v.FloatPrec(); ok {
		return v.FloatString(n)
	}
	return v.RatString()
}

// word returns an identifier for a word of our own: not_stated.
func word[T ~string](s T) string { return strings.ReplaceAll(string(s), " ", "_") }
