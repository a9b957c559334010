// Package said reads what people write to the bot: Strip removes Slack's markup,
// IsHelp, IsChatter and MayAsk distinguish questions from everything else, CommandIn, HowTo
// and Mistyped find sub-commands, and AboutAnswer what is asked about the answer before. The
// words that decide are in words.txt and about.txt.
package said
