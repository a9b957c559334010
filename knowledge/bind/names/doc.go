// Package names finds where the names of things may be in a folded text, cut into
// words: 东江科创区, 第三小学, 3号楼.
//
// [Tables] are the words that decide, of suffixes.txt and words.txt: how names end,
// and what breaks them off. [Tables.Find] goes by these and by the tags of words,
// [Tables.Names] leaves out what figures take. [Marks] are the words for parts,
// phases and plans in a text; things.txt, by [ThingWords], is what is known of the
// sorts of things.
//
// 2026-11-29: it knows no figures and no sentences, so that package bind, which
// does, can be read without it.
package names
