// Package when reads the times of press releases: dates, periods and times of day
// with the days they mean. Package zhtime reads them; this package decides where to
// look for one, and rejects what is cut out of a longer word.
package when
