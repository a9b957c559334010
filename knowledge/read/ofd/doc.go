// Package ofd reads OFD, the fixed layout format of GB/T 33190-2016 in which
// Chinese offices publish: a zip archive of XML parts. [Read] takes the bytes of a
// file and returns its article.
//
// OFD.xml names the documents in the file, a document names its pages in their
// order (document.go), and a page has text objects (content.go), each with the
// place of every character (text.go). Package pagelayout makes paragraphs and
// tables of them, as for PDF.
//
// 2026-11-30: A page that is named and not there refuses the file, because half a
// release can say the opposite of the whole.
//
// 2026-11-30: The text of a template outside of the margins counts only on the
// first page that has the template. It would interrupt the sentences of the other
// pages.
//
// 2026-11-30: The title, author and dates of DocInfo are not trusted; the title
// counts if the text has it, too. Annotations, which are stamps and watermarks,
// and signatures are left out.
package ofd
