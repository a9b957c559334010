// Package imprint reads what a release says about itself: its title, who published
// it, when, and where on the web ([Head]).
//
// [FromLine] reads a line of a byline, [FrontMatter] the block at the start of a
// text file, [LeadSource] the agency that a report begins with. [IsPageWords]
// knows the lines of a web page that say nothing at all. The words that decide
// are in byline.txt and furniture.txt.
package imprint
