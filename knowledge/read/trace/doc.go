// Package trace holds texts together with the way back to the bytes of the file
// they were read from, and changes them without losing it: a [Builder] puts parts
// together, [Weld] joins the lines of a paragraph, and [Tidy], [Plain] and
// [CloseUp] give a text the spacing in which it is read.
//
// 2026-11-29: it is the lowest package of the readers, below the decoding of
// bytes, because every step from the bytes to a paragraph keeps the way back.
package trace
