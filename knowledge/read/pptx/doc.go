// Package pptx reads slides of PowerPoint since 2007 and WPS. It takes the bytes
// of a .pptx file and returns an article in which each slide is a section: its
// title the heading, its texts and tables the paragraphs, in the order in which
// they are read on the slide.
//
// It finds the slides in their order (pptx.go), walks through the shapes of each
// (walk.go) with their tables (table.go) and charts (chart.go), orders these by
// their place on the slide (order.go), which may be the one in the slide's layout
// (layout.go), and takes headings and passages from them (slide.go); package word
// makes the article.
//
// The elements are those of ECMA-376, part 1: chapter 19 for slides, 21 for text,
// tables and charts.
//
// 2026-11-30: a text box right above another, short and without a figure, heads
// it, because cards with a head each are the most frequent layout in which a text
// would come under a heading that is not its own. A slide without a title is
// headed by the title of all slides, so that it does not belong to the slide
// before it.
//
// 2026-11-30: hidden slides and notes are left out, because the audience did not
// see them. Pictures of text are no text. A diagram (SmartArt) is read as PowerPoint
// drew it last (diagram.go); one that was never drawn is left out.
//
// 2026-11-30: a chart is read as the table of its values in the form in which it
// shows them. A chart with values in another form than a plain number or percentage,
// with days as categories or with points of two values is left out as a whole,
// instead of giving a number that nobody saw.
package pptx
