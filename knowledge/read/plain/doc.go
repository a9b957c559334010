// Package plain makes an article of lines of text, from any format of file.
// [Article] takes the text with its Origin, and returns the article: it removes
// what belongs to the page, takes title, source and date from the lines that say
// them, finds tables with cells between bars, tabs or white space, and unwraps
// the rest or makes each line a paragraph.
//
// 2026-11-29: it is below all formats, because text files, Markdown without
// Markdown in it and Word files without styles are read alike.
package plain
