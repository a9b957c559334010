// Package trace keeps with each text which bytes of the file it was read from
// (its Origin), and changes texts without losing that: a [Builder] puts parts
// together, [Weld] joins the lines of a paragraph, and [Tidy], [Plain] and
// [CloseUp] change the spacing.
//
// 2026-11-29: it is the lowest package of the readers, below the decoding of
// bytes, because every step from the bytes to a paragraph keeps the Origin.
package trace
