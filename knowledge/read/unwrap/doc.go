// Package unwrap puts text together again that was copied out of a printed page,
// cut into lines of the page's width.
//
// A [Page] of [Line]s is the question; [Page.Wrapped] finds the measure and the
// habits of the page (fit.go, habits.go), [Page.LabelLines] the part that each
// line plays (label.go), and [Page.UnitsOf] welds the lines to paragraphs and
// headings. A text whose lines are paragraphs already is no page.
package unwrap
