// Package unwrap puts text together again that was copied out of a printed page,
// where it was cut into lines of the page's width. It takes [Line]s and returns
// paragraphs and headings.
//
// A [Page] has the lines. [Page.Wrapped] finds the measure and the habits of the
// page (fit.go, habits.go), [Page.LabelLines] finds what each line is (label.go),
// and [Page.UnitsOf] welds the lines. If each line is a paragraph already, the
// text is no page.
package unwrap
