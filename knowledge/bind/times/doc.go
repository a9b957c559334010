// Package times reads the times in a text that are no figures (a [Moment]: 全年, 春节期间)
// and what an article says about the time of its figures outside their sentences (a
// [Calendar]: its title, its headings, its day). Package period decides which of them a
// figure is of. The words of both are in when.txt.
package times
