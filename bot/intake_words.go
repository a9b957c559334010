package bot

// intakeWords is what is said about releases that are handed over, in one
// language.
type intakeWords struct {
	help                                     string // for admins, below the help
	builtIn, whoMay, noAdmins, notYours      string // whoMay is followed by the admins
	addUsage, tooMany                        string // format
	ask, fallback                            string // fallback: format
	title, noTitle, date, source, url        string
	unknown                                  string
	extent, file, start, figures             string // formats
	sep, stop                                string
	noDate, noSource, noFigures, like, taken string // warnings; like and taken: formats
	add, decline                             string // buttons
	added, addedAs, canAsk                   string // formats; canAsk none
	declined, notAdded, again, expired       string // formats, but for expired
	unread                                   string // format
	removeUsage, removeNone, removeMany      string // formats
	removeHead, remove                       string
	sure, sureText, yes, no                  string // of the dialog; sureText: format
	removed, removedBefore, notRemoved       string // formats
	problems, problemsMore, synced           string // formats
	home                                     string
	reasons                                  [9]string // see intakeReasons
}

func intakeWordsOf(english bool) *intakeWords {
	if english {
		return intakeEnglish
	}
	return intakeChinese
}

var intakeChinese = &intakeWords{
	help: `

管理员可以
• 把新闻稿文件直接发给我，看过解析结果再收入；频道里发文件时 @我
• /beilun add 文件链接　收入已在 Slack 里的文件
• /beilun remove 标题或文件名　移除一篇新闻稿
• /beilun reindex　重新读取新闻稿文件夹`,
	builtIn: "我现在用的是内置的新闻稿，收不了文件；请在部署时用 BEILUN_RELEASES 指定新闻稿文件夹。",
	whoMay:  "新闻稿文件只有管理员可以交给我：", noAdmins: "新闻稿文件只有管理员可以交给我，现在还没有管理员；请在 BEILUN_ADMINS 里填上。",
	notYours: "只有发来这个文件的管理员可以决定收不收。",
	addUsage: "请写上 Slack 里文件的链接，例如：/beilun add https://….slack.com/files/U…/F…/名称。也可以把文件直接发给我。",
	tooMany:  "一次最多看%d个文件，另有%d个没有看，请分几次发。",
	ask:      "读到一篇新闻稿，要收入吗？", fallback: "读到一篇新闻稿，要收入吗？《%s》，%s。请在消息里点“收入”或“不要”。",
	title: "标题", noTitle: "（没有标题）", date: "日期", source: "来源", url: "网址", unknown: "不详",
	extent: "%d段，%d个数字", file: "文件：%s", start: "开头", figures: "一些数字：%s", sep: "、", stop: "。",
	noDate: "没有找到日期：回答会写“日期不详”。", noSource: "没有找到发布单位：回答会写“来源不详”。", noFigures: "没有读到数字。",
	like: "标题和日期与已收录的一篇相同：%s", taken: "已有同名的文件：%s。收入后会另存一个名称。",
	add: "收入", decline: "不要",
	added: "已收入：《%s》，可以提问了。", addedAs: "编号：%s", canAsk: "可以这样问",
	declined: "没有收入：%s。", notAdded: "没有收入 %s：%s。", again: "没能收入 %s：%s。可以再试一次。", expired: "这个预览已经过期，请重新发一次文件。",
	unread:      "读不了 %s：%s。",
	removeUsage: "请写上标题或文件名，例如：/beilun remove 某某通报。用 /beilun releases 看收录了哪些。",
	removeNone:  "没有标题或文件名含“%s”的新闻稿。用 /beilun releases 看收录了哪些。",
	removeMany:  "另有%d篇也符合，请写得更完整一些。",
	removeHead:  "要移除哪一篇？", remove: "移除",
	sure: "移除这篇新闻稿？", sureText: "《%s》会从新闻稿文件夹里移走，之后的回答不再用它。", yes: "移除", no: "不移除",
	removed: "已移除：《%s》。", removedBefore: "《%s》已经不在了。", notRemoved: "没能移除《%s》：%s。",
	problems: "读不了的文件：%d个", problemsMore: "另有%d个", synced: "最近一次读取：%s前",
	home: "管理员：把新闻稿文件发到“消息”里就可以收入；输入 /beilun help 看更多。",
	reasons: [...]string{
		"应用缺少读取文件的权限 files:read，请按 beilun manifest 的输出更新应用并重新安装", "文件已经从 Slack 删除", "我看不到这个文件，请把它直接发给我",
		"文件不在 Slack 里而在别的网站上，请下载后把文件本身发给我", "不是能读的文件种类", "没有完整取到文件，请稍后再试", "文件的地址不在 Slack 上，没有去取", "Slack 没有给出文件，请稍后再试",
		"文件在预览之后变了，请重新发一次",
	},
}

