package message

// Slack's limits, in one place. A text of a block is counted in characters
// (code points), the text of chat.update in bytes. Where Slack's documentation
// and its behaviour differ, this is the lower number.
const (
	MaxMessage     = 13_000 // characters of all blocks of a message; Slack refuses from about 13,200 on
	MaxBlocks      = 50     // of a message
	limitView      = 100    // blocks of a modal or Home
	MaxSection     = 3_000  // characters of a text block
	MaxButton      = 75     // characters of a button's label
	MaxValue       = 2_000  // characters of a button's value
	limitViewTitle = 24     // characters of a modal's title
	limitMetadata  = 3_000  // characters of a view's private metadata
	limitOption    = 75     // characters of an option's text
	limitMarkdown  = 12_000 // characters of the markdown blocks of a message
	MaxText        = 4_000  // bytes of the text of chat.update; of any message, so that each can be updated
	limitChartText = 50     // characters of a chart's title and of its axes' labels
	limitLabel     = 20     // characters of a point's label
	limitPoints    = 20     // of a chart
	limitRows      = 100    // of a table, without its head
)
