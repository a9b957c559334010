package library

import (
	"strings"

	"beilun/index/catalog"
)

// maxNear bounds the releases that Retracted names as near copies.
const maxNear = 3

// Retracted returns a phrase for people saying that a release is retracted,
// with the reason if one was given.
func Retracted(r catalog.Retraction, english bool) string {
	w := wordings()[english]
	s := w.Retracted
	if r.Twin {
		s = w.RetractedTwin
	}
	if r.Line.Reason != "" {
		s += w.Colon + r.Line.Reason
	}
	if len(r.Near) > 0 {
		s += w.StillAnswering + strings.Join(r.Near[:min(len(r.Near), maxNear)], w.And)
	}
	return s
}
