// Package bind tells what each figure of an article measures: whose it is (the
// subject), of which part (the scope), what is measured (the metric), for when,
// and whether it is reached, planned or aimed at.
//
// The rules are of the text alone, so that they hold for any district:
//
//   - A sentence is cut into clauses at ，；：. A named thing stays the subject
//     of the clauses behind it until another one or a ； takes its place. A name
//     that a figure runs up to (投资82亿元的某某产业园) is its subject; one in a
//     list before it (某某、某某等3个项目) or behind 与 or 向 is not.
//   - The metric stands in the figure's own clause, in front of it or, for what
//     is counted, behind it. A rate of change belongs to the metric before it.
//   - The time is the nearest one to the left in the sentence, else the last of
//     the sentences before it in the paragraph.
//   - Where no clause names the subject it is the one of the sentence before,
//     else of the heading, else of the title.
//
// What a figure has to know of the text around it is found once for all figures
// of a paragraph (survey.go, marks.go) and looked up, so that binding takes a
// time that is linear in the text.
//
// Named things are found by their last words (园, 区, 总部, 公司 and the like,
// in suffixes.txt) and grown to the left over words that can be part of a name;
// places and the words of a user's own list are names as they are.
package bind
