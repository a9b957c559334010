// Package zhtime reads the times that Chinese texts tell: 2025年二季度, 去年同期,
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
// [Time.Value] is the reading we stand for: ISO 8601, a stretch of days as
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
// [Time.Timex] is the TIMEX of Recognizers-Text, where what is not told stays
// XXXX.
//
// The parser is a recursive descent over the text. What a person may want to
// add stands in words.txt. Every production looks a bounded way ahead, so time
// is linear in the text. All functions are safe for concurrent use.
package zhtime
