// Package plain makes an article of lines of text, whatever file they come from:
// it takes out what is of the page and not of the article, hears what is said of
// title, source and date, finds tables whose cells bars, tabs or white space part,
// and unwraps the rest or takes each line for a paragraph.
//
// 2026-11-29: it stands below the formats and beside none of them, because text
// files, Markdown that is none and files of Word without styles are all read so.
package plain
