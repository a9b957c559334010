// Package likeness decides whether two releases are prints of one text: a web page
// and its PDF, a reprint with another lead, or an edited paragraph.
//
// A [Likeness] is a summary of bounded size that is kept of each release: MinHash
// values of its shingles, hashes of its sentences, and its numbers with the words
// around them. The numbers decide ([NumbersAgree]): a report of the same form and a
// corrected one differ in nothing else. [IsEdited] compares two paragraphs by their
// full text.
package likeness
