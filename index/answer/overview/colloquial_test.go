package overview

import (
	"testing"

	"beilun/knowledge"
)

// TestColloquial reads what people write in a chat, and what only sounds alike: "-".
func TestColloquial(t *testing.T) {
	t.Parallel()
	today := knowledge.Date{Year: 2026, Month: 11, Day: 29}
	district := func(s string) bool { return s == "临湖" || s == "临湖区" || s == "全区" }
	for q, want := range map[string]string{
		"最近有啥新闻没":         "news",
		"最近有没有啥新闻呀":       "news",
		"有没有新的新闻":         "news",
		"有新的新闻没":          "news",
		"有没有新消息":          "news",
		"最近有没有什么新动态":      "news",
		"有啥新闻不":           "news",
		"这两天有啥动静没":        "news",
		"最近都有些啥新闻":        "news",
		"有没有最新的消息呗":       "news",
		"这周有啥新闻没有":        "news from 2026-11-23",
		"今天有新闻没":          "news from 2026-11-29",
		"临湖最近有啥新鲜事没":      "news",
		"来点新闻呗":           "news",
		"发几条最近的新闻":        "news",
		"看看最近的新闻":         "news",
		"最近的新闻有没有":        "news",
		"云汐岛最近有啥消息没":      "news 云汐岛",
		"你这资料最新到哪天":       "updated",
		"资料到几号的":          "updated",
		"数据是哪天的":          "updated",
		"数据是啥时候的":         "updated",
		"你这数据新不新，到哪天":     "updated",
		"资料到啥时候为止":        "updated",
		"你的资料截到几月":        "updated",
		"库里数据到几号啦":        "updated",
		"资料是几月份的呀":        "updated",
		"你那儿的数据更新到啥时候了":   "updated",
		"资料最新是哪天":         "updated",
		"最新一篇是哪天的":        "updated",
		"数据啥时候更新的":        "updated",
		"你都有哪些资料呀":        "releases",
		"你这收了哪些稿子":        "releases",
		"库里都有啥":           "releases",
		"手头有啥资料没":         "releases",
		"你有啥资料":           "releases",
		"列个表，几所学校的占地面积":   "table 学校 用地面积",
		"几个园区的面积列个表呗":     "table 园区 总面积",
		"搞个表，各学校占地面积":     "table 学校 用地面积",
		"有哪些总部项目？各投多少":    "table 总部项目 总投资",
		"有啥总部项目？各投了多少钱":   "table 总部项目 总投资",
		"总部项目有哪几个，分别投资多少": "table 总部项目 总投资",
		"总部项目都有啥，投资额咋样":   "table 总部项目 总投资",
		"各总部项目投了多少":       "table 总部项目 总投资",
		"都有啥学校":           "list 学校",
		"有啥园区没":           "list 园区",
		"园区都有些啥":          "list 园区",
		"临湖有啥学校不":         "list 学校",

		"资料费多少":        "-",
		"数据中心是哪天开工的":   "-",
		"新闻出版局在哪":      "-",
		"新闻发布会哪天开的":    "-",
		"消息树学校占地面积":    "-",
		"数据局是哪天成立的":    "-",
		"投了多少":         "-",
		"几所学校":         "-",
		"学校占地面积":       "-",
		"云汐园一期、二期各投多少": "-",
		"有没有新的学校":      "-",
		"资料馆到云汐岛多远":    "-",
	} {
		got := "-"
		if req, ok := Read(q, today, district); ok {
			got = show(req)
		}
		if got != want {
			t.Errorf("%s\nread as %s\nwant    %s", q, got, want)
		}
	}
}
