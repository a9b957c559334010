// Package html reads web pages ([Read]) and pages that a browser saved as one
// message ([ReadSaved]). Both take the bytes of a file and return the article on
// the page: its paragraphs, headings and rows of tables, each with its place in
// the file, and its title, source, date and address. Menus, links to other pages
// and buttons are left out. A page without an article gives an error.
//
// It builds the tree of the page (tree.go), finds the element that has the article
// (find.go, readable.go, around.go), reads its blocks and tables (blocks.go,
// table.go, spacing.go, raised.go), and collects what the page says about title,
// source and date (meta.go, script.go, info.go, title.go). words.txt has the words
// that belong to pages. The text of a post of WeChat may be in a script
// (wechat.go). [Attachments] returns the files that a page links to.
//
// A page that is no release is refused with the reason (refusal.go, said.go,
// attach.go), by the sentences and titles of refusal.txt.
//
// 2026-11-30: a page is refused by what little it says besides these sentences, not
// by the sentences alone, and never if it has a day or names something that
// happened; instead of by a list of phrases, because releases speak of log-ins,
// attacks and error pages too (testdata/kept.txtar).
//
// 2026-11-30: pages are still read by this package and, where no rule knows the
// layout, go-readability, because go-trafilatura v1.12.2 was better on no measure;
// instead of a swap. Both read 150 pages. The numbers of go-trafilatura are those
// of its best setting on each line (balanced, for recall or precision, with and
// without fallback, dates off). The pages with gold are tests of this package, so
// that its own numbers there say less than those on the others:
//
//	                                       this package   go-trafilatura
//	testdata/formats, 18 pages with gold
//	  paragraphs found                       213 of 213       201 of 213
//	  … each as a paragraph of its own       213              142
//	  rows of tables kept together            24 of 24          8 of 24
//	  characters that are the release's      100.0%            94.5%
//	testdata/layouts, 90 pages with gold
//	  paragraphs found                      1065 of 1065     1053 of 1065
//	  … each as a paragraph of its own      1065              759
//	  rows of tables kept together           120 of 120       112 of 120
//	  characters that are the release's      100.0%            94.2%
//	index/eval/testdata, 26 pages
//	  figures of facts.jsonl found          1067 of 1067     1067 of 1067
//	  lines of the page let through            1               10
//	16 pages of reported cases: such lines     0                4 to 17
//	time for a page                          0.6 to 0.8 ms    1.6 to 6 ms
//	program size                            12.7 MB          21.2 MB
//	processor time and memory at start       46 ms, 14 MB    440 ms, 61 MB
//
// Its start is slow because of the tables of its date parser. It keeps the figures
// of tables in rows without their heads, the units in the captions, and often
// takes the path to the page and the line under the title for text.
package html
