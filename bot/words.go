package bot

import (
	"fmt"
	"strings"

	"beilun/index"
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
	maxListed         = 20 // releases named by /beilun releases
	maxRefusedListed  = 5
)

func wordsSharedBy(user string) string { return fmt.Sprintf("<@%s> 分享：", user) }

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
		fmt.Fprintf(&b, "\n• %s", chinese.Citation(r))
	}
	return b.String()
}

// wordsFiguresHead heads the columns of the figures table.
var wordsFiguresHead = []string{"主体", "指标", "数字", "时间", "变化", "来源"}
