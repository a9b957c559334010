// Package datafile parses data files of words and indexes the words in them.
//
// Such a file consists of lines of words separated by spaces. The first word of a
// line names a class, the others belong to it; one class may take several lines.
// Lines that begin with # are comments. [Lines] walks through such a file for callers
// with a format of their own, [Classes] holds one whose classes are plain lists, and
// [Index] finds words by their first or last character.
//
// A mistake in a file is an error that names the file and the line. Nothing here
// changes after it is built, so that all of it but [Classes] is safe for concurrent
// use.
package datafile
