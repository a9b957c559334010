// Package html reads web pages and pages that a browser saved as one message. It
// builds the tree of the page (tree.go), finds the element that holds the article
// (find.go, readable.go, around.go), reads its blocks and tables (blocks.go,
// table.go, words.go), and hears what the page says of title, source and date
// (meta.go, script.go, info.go, title.go).
package html
