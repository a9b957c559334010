// Package imprint reads what a release says about itself: its title, who
// published it, when, and where on the web ([Head]).
//
// [FromLine] takes a line of a byline, [FrontMatter] the block at the start of a
// text file, [LeadSource] and [SourceNote] the start and end of a paragraph.
// [IsPageWords] recognizes the lines of a web page that are no text. The words
// that decide are in byline.txt and furniture.txt.
package imprint
