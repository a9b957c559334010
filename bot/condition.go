package bot

// condition tells an admin how the bot is doing, a line each.
func (b *Bot) condition() []string { return nil }
