package bot

import (
	"fmt"
	"strings"

	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/zhnum"
)

// What the bot says of its own. Everything else in a reply stands in a release.
const (
	wordsHelp = `问我北仑的公开资料，例如：
• 吉利新能源汽车总部总投资多少？
• 滨江装备创业园入驻企业多少家？
• /beilun 东方中央研究院什么时候开工

答案都是新闻稿里的原文，附来源和日期；资料里没有的，我会说不知道。
在频道里 @我，或直接给我发消息。/beilun 的回答只有你能看到，可以再分享到频道。

/beilun figures 吉利　看关于它的数字和变化，也可以写指标，例如 总投资
/beilun releases　看收录了哪些新闻稿
/beilun help　看这份说明`
	wordsFiguresUsage = "请写短一些，例如：/beilun figures 滨江装备创业园"
	wordsNoFigures    = "资料里没有这样的数字。请换一个名称或指标，例如：/beilun figures 总投资"
	wordsFiguresTitle = "的数字，第%d—%d项，共%d项" // the rows shown, of how many
	wordsMoreFigures  = "看后面的"
	wordsBusy         = "现在问的人太多，请过一会儿再问一次。"
	wordsFailed       = "没能查到资料：出了点问题，请过一会儿再问一次。"
	wordsNotAdmin     = "只有管理员可以重新读取新闻稿。请联系 BEILUN_ADMINS 里的同事。"
	wordsReindexing   = "没能重新读取新闻稿，仍按原来的资料回答。详情请看日志。"
	wordsNoReleases   = "还没有收录新闻稿。"
	wordsShare        = "分享到频道"
	wordsShared       = "已分享到频道。"
	wordsExpired      = "这条回答已经过期，请重新提问后再分享。"
	wordsNotSaid      = "公布的资料里没有说"
	wordsMore         = "相关段落"
	wordsNearest      = "最接近的段落"
	wordsNoSource     = "来源不详"
	wordsNoDate       = "日期不详"
	maxListed         = 20 // releases named by /beilun releases
	maxRefusedListed  = 5
)

func wordsSharedBy(user string) string { return fmt.Sprintf("<@%s> 分享：", user) }

func declineWords(r answer.Reason) string {
	switch r {
	case answer.SubjectUnknown:
		return "资料里没有提到所问的对象。"
	case answer.OtherPlace:
		return "资料里没有这个地方的数据。"
	case answer.OtherTime:
		return "资料里只有其他时间的数据。"
	case answer.NoQuestion:
		return "没看懂问题，请写出想了解的对象。"
	case answer.TooLong:
		return fmt.Sprintf("问题太长，请不要超过%d个字。", answer.MaxQuestion)
	case answer.NothingFound:
		return "资料里没有相关内容。"
	}
	return "资料里提到了它，但没有给出所问的内容。"
}

// otherWords introduces what stands beside a claim.
func otherWords(c answer.Claim) string {
	switch c.Relation {
	case answer.Compared:
		return c.Figure.Binding.Subject
	case answer.Earlier:
		return "此前"
	case answer.Conflicting:
		return "另有说法"
	case answer.Corrected:
		return "已更正，原为"
	case answer.Plan:
		return "原计划或目标"
	case answer.Result:
		return "实际"
	}
	return "另见"
}

// verdictWords tells whether a claim is what the question gives.
func verdictWords(a *answer.Answer) string {
	switch a.Verdict {
	case answer.Agrees:
		return "（与所问一致）"
	case answer.Differs:
		return "（与所问的" + a.Query.Given.Text + "不同）"
	}
	return ""
}

func knownWords(subject string) string { return "关于" + subject + "，资料里有：" }

const wordsSuggested = "可以这样问："

func askedWords(asked string) string { return "接着上一问：" + asked }

func correctedWords(c index.Correction) string {
	return fmt.Sprintf("按“%s”查找（问的是“%s”）", c.To, c.From)
}

func conversionWords(c *answer.Conversion) string {
	return fmt.Sprintf("换算：约%s%s（本机器人换算，资料里没有这个数）", zhnum.Rounded(c.Value), c.Unit)
}

func changesWords(c *index.Changes) string {
	var b strings.Builder
	fmt.Fprintf(&b, "已重新读取：新增%d，更新%d，不变%d，移除%d，未能读取%d。", len(c.New), len(c.Changed), len(c.Same), len(c.Gone), len(c.Refused))
	for i, r := range c.Refused {
		if i == maxRefusedListed {
			b.WriteString("\n…")
			break
		}
		fmt.Fprintf(&b, "\n• %s：%v", r.ID, r.Err)
	}
	return b.String()
}

// releasesWords lists releases, newest first.
func releasesWords(rs []index.Release) string {
	if len(rs) == 0 {
		return wordsNoReleases
	}
	var b strings.Builder
	fmt.Fprintf(&b, "收录了%d篇新闻稿", len(rs))
	for i, r := range rs {
		if i == maxListed {
			fmt.Fprintf(&b, "\n…另有%d篇", len(rs)-maxListed)
			break
		}
		fmt.Fprintf(&b, "\n• %s", citation(r))
	}
	return b.String()
}

// citation names a release: publisher, date, title.
func citation(r index.Release) string {
	source, date, title := r.Source, r.Date.String(), r.Title
	if source == "" {
		source = wordsNoSource
	}
	if date == "" {
		date = wordsNoDate
	}
	if title == "" {
		title = r.ID
	}
	return fmt.Sprintf("%s，%s，《%s》", source, date, title)
}

// wordsFiguresHead heads the columns of the figures table.
var wordsFiguresHead = []string{"主体", "指标", "数字", "时间", "变化", "来源"}
