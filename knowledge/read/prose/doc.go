// Package prose looks at one line of Chinese text: how wide it is in print
// ([Measure]), how it begins and ends ([StartOf], [EndOf]), whether it must
// continue in the next ([CutOff]), and whether it looks like a heading
// ([CouldHead]). It knows nothing of the lines around; package unwrap makes
// paragraphs of lines.
//
// The words that decide are in cut.txt, heading.txt and openers.txt.
package prose
