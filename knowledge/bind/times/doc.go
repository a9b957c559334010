// Package times reads the times of a text that are no figures (a [Moment]: 全年,
// 春节期间) and what an article says about the time of its figures outside the
// sentences they are in (a [Calendar]: its title, its headings, its day). What a
// time holds for within a paragraph is for package bind. The words are in
// when.txt.
package times
