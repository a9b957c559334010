// Package period finds the time of each figure of a paragraph. Its words are in
// when.txt of package times. The rules, of 2026-11-29:
//
//   - A figure is of the nearest time to its left between two ；, else of that of the first
//     figure of its sentence, else of the year, the part of a year or the day of the event
//     that an earlier sentence begins with: up to two sentences back in news, in all of the
//     paragraph in a report. The end of something (年末, 截至6月底) is for its own sentence
//     only.
//   - A time that something is compared with (比2023年), at which something was planned
//     (年初预算) or at which something happened (2022年8月动工) is not the time of a figure,
//     except on the day that the release reports on.
//   - 年末, 全年, 一季度 and 12月末 are of the last year given in their paragraph, else of that
//     of the heading or title of a report, else of the last one that the date of the release
//     allows. In a plan (预计年底) it is the next one. A day is of the year given in its
//     sentence.
//   - In a report (公报, 执行情况, 工作报告, or a title with the past period of its data)
//     figures without a time are of its period. A report of work is on the year before; below
//     a heading for what is to be done (目标, 草案, 安排) figures are planned, for the next
//     year.
//   - In news, total investment, area and the like (class lasting) take no year from another
//     clause, and are as of the release. What is signed, or said at a news conference, is of
//     its day.
//   - Behind 建成后 and 达产后 a figure has no time but one that is there.
//   - A day or month without a year that is later in the year than the release is of that year
//     next to words for a term (报名时间, 定于, 拟), some months ahead in a notice, and within a
//     week; otherwise it is of the year before.
//   - A figure in a comparison is of the time that it is compared by: 由上年的3.30%提高到,
//     较一季度的-6.7%. 上年结转 and 结转下年 are things and not times.
//   - What is added up in the report of a month (6月，收入累计完成) is of the year so far, and
//     of the days of the event behind 活动期间.
//   - Nothing is reached at a time to come: with such a time in its own clause a figure is
//     planned, otherwise it has no time. Nor has it one if the year cannot be known.
package period