var intakeEnglish = &intakeWords{
	help: `

Admins can
• send me the file of a release, see how it reads and take it in; in a channel, mention me with it
• /beilun add LINK — take in a file that is in Slack already
• /beilun remove TITLE or file name — remove a release
• /beilun reindex — read the releases folder anew`,
	builtIn: "I answer from the built-in releases and cannot take files in; set BEILUN_RELEASES to a releases folder where I am run.",
	whoMay:  "Only admins can hand me files of releases: ", noAdmins: "Only admins can hand me files of releases, and there are none yet; name them in BEILUN_ADMINS.",
	notYours: "Only the admin who sent this file can decide on it.",
	addUsage: "Please give the link of a file in Slack, for example: /beilun add https://….slack.com/files/U…/F…/name. Or send me the file.",
	tooMany:  "I look at %d files at a time; %d more were left out. Please send them in parts.",
	ask:      "I read a release. Take it in?", fallback: "I read a release. Take it in? “%s”, %s. Please click “Take in” or “Leave out” in the message.",
	title: "Title", noTitle: "(no title)", date: "Date", source: "Source", url: "Address", unknown: "unknown",
	extent: "paragraphs: %d, figures: %d", file: "File: %s", start: "It begins", figures: "Some figures: %s", sep: ", ", stop: ".",
	noDate: "No date was found: answers will say “undated”.", noSource: "No publisher was found: answers will say “publisher unknown”.", noFigures: "No figures were found.",
	like: "The title and date are those of a release that I have: %s", taken: "There is a file of this name: %s. The new one will get another name.",
	add: "Take in", decline: "Leave out",
	added: "Taken in: “%s”. You can ask about it now.", addedAs: "Its ID: %s", canAsk: "You can ask",
	declined: "Left out: %s.", notAdded: "Did not take in %s: %s.", again: "Could not take in %s: %s. You can try again.", expired: "This preview has expired. Please send the file again.",
	unread:      "Cannot read %s: %s.",
	removeUsage: "Please give a title or a file name, for example: /beilun remove bulletin. Type /beilun releases to see what I have.",
	removeNone:  "No release has “%s” in its title or file name. Type /beilun releases to see what I have.",
	removeMany:  "%d more match; please write more of it.",
	removeHead:  "Which one is to be removed?", remove: "Remove",
	sure: "Remove this release?", sureText: "“%s” will be moved out of the releases folder, and no answer will use it any more.", yes: "Remove", no: "Keep",
	removed: "Removed: “%s”.", removedBefore: "“%s” is not there any more.", notRemoved: "Could not remove “%s”: %s.",
	problems: "Files that cannot be read: %d", problemsMore: "and %d more", synced: "Last read: %s ago",
	home: "Admins: send the file of a release under “Messages” to take it in; type /beilun help to learn more.",
	reasons: [...]string{
		"the app lacks the permission files:read; update it with what \"beilun manifest\" prints and reinstall it", "the file is deleted from Slack", "I cannot see this file; please send it to me directly",
		"the file is not in Slack but elsewhere; please download it and send me the file itself", "it is not a kind of file that I read", "the file did not come whole; please try again later", "the file's address is not Slack's, and I did not go there", "Slack did not give me the file; please try again later",
		"the file has changed since the preview; please send it again",
	},
}
