package library

import (
	"strings"

	"beilun/index/catalog"
)

// Retracted says in a sentence for people that a release is retracted, with the
// reason that was given.
func Retracted(r catalog.Retraction, english bool) string {
	w := retractedWords[english]
	s := w.retracted
	if r.Twin {
		s = w.twin
	}
	if r.Line.Reason != "" {
		s += w.colon + r.Line.Reason
	}
	if len(r.Near) > 0 {
		s += w.near + strings.Join(r.Near[:min(len(r.Near), maxNear)], w.and)
	}
	return s
}

// maxNear is how many releases are named that print a retracted one with changes.
const maxNear = 3

var retractedWords = map[bool]struct{ retracted, twin, colon, near, and string }{
	false: {"已撤回，不再用来回答", "与撤回的一篇文字相同，一并撤回", "：", "；改动过的同一篇仍在用：", "、"},
	true:  {"retracted, and answers no more", "the same text as a retracted release, and retracted with it", ": ", "; printed with changes, and still answering: ", ", "},
}
