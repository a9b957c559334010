// Package release is a release file as the reader of a format gets it, the limits
// that hold for every format, and the reasons to refuse a file.
//
// 2026-11-29: the reasons are errors of this package and package read gives them
// on under its own names, because a format's reader must not import the package
// that chooses it, and callers of read should not have to know this one.
package release
