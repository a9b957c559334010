// Package names finds where the names of things may be in a folded text that is cut into
// words: 东江科创区, 第三小学, 3号楼.
//
// A name is found by its last word (园, 区, 总部, 公司, in suffixes.txt) and extended to the
// left over words that may belong to a name; places and the words of a user's own list are
// names as they are. A thing with a number for a name (3号泊位, A3地块, S3线) is found by
// the number and the kind behind it. [Tables] are the words of suffixes.txt and words.txt,
// [Marks] the words for parts, phases and plans in a text, and things.txt, read by
// [ThingWords], is what is known of the sorts of things.
//
// 2026-11-29: the package knows no figures and no sentences, so that it can be read without
// package bind, which does.
package names
