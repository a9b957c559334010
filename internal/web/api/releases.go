package api

import (
	"context"

	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/answer/plain"
	"beilun/index/passage"
)

// Listing are the parameters of a list of releases.
type Listing struct {
	Request
	Span
	Conditional
}

// Releases is a list of releases.
type Releases struct {
	Version  int             `json:"version" doc:"Of the form"`
	Total    int             `json:"total" doc:"How many releases there are"`
	Offset   int             `json:"offset"`
	Releases []plain.Release `json:"releases" doc:"Newest first"`
}

// listReleases lists releases.
func (a *api) listReleases(_ context.Context, q *Listing) (*response[Releases], error) {
	tag := a.tags.of("releases", a.stateOf(index.StateOf(a.site.Index)), q.Request)
	if q.has(tag) {
		return nil, unchanged(tag)
	}
	all := a.site.Index.Releases()
	out := Releases{Version: plain.Version, Total: len(all), Offset: min(q.Offset, len(all)), Releases: []plain.Release{}}
	f := a.form(q.Request)
	for _, r := range of(q.Span, all) {
		out.Releases = append(out.Releases, f.ReleaseOf(r))
	}
	return respond(tag, q.english, out), nil
}

// reading are the parameters of the text of a release.
type reading struct {
	Address string `path:"address" maxLength:"100" doc:"The address of the release, as in a list or an answer. One from before its file was renamed or changed leads to it as well"`
	Listing
}

// maxPassages is how many passages of a release are read at most.
const maxPassages = 1 << 20

// readRelease returns the text of a release.
func (a *api) readRelease(ctx context.Context, q *reading) (*response[plain.Text], error) {
	state := index.StateOf(a.site.Index)
	id, found := a.book.Find(q.Address)
	switch {
	case found == anchor.Nowhere:
		return nil, problemOf(noRelease)
	case state.IsRetracted(id):
		return nil, problemOf(retracted)
	}
	tag := a.tags.of("release", a.stateOf(state), q.Request)
	if q.has(tag) {
		return nil, unchanged(tag)
	}
	r, _ := a.site.Index.Held(id)
	passages, err := a.site.Index.Near(ctx, passage.ID(id, 1), 0, maxPassages)
	if err != nil {
		return nil, a.failed(ctx, err)
	}
	out := a.form(q.Request).TextOf(r, passages, q.Offset, q.Limit)
	out.Changed = found == anchor.Changed
	return respond(tag, q.english, out), nil
}
