// Package word has what the readers of all formats of Word share: a text as
// passages with levels and tables, and the article that is made of them.
//
// A reader adds its characters to a [Text] or, if the format marks the end of each
// paragraph, cell and row, to a [Flow]. It collects the cells of a [Table], and
// gives the passages to [Article].
//
// 2026-11-30: it came out of package docx when .doc and .rtf got readers, so that
// the same text gives the same article in any of them; instead of a copy for each.
package word
