// Package ledger decides whether figures are of the same thing and the same
// measure, and how they relate: newer, restated, revised, conflicting or corrected.
// It is pure: it takes rows and returns entries, and stores nothing.
//
//   - A thing is its name without what may be left out (a district in front, 项目
//     or 有限公司 behind, a year) and with what may not: numbers, letters, 东区 and
//     西区, 一期 and 二期. 3号泊位 and 三号泊位 are one; 3号泊位 and 13号泊位 are not. See
//     [SameThing]; [Means] compares a name in a question with a full one, [Holds] finds
//     a name within another.
//   - A measure is what is counted, of which scope, in which dimension, as a
//     level, a change or a rate. See [SameMeasure].
//   - An [Entry] is the history of one measure of one thing, corrections,
//     revisions and restatements among it. See [Entries] and [StandingOf].
//   - [Check] holds a figure of a draft against the ledger: its value, how exact it
//     is (超100亿 is not 100亿), and its time.
//
// The words that decide are in things.txt, measures.txt and firmness.txt.
//
// 2026-11-30: the units of a dimension and their sizes are lines of measures.txt,
// because a person may meet a unit that is missing; instead of a switch and a map.
//
// 2026-11-29: Row is a small struct of what is compared, and what groups rows is
// generic over [Figured], because the index keeps a whole passage beside each
// figure and this package must not import it; instead of embedding Row in
// index.Row, which would store the release and the date twice in what the bot
// remembers.
//
// 2026-11-29: names are compared by rules alone and a set of names only makes
// them stricter ([Ambiguous]), because the same question has to be answered where
// no index is at hand, such as for a draft; instead of a registry of things.
package ledger
