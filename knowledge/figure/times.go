package figure

import (
	"beilun/internal/zhtime"
	"beilun/knowledge"
	"beilun/knowledge/figure/source"
)

// Times returns every time of text, times of day, weekdays and holidays among them,
// seen from ref: what people write in questions, which is more than what [Scan]
// finds in releases. Spans are byte spans of text and include white space inside a
// time.
func Times(text string, ref zhtime.Ref) []zhtime.Found {
	src := source.New(text)
	defer src.Free()
	found := zhtime.Find(string(src.Text), ref, zhtime.Options{Mode: zhtime.Wide})
	for i := range found {
		span := src.Span(found[i].Start, found[i].End)
		found[i].Start, found[i].End = span.Start, span.End
	}
	return found
}

// Unreadable returns the spans of text whose characters cannot be read. No number
// beside one is a figure.
func Unreadable(text string) []knowledge.Span { return source.Unreadable(text) }
