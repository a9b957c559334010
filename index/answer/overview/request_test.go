package overview

import (
	"fmt"
	"strings"
	"testing"

	"beilun/knowledge"
)

// TestRead reads questions of many phrasings, and others that ask something else: "-".
func TestRead(t *testing.T) {
	t.Parallel()
	today := knowledge.Date{Year: 2026, Month: 11, Day: 29}
	district := func(s string) bool { return s == "临湖" || s == "临湖区" || s == "全区" }
	for q, want := range map[string]string{
		"有哪些总部项目":           "list 总部项目",
		"临湖有哪些产业园":          "list 产业园",
		"都有哪些学校":            "list 学校",
		"学校有哪些？":            "list 学校",
		"临湖区的医院都有哪些":        "list 医院",
		"请问全区有哪些中学":         "list 中学",
		"列一下所有园区":           "list 园区",
		"给我列一下所有总部项目和投资额":   "table 总部项目 总投资",
		"帮我列个所有园区的面积":       "table 园区 总面积",
		"各园区的面积":            "table 园区 总面积",
		"各个园区面积分别是多少":       "table 园区 总面积",
		"每个总部项目的总投资和建筑面积":   "table 总部项目 总投资 建筑面积",
		"总部项目投资额清单":         "table 总部项目 总投资",
		"总部项目按投资额排序":        "table 总部项目 总投资 sorted",
		"按总投资从大到小排一下所有总部项目": "table 总部项目 总投资 sorted",
		"总部项目按投资额从小到大排列":    "table 总部项目 总投资 sorted least",
		"哪些项目在建":            "list 项目 underway",
		"哪些项目在建及总投资":        "table 项目 总投资 underway",
		"在建项目有哪些":           "list 项目 underway",
		"有哪些项目已经开工了":        "list 项目 begun",
		"今年有哪些项目开工":         "list 项目 begun from 2026-01-01",
		"这个月有什么新开工项目":       "list 项目 begun from 2026-11-01",
		"有哪些建成的园区":          "list 园区 done",
		"介绍一下云汐岛":           "card 云汐岛",
		"介绍下云汐岛吧":           "card 云汐岛",
		"云汐岛怎么样？":           "card 云汐岛",
		"云汐岛的情况":            "card 云汐岛",
		"云汐岛基本情况":           "card 云汐岛",
		"说说云汐岛":             "card 云汐岛",
		"请简单介绍一下云汐岛的基本情况":   "card 云汐岛",
		"你能给我介绍一下云汐岛吗":      "card 云汐岛",
		"介绍一下临湖区":           "card",
		"临湖怎么样":             "card",
		"介紹一下雲汐島":           "card 云汐岛",
		"最近有什么新闻":           "news",
		"最新消息":              "news",
		"临湖最近有什么新闻":         "news",
		"有什么新闻":             "news",
		"今天有什么新闻吗":          "news from 2026-11-29",
		"本周新闻":              "news from 2026-11-23",
		"上个月有哪些新闻":          "news from 2026-10-01 to 2026-10-31",
		"云汐岛最近有什么消息":        "news 云汐岛",
		"云汐岛有什么新进展":         "news 云汐岛",
		"关于云汐岛的最新动态":        "news 云汐岛",
		"云汐岛有哪些新闻稿":         "news 云汐岛",
		"收录了哪些":             "releases",
		"你都收录了哪些新闻稿":        "releases",
		"有哪些新闻稿":            "releases",
		"列一下新闻稿":            "releases",
		"新闻稿清单":             "releases",
		"有哪些资料":             "releases",
		"收录了多少篇新闻稿":         "releases",
		"资料更新到什么时候":         "updated",
		"数据截止到哪天":           "updated",
		"你的数据更新到哪一天了？":      "updated",
		"最新的资料是什么时候的":       "updated",
		"临湖的资料更新到几号":        "updated",
		"数据更新时间":            "updated",

		"有哪些总部项目？投资额分别是多少？":          "table 总部项目 总投资",
		"有哪些总部，各投资多少":                "table 总部 总投资",
		"把所有学校列出来":                   "list 学校",
		"帮我整理一下临湖的医院名单":              "list 医院",
		"给个园区清单":                     "list 园区",
		"列个总部项目的表":                   "list 总部项目",
		"正在建设的学校有哪些":                 "list 学校 underway",
		"这个月有什么新开工":                  "list 项目 begun from 2026-11-01",
		"最近有哪些竣工":                    "list 项目 done",
		"2024年有哪些项目开工":               "list 项目 begun from 2024-01-01 to 2024-12-31",
		"2025年有哪些新闻":                 "news from 2025-01-01 to 2025-12-31",
		"2024年有哪些学校":                 "-",
		"所有学校的在校生总数是多少":              "-",
		"全部园区的总面积":                   "-",
		"云汐园一期、二期分别投多少":              "-",
		"铜灯是哪里挖出来的":                  "-",
		"云汐园有哪些企业":                   "-",
		"哪些园区面积最大":                   "-",
		"有哪些企业获得补贴":                  "-",
		"最近开工了哪些项目":                  "list 项目 begun",
		"云汐岛有消息吗":                    "news 云汐岛",
		"有新消息吗":                      "news",
		"今日新闻":                       "news from 2026-11-29",
		"有哪些中学和小学":                   "-",
		"有没有优惠政策":                    "-",
		"消息属实吗":                      "-",
		"有限公司怎么注册":                   "-",
		"latest news":                "news",
		"what's the latest news?":    "news 's",
		"which releases do you have": "releases",
		"how up to date is the data": "updated",
		"how many releases":          "news howm",

		"有哪些优惠政策":       "list 优惠政策 unknown",
		"最近的地铁站在哪":      "-",
		"介绍信怎么开":        "card 信怎么开",
		"介绍信去哪里开":       "card 信去哪里开",
		"总投资多少":         "-",
		"云汐岛总投资多少":      "-",
		"哪个园区面积最大":      "-",
		"新闻发言人是谁":       "-",
		"政策截止到什么时候":     "-",
		"报名截止时间是什么时候":   "-",
		"云汐岛什么时候更新改造":   "-",
		"申请需要哪些材料":      "-",
		"需要哪些资料":        "-",
		"2024年办结了哪些实事":  "-",
		"排水管网多长":        "-",
		"系列活动有哪些":       "list 系列活动 unknown",
		"今年有哪些学校":       "-",
		"云汐岛什么时候开工":     "-",
		"数据中心总投资多少":     "-",
		"GDP多少":         "-",
		"哪家医院床位最多":      "-",
		"最近一次台风是什么时候":   "-",
		"有多少学校":         "-",
		"企业怎么申报补贴":      "-",
		"你好":            "-",
		"现在怎么样":         "-",
		"最近怎么样":         "-",
		"情况如何":          "-",
		"怎么样":           "-",
		"谢谢":            "-",
		"这个消息哪来的":       "-",
		"我看到一条新闻说云汐岛塌了": "-",
		"先行开放的科室包括哪些":   "-",
		"云汐岛和金沙岛哪个大":    "-",
	} {
		got := "-"
		if req, ok := Read(q, today, district); ok {
			got = show(req)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", q, got, want)
		}
	}
}

func show(r Request) string {
	out := []string{string(r.Kind)}
	if r.Of != "" {
		out = append(out, r.Of)
	}
	for _, m := range r.Metrics {
		out = append(out, m.Name)
	}
	if r.Phase != AnyPhase {
		out = append(out, string(r.Phase))
	}
	if r.Sorted {
		out = append(out, "sorted")
	}
	if r.Least {
		out = append(out, "least")
	}
	if !r.From.IsZero() {
		out = append(out, fmt.Sprint("from ", r.From))
	}
	if !r.To.IsZero() {
		out = append(out, fmt.Sprint("to ", r.To))
	}
	if (r.Kind == List || r.Kind == Table) && !r.Known {
		out = append(out, "unknown")
	}
	return strings.Join(out, " ")
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		Read("滨江装备创业园入驻企业多少家？", knowledge.Date{Year: 2026, Month: 11, Day: 29}, func(string) bool { return false })
	}
}
