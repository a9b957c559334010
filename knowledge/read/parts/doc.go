// Package parts opens documents that are zip archives of XML parts: Word, Excel and
// PowerPoint since 2007, OpenDocument, OFD. Whatever the archive says of itself, what
// is decompressed is bounded, and so are the elements of a part and their depth.
package parts
