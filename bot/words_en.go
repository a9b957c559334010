package bot

var uiEnglish = &ui{
	help: `Ask me about the public releases on %[1]s, in Chinese, pinyin or English:
%[2]s

Every answer is the text of a press release with its source and date. What the releases do not say, I say I do not know.

How to ask
• Mention me in a channel, or write to me directly; follow-up questions in the same thread need no mention
• /beilun and a question: only you see the answer, and you can share it
• Choose “查新闻稿” under “More actions” of any message

Other commands
• /beilun figures %[3]s — its figures and how they changed; or a metric such as 总投资
• /beilun subscribe %[3]s — post a digest here when a release brings new figures on it; unsubscribe ends it
• /beilun releases — which releases I know
• /beilun status — how recent they are
• /beilun help — this text`,
	figuresUsage: "Please keep it short, for example: /beilun figures 总投资",
	noFigures:    "The releases have no such figures. Try another name or metric, for example: /beilun figures 总投资",
	figuresTitle: "Figures of “%s”, %d–%d of %d", figuresAll: "Figures, %d–%d of %d",
	moreFigures: "Show the next",
	failed:      "Something went wrong and I could not look it up. Please ask again in a while.",
	notAdmin:    "Only admins can do that. Please turn to a colleague named in BEILUN_ADMINS.", reindexFailed: "The releases could not be read anew; I go on with those I have. See the log for details.",
	noReleases: "There are no releases yet.", releases: "I know %d releases", moreReleases: "and %d more",
	changes: "Read anew: %d new, %d changed, %d unchanged, %d gone, %d could not be read.",
	share:   "Share in channel", shared: "Shared.", sharedBefore: "This answer has been shared already.", sharedBy: " shares the answer to: %s", expired: "This answer has expired. Please ask again.",
	notInChannel: "I am not in this channel, so I cannot share. Please type /invite @beilun and click again.",
	more:         "More passages", context: "Show in context", chart: "Chart and table",
	useful: "Useful", useless: "Not useful", thanks: "Thank you, noted.",
	whyTitle: "What is wrong?", whyLabel: "Reason", whyFree: "Anything to add (optional)", whyHint: "For example: the right figure, and the release it stands in",
	reasons: []reason{
		{"wrong", "The answer is wrong"}, {"other", "Not what I asked"}, {"old", "The figure is out of date"}, {"missing", "The releases say it, but you do not know"}, {"unclear", "Hard to understand"},
	},
	send: "Send", cancel: "Cancel", closes: "Close",
	contextTitle: "In context", before: "Before it", after: "After it",
	edited: "You changed your question. Answer the new one instead?", editedYes: "Answer again", replaced: "Answered anew.",
	status:  "looking it up…",
	welcome: "You are welcome.", nodded: "All right.",
	greetChannel: "Hello, I answer questions about %s with the text of press releases, each with its source and date. Mention me with a question, for example “%s”; follow-ups need no mention. Type /beilun help to learn more.",
	greetUser:    "Hello, I answer questions about %s with the text of press releases, each with its source and date. What they do not say, I say I do not know. Just send me a question, for example “%s”.",
	promptsTitle: "You can ask",
	here:         "this district", homeTitle: "Releases on %s", homeUntitled: "Press releases",
	homeKnows: "%d releases with %d passages", homeLatest: ", the latest of %s", homeNewest: "Newest releases",
	homeNews:    "To get a digest of new figures: /beilun subscribe %s, in a channel or in a direct message.",
	homeFigures: "Some figures", homeExamples: "Click to ask", homeSettings: "Settings", languageLabel: "Language",
	languages: [3]string{"As in Slack", "中文", "English"},
	time:      "Time", thing: "Thing", figure: "Figure", note: "Note", source: "Source",
	unitFormat: " (unit: %s; figures as in the releases)", unitSkips: " (unit: %s; figures as in the releases; some years are missing)", chartShown: "The chart is in this thread already.",
	figuresHead:  []string{"Subject", "Metric", "Figure", "Time", "Change", "Source"},
	notes:        map[string]string{"计划": "planned", "目标": "target", "原为": "was", "已更正": "corrected", noteOther: "other sources", noteAlso: "also"},
	statusFormat: "%d releases with %d passages. The latest: %s",
	feedbackNone: "Nobody has rated an answer yet.", feedbackHead: "Latest ratings:",
	asked:     "Asked: %s",
	connected: "Connection: up for %s; Slack counts %d, the last data came %s ago", apart: "Connection: down, reconnecting",
	lastApart: "Last lost: %s, %s ago", crowded: "Another process uses the same app token, and gets a part of the messages.",
	queued: "Waiting: %d", scope: "Permission: %s %s", seconds: "%d s", minutes: "%d min", hours: "%d h",
}
