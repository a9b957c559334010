package bot

// correctWords is what is said about corrections, in one language.
type correctWords struct {
	usage                      string
	written, there             string // formats
	notWritten, undone         string // formats
	notUndone                  string // format
	none, head, bad, retracted string // none: no format
	line                       string // format: the number and the text
	more                       string // format
	undo                       string // button
	help                       string // for admins, below the help
}

func correctWordsOf(english bool) *correctWords {
	if english {
		return correctEnglish
	}
	return correctChinese
}

var correctChinese = &correctWords{
	usage: `请写上要更正什么，一次一条，例如：
• /beilun correct 金谷 = 临湖国际创新中心　（同一个东西的几个名称）
• /beilun correct 东海大桥 ≠ 东海二桥　（两回事）
• /beilun correct 不是数字：年报.md 第15年
• /beilun correct 撤回：《某某开工》 金额有误
• /beilun correct undo 3　（撤销第3行）
用 /beilun corrections 查看。`,
	written: "已写入更正表，从现在起生效：%s。用 /beilun corrections 查看或撤销。", there: "更正表里已经有这一条：%s。",
	notWritten: "没有写入：%s。", undone: "已撤销：%s。", notUndone: "没有撤销：%s。",
	none: "更正表里还没有内容。用 /beilun correct 写一条。", head: "更正表，共%d条", bad: "不生效的，共%d行", retracted: "撤回的新闻稿，共%d篇",
	line: "第%d行　%s", more: "另有%d条，请打开文件夹里的更正表.txt查看。", undo: "撤销",
	help: `
• /beilun correct 金谷 = 临湖国际创新中心　更正：同名、不同名、不是数字、撤回；单写 correct 看写法
• /beilun corrections　查看和撤销更正`,
}

var correctEnglish = &correctWords{
	usage: `Please say what is to be put right, one thing at a time, for example:
• /beilun correct 金谷 = 临湖国际创新中心 (names of one thing)
• /beilun correct 东海大桥 != 东海二桥 (two things)
• /beilun correct not a figure: report.md 第15年
• /beilun correct retract: report.md the amount is wrong
• /beilun correct undo 3 (takes line 3 out)
Type /beilun corrections to see them all.`,
	written: "Written down and obeyed from now on: %s. Type /beilun corrections to see it or to undo it.", there: "That is written down already: %s.",
	notWritten: "Not written down: %s.", undone: "Undone: %s.", notUndone: "Not undone: %s.",
	none: "Nothing has been put right yet. Type /beilun correct to begin.", head: "Corrections: %d", bad: "Lines that do not hold: %d", retracted: "Retracted releases: %d",
	line: "Line %d: %s", more: "%d more; please see 更正表.txt in the releases folder.", undo: "Undo",
	help: `
• /beilun correct 金谷 = 临湖国际创新中心 — put right what was read: names, things, figures, releases; correct alone shows how
• /beilun corrections — see and undo corrections`,
}
