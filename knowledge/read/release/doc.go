// Package release defines a release file as the readers of all formats take it,
// the limits of every format, and the reasons to refuse a file.
//
// 2026-11-29: the reasons are errors of this package, and package read has them
// under its own names, because a format's reader must not import the package that
// chooses it, and callers of read should not need this one.
package release
