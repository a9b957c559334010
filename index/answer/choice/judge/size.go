package judge

import (
	"unicode/utf8"

	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/frame"
)

// judgeSize adds how long a text is and, for questions for a list, how many
// things it lists.
func judgeSize(v *view) {
	v.add(feature.Span, feature.Bucket(utf8.RuneCountInString(v.text), 12, 25, 40, 60, 90, 120, 180, 240, 400))
	if asks := v.q.Frame.Asks; asks != frame.List && asks != frame.Latest && asks != frame.Thing {
		return
	}
	items := len(v.c.Pieces)
	if items == 0 {
		items = layout.Items(v.text)
	}
	v.add(feature.Items, feature.Bucket(items, 0, 1, 2, 3, 5, 8))
	switch n := v.q.Listed; {
	case n == 0:
		v.add(feature.ItemsFit, 0)
	case n == items:
		v.add(feature.ItemsFit, 1)
	case items > 1:
		v.add(feature.ItemsFit, 2)
	default:
		v.add(feature.ItemsFit, 3)
	}
}
