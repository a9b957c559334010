// Package said reads what people write to the bot: Strip removes Slack's markup,
// IsHelp, IsChatter and MayAsk distinguish questions from everything else. The words
// that decide are in words.txt.
package said
