// Package errata reads the corrections that people write to what was read from the
// releases: a text file with a line for each. It is pure; package library keeps the
// file and package index applies it.
//
//	# a line that begins with # is a remark, and so is what follows " #"
//	金谷 = 临湖国际创新中心
//	东海大桥 ≠ 东海二桥
//	不是数字：2024-03-01-年报.md 第15年
//	撤回：《某某开工》 金额有误，以3月5日的通报为准
//
// The first form says that two or more names are of one thing, the second that two
// things are never one, the third that a text in a release is no figure, the fourth
// that a release no longer answers. A release is named by its file or, in 《》, by its
// title. Other words for the forms, in Chinese and in English, are in words.txt.
//
// [Parse] reports the lines that it cannot read with their numbers; the other lines
// hold. A line that says that two things are two wins over one that says they are
// one, whatever their order, because a figure of the wrong thing is worse than none.
//
// 2026-11-29: a line is one sentence without quotation marks or columns, because
// a press officer writes it in the editor that opens on a double click; instead
// of YAML or a table.
package errata
