// Package prose says of one line of Chinese text how wide it is in print
// ([Measure]), how it begins and ends ([StartOf], [EndOf]), whether it can only go
// on in the next ([CutOff]), and whether it has the form of a heading
// ([CouldHead]). It looks at the words of the line alone; how lines make
// paragraphs is for package unwrap.
//
// The words that decide are in cut.txt, heading.txt and openers.txt.
package prose
