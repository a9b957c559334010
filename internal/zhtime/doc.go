// Package zhtime reads the times in Chinese texts: 2025年二季度, 去年同期,
// 下周一下午三点, 近三年, 8天20小时, 每周五.
//
// [Parse] reads the expression at a place, [Find] all of a text. Both take a
// text that is folded (zhtext.Fold) and free of the spaces that layout puts
// between characters. In [Press] mode only what a press release means by a
// time is read; in [Wide] mode also clock times, weekdays, feasts, bare years
// and colloquial words.
//
// # Readings
//
// [Time.Value] is our own reading: ISO 8601, a stretch of days as
// first/last day, an open end as "..". Several conventions exist beside it,
// and [Time.Values] lists what they make of the same words, so that a result
// can be compared with theirs:
//
//   - The end of a stretch may be the first moment that no longer belongs to
//     it. From A to B may end where B begins (Recognizers-Text) or where B
//     ends (JioNLP, and Value).
//   - A day without a year is the one of the reference's year in Value; the
//     nearest ones in the past and in the future are further readings.
//   - Parts of a day have other hours in Recognizers-Text (TMO 8–12) than in
//     JioNLP (早上 6–10); see words.txt. Value follows the latter.
//   - 三年前 is the year, or the day three years ago; 三年以前 all that lies
//     before it. JioNLP counts a year as 365 days and a month as a twelfth.
//   - 年底 is the last day of the year in Value, its last two months in
//     JioNLP; 初, 中 and 末 of other stretches likewise.
//   - 年底前 ends with the year; it begins at the reference when that lies
//     before it (JioNLP, which writes -inf otherwise) or is open.
//
// [Time.Timex] is the TIMEX of Recognizers-Text, where what is not said stays
// XXXX.
//
// The parser is a recursive descent over the text. Words that a person may want
// to add are in words.txt. Every production looks a bounded way ahead, so time
// is linear in the text. All functions are safe for concurrent use, but not the
// methods of one [Reader].
//
// # Layers
//
// The parser is built of layers, from the bottom up; a layer reads only with
// those below it.
//
//	text          characters, numbers, words.txt       scan.go, number.go, words.go
//	view          the reference; joins and writes      view.go, join.go, render.go
//	lengthReader  三年半, 8天20小时                    duration.go, length.go
//	offsetReader  三年前, 近三年                       offset.go, around.go
//	clockReader   下午三点, 9:30                       clock.go, moment.go
//	digitReader   2010/01/29                           numeric.go
//	monthReader   what is in a month                   month.go, counted.go
//	yearReader    2024年 and what is in a year         year.go, inyear.go, part.go, feast.go, lunardate.go
//	dateReader    上个月, 周五; any date               relative.go, calendar.go
//	parser        whole expressions                    expr.go, set.go
//	Reader, Find                                       reader.go
//
// Below them all, node.go holds what an expression means and date.go the
// calendar's arithmetic. Package lunar computes the lunar calendar.
//
// 2026-11-29: each layer embeds the one below, so that the compiler refuses a
// call upwards and the state stays in one value that a Reader uses again;
// instead of one parser of 134 methods in 17 files, each of which needed every
// other.
package zhtime
