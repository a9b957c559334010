// Package said reads what people write to the bot: Strip removes Slack's markup,
// IsHelp, IsChatter and MayAsk tell a question from everything else. The words
// that decide are in words.txt.
package said
