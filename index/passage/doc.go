// Package passage holds the unit that is indexed, ranked and quoted: a [Passage] of
// a [Release].
//
// [Of] cuts an article into its passages, and [Append] adds those of one paragraph.
// [Passage.View] is a passage as the ranking sees it.
//
// # Decisions
//
// 2026-11-29: passages have a package below store, rank and facts, because all three
// hand them on and none of them may import another for it.
package passage
