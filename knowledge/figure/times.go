package figure

import "beilun/internal/zhtime"

// Times returns every time expression of text, clock times, weekdays and
// holidays among them, seen from ref: what a person says, where [Scan] keeps
// to what a release means. Spans are byte spans of text, white space inside an
// expression included.
func Times(text string, ref zhtime.Ref) []zhtime.Found {
	src := newSource(text)
	found := zhtime.Find(src.s, ref, zhtime.Options{Mode: zhtime.Wide})
	for i := range found {
		span := src.span(found[i].Start, found[i].End)
		found[i].Start, found[i].End = span.Start, span.End
	}
	return found
}
