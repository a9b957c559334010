// Package wordlist parses data files of words and looks the words up.
//
// Such a file has lines of words separated by spaces. The first word of a line names a
// class and the others belong to it; a class may have several lines. Lines that begin
// with # are comments. [Parse] refuses a class without words and a word that its class
// has twice, and names the file and the line. A class whose lines are more than words of
// equal rank (a word with its value, two sides of a bar) has a function of its own in a
// [Form]. [Lines] is for files that have no classes at all.
//
// [Fill] puts the classes into a struct; [Classes] has them by name. [List] is one of
// them: it finds fast whether a text begins or ends with a word, or contains one, because
// a few bits of the first and last characters of the words rule most texts out. [Index]
// finds words by one of their characters.
//
// Nothing here changes after it is built, so that all of it is safe for concurrent use
// then.
//
// # Decisions
//
// 2026-11-30: one package parses the files of all layers, because there were six parsers
// of one form, of which three were strict; instead of one for each layer. It is internal,
// as zhtext and zhnum use it, and imports nothing of ours.
//
// 2026-11-30: a file of another form keeps its own parser, because a common one would only
// be options: zhtime (words with numbers and fields), courtesy (phrases with spaces and
// commas), the tables of zhtext, index/words and index/english (characters,
// dictionaries), concept (sections), index/likeness (words without a class),
// index/answer/frame and index/rank (rules), index/eval's units.txt (a table) and
// index/bench/press (sentences, of which the spaces count).
package wordlist
