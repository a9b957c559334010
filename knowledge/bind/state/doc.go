// Package state finds how firm a figure is, and whether it is a level or a change.
//
//   - A figure is planned or aimed at if a word for that is in front of it (计划, 力争), and
//     goes on to be so over the commas of a sentence, in a list of aims (目标是：), and below
//     a heading such as 主要目标.
//   - It is a former level if the one that it became follows: 由22天压缩到6天.
//   - By how much a level changed or is above another one is a change: 净增14家,
//     比上届多3000人, 超过年度目标32张.
package state
