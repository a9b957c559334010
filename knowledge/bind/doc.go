// Package bind tells what each figure of an article measures: whose it is (the
// subject), of which part (the scope), what is measured (the metric), for when,
// and whether it is reached, planned or aimed at.
//
// The rules are of the text alone, so that they hold for any district:
//
//   - A sentence is cut into clauses at ，；：, and those into names and noun
//     phrases (chunk.go, unit.go).
//   - Whose a figure is, is a choice. Rules propose what it can be of (candidate.go):
//     what its clause, the ones before it, the sentences before and the paragraphs
//     before tell of, the heading's and the title's things, the district that the
//     release speaks for; a short name, 该项目 or a kind alone stands for the thing
//     told of before. Rules forbid: where a thing lies, who does it, who says it,
//     what kind of thing it is, a metric, a list in front of 等3个.
//   - A linear model chooses among them by named features (feature.go), with the
//     weights of weights.txt, which "beilun eval bind" learns from facts. How sure it
//     is stays with the figure.
//   - What stands for a thing told of before is it: 前者 the first of two, 学校 and
//     该公司 the last one of their kind. Of a list with a figure each (用于甲园6亿元、
//     乙线4亿元) each figure is of the thing in front of it.
//   - What is counted in front of a figure (签约项目26个，总投资214.7亿元) is the part
//     that it is of. By how much a level changed, or is above another one (净增14家,
//     比上届多3000人, 超过年度目标32张), is a change of what the level is of.
//   - A group of things without a name (医疗卫生机构) is a part, the scope, of the
//     figures of whoever has it: the best candidate with a name (subject.go).
//   - The metric stands in the figure's own clause, in front of it or, for what
//     is counted, behind it. A rate of change belongs to the metric before it.
//   - The time is the nearest one to the left in the sentence; see Time.
//
// What 分别 and its kin deal out is settled before anything else (respectively.go,
// members.go, deal.go): the i-th value is the i-th member's, be it a thing, a part
// of what is measured, a measure or a time, and the i-th change that of the i-th
// level. Where the numbers differ the values are nobody's. A plan goes on over the
// commas of its sentence (state.go) and over what stands below 主要目标.
//
// What a figure has to know of the text around it is found once for all figures
// of a paragraph (survey.go, marks.go) and looked up, so that binding takes a
// time that is linear in the text.
//
// A thing that a number is the name of (3号泊位, A3地块, S3线) is found by the
// number and the kind behind it; see numbers. Where it has no more of a name than
// that it is of the site that the heading names.
//
// Named things are found by their last words (园, 区, 总部, 公司 and the like,
// in suffixes.txt) and grown to the left over words that can be part of a name;
// places and the words of a user's own list are names as they are.
//
// # Time
//
// What decides stands in when.txt. The rules, of 2026-11-29:
//
//   - A figure holds for the nearest time to its left between two ；, else for
//     the one that its sentence's first figure holds for, else for the year, the
//     part of a year or the day of the event that a sentence before it begins
//     with: in news two sentences back, in a report all of the paragraph. The end
//     of something (年末, 截至6月底) holds for its own sentence only.
//   - No time of a figure are one that is compared with (比2023年), one at which
//     something was planned (年初预算), and one at which something happened
//     (2022年8月动工), but for the day that the release reports on.
//   - 年末, 全年, 一季度, 12月末 take the year told last in their paragraph, else
//     that of the heading or the title of a report, else the last one that the
//     release can mean by its date. A plan (预计年底) takes the next one. A day
//     is of the year told in its sentence.
//   - A report (公报, 执行情况, 工作报告, and what has the past period of its data
//     in the title) gives its period to its figures without a time. A report of
//     work is of the year before; below a heading of what is to be done (目标,
//     草案, 安排) figures are planned and of the year to come.
//   - In news the total investment, the area and the like (lasting in when.txt)
//     take no year from another clause, and hold as of the release. All that is
//     signed, or told at a news conference, is of its day.
//   - Behind 建成后, 达产后 a figure has no time but one told there.
//   - A bare day or month that is later in its year than the release is of that
//     year where a term is told (报名时间, 定于, 拟), where it is some months ahead in a
//     notice, and where it is within a week; else of the year before.
//   - A figure in a comparison is of the time it is compared by: 由上年的3.30%提高到,
//     较一季度的-6.7%. 上年结转 and 结转下年 are things and no times.
//   - What is added up in a month's report (6月，收入累计完成) is of the year so far,
//     and in 活动期间 of the days told for the event.
//   - Nothing reached is of a time to come: a figure whose own clause tells such
//     a time is planned, any other has no time. Where it cannot be told which
//     year is meant the figure has none either.
package bind
