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
// The parser is a recursive descent over the text. Every production looks a
// bounded way ahead, so time is linear in the text. All functions are safe for
// concurrent use, but not the methods of one [Reader].
//
// # Words and grammar
//
// words.txt holds the words: days, feasts, parts of the day, units, what goes in
// front of a time or behind it, and what shows that a word is none. A person can
// extend it without touching the code. The code holds the grammar: how the parts
// of a date follow one another, with 年, 月, 日, 时, 分 and the numerals.
//
// # Readers
//
// Each reader reads one kind of time. It has the text, mostly the reference, and
// the readers below it that it asks:
//
//	text          characters, numbers, words           text.go, number.go, vocabulary.go, list.go
//	anchor        the reference                        anchor.go
//	lengthReader  三年半, 8天20小时                    duration.go, length.go
//	offsetReader  三年前, 近三年                       offset.go, around.go
//	clockReader   下午三点, 9:30                       clock.go, moment.go
//	digitReader   2010/01/29                           numeric.go
//	monthReader   what is in a month                   month.go, counted.go
//	yearReader    2024年, 90年代                       year.go
//	feastReader   春节, 夏天, 农历八月十五             feast.go, lunardate.go
//	partReader    what is in a year                    inyear.go, part.go
//	dateReader    上个月, 周五; any date               relative.go, calendar.go
//	setReader     每周五                               set.go
//	parser        whole expressions                    expr.go
//	Reader, Find                                       reader.go
//
// Below them all, node.go holds what an expression means, join.go makes one of
// two, render.go writes it out, and date.go holds the calendar's arithmetic.
// Package lunar computes the lunar calendar.
//
// # Decisions
//
// 2026-11-30: a reader names the readers that it asks, and all share one text and
// one anchor, because an embedded layer gave the highest one 133 methods; instead
// of layers that embed the one below.
//
// 2026-11-30: words that follow or precede a time are in words.txt, in classes
// with a name, because they are what a person adds when a text is misread; instead
// of 1,066 literals in the code. Each class is a list with a table of its first
// characters, which reads faster than comparing with each word.
//
// 2026-11-30: words.txt keeps its form, a class and its numbers in front of many
// words, because most words share their line with others; instead of one word a
// line with its class behind it.
//
// 2026-11-30: the characters that a time may begin with follow from the words;
// instead of a list beside them, which a new word would have to be added to.
package zhtime
