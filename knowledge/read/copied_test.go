package read

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCopied reads pages as they are copied: with what is around the article,
// tables in bars, and Markdown with a paragraph on each line.
func TestCopied(t *testing.T) {
	t.Parallel()
	const body = "澜江区的会展中心昨天封顶，总投资12.5亿元，占地三百亩，明年夏天可以投入使用。"
	for _, tt := range []struct {
		name, id, data      string
		title, source, date string
		outline             []string
	}{
		{"a portal", "a.txt", "登录 注册 长者版 | 无障碍\n首页 | 政务公开 | 互动交流\n您当前的位置：\n>> 走进澜江 >> 政策\n\n会展中心封顶\n\n编稿时间: 2024-01-02 08:41 来源: 澜江区住建局 浏览量:1次  字体:\n" + body + "\n字体：大 中 小\n打印 关闭 分享到：\n上一篇：甲项目开工\n下一篇：乙项目开工\n责任编辑：林某\n",
			"会展中心封顶", "澜江区住建局", "2024-01-02", []string{body}},
		{"a paper", "a.txt", "第11版：城事\n\n澜江日报海外版 2024年01月16日 星期二\n\n返回目录   放大缩小全文复制    上一篇  下一篇\n\n会展中心封顶\n\n《 澜江日报海外版 》（ 2024年01月16日   第 11 版）\n\n" + body,
			"会展中心封顶", "澜江日报海外版", "2024-01-16", []string{body}},
		{"a paper with arrows", "a.txt", "第A2版：要闻 上一版3  4下一版\n标题导航\n2024年01月16日 星期二\n3 上一篇 放大 缩小 默认\n会展中心封顶\n" + body, "会展中心封顶", "", "2024-01-16", []string{body}},
		{"a menu of a site of its own", "a.txt", "登录 注册 长者版 | 无障碍 I 繁体中文\n会展中心封顶\n" + body, "会展中心封顶", "", "", []string{body}},
		{"a repost", "a.txt", "查看原文\n其他\n\n会展中心封顶！还有这些项目……\n\n澜江发布 2022-01-08\n\n" + body + "\n\n新闻推荐\n• 甲镇建成新桥！\n• 乙镇有了新学校\n", "会展中心封顶！还有这些项目……", "澜江发布", "2022-01-08", []string{body}},
		{"a page in traditional characters", "a.txt", "會展中心封頂\n- 發佈時間:2016-02-17 08:31:44 來源:瀾江日報 責任編輯:羅某\n" + body + "\n- 股票名稱 最新價 漲跌幅\n", "會展中心封頂", "瀾江日報", "2016-02-17", []string{body}},
		{"the table of an office", "a.md", "| 索引号: | 0012/2025-3 | 发文字号: | |||\n| 发布机构: | 澜江区财政局 | 成文日期: | 2025-08-04 | 发布日期: | 2025-08-04 |\n| 标题: | 澜江区2024年决算报告 | ||||\n澜江区2024年决算报告\n2024年，全区收入48.6亿元，增长5.8%。\n",
			"澜江区2024年决算报告", "澜江区财政局", "2025-08-04", []string{"2024年，全区收入48.6亿元，增长5.8%。"}},
		{"such a table of open rows", "a.txt", "文件名称 | 澜江区2025年政府工作报告 | ||\n索引号 | /2025-01 | 公开目录: | 工作报告 |\n公开责任部门 | 公开形式: | 主动公开 | |\n文号 | 成文日期: | 2025年04月15日 | |\n" + body,
			"澜江区2025年政府工作报告", "", "2025-04-15", []string{body}},
		{"a yearbook", "a.txt", "2024年澜江区统计公报\n\n选择区域：>>\n\n澜江区统计局\n\n2025年2月\n\n" + body, "2024年澜江区统计公报", "澜江区统计局", "2025-02", []string{body}},
		{"a title twice", "a.txt", "第一篇：澜江学院关于面向社会公开招聘人员的公告\n澜江学院关于面向社会公\n开招聘人员的公告\n" + body, "澜江学院关于面向社会公开招聘人员的公告", "", "", []string{body}},
		{"a speech", "a.txt", "2025年政府工作报告\n\n各位代表：\n\n" + body, "2025年政府工作报告", "", "", []string{"各位代表：", body}},
		{"a paper in brackets", "a.txt", "会展中心封顶\n（澜江日报 记者林某 通讯员苏某）" + body, "会展中心封顶", "澜江日报", "", []string{"（澜江日报 记者林某 通讯员苏某）" + body}},
		{"a paper in front", "a.txt", "会展中心封顶\n澜江晚报讯（记者 林某）" + body, "会展中心封顶", "澜江晚报", "", []string{"澜江晚报讯（记者 林某）" + body}},
		{"a source behind", "a.txt", body + "\n" + body + "来源: 澜江通讯社", "", "澜江通讯社", "", []string{body, body + "来源: 澜江通讯社"}},
		{"pictures", "a.txt", "会展中心封顶\n" + body + "\n会展中心效果图\n" + body + "\n图1：2020-2024年收入\n" + body, "会展中心封顶", "", "", []string{body, "会展中心效果图", body, "图1：2020-2024年收入", body}},

		{"bars", "a.txt", "澜江区2022年主要指标\n\n| 指标 | 总 量（亿元） | 增长（%） |\n| 地区生产总值 | 310.5 | 4.2 |\n| 出口总额 | 88.1 | -3.6 |\n", "澜江区2022年主要指标", "", "",
			[]string{"指标：地区生产总值；总量：310.5亿元；增长：4.2%", "指标：出口总额；总量：88.1亿元；增长：-3.6%"}},
		{"bars with a rule", "a.txt", "| 指标 | 总量（亿元） |\n|---|---:|\n| 出口总额 | 88.1 |\n", "", "", "", []string{"指标：出口总额；总量：88.1亿元"}},
		{"bars in Markdown", "a.md", "澜江区2022年主要指标\n| 指标 | 总量（亿元） |\n| 出口总额 | 88.1 |\n| 进口总额 | 18.1 |\n", "澜江区2022年主要指标", "", "", []string{"指标：出口总额；总量：88.1亿元", "指标：进口总额；总量：18.1亿元"}},
		{"open bars", "a.txt", "港名 | 3月 | 增幅%\n东湾港 | 12.5万吨 | 3.4\n西湾港 | 10.5万吨 | 2.4\n", "", "", "", []string{"港名：东湾港；3月：12.5万吨；增幅：3.4%", "港名：西湾港；3月：10.5万吨；增幅：2.4%"}},
		{"an empty corner", "a.txt", "| 绝 对 数（亿元） | 比上年增长（%） |\n工业增加值 | 583.2 | 4.9 |\n建筑业增加值 | 33.4 | 2.3 |\n", "", "", "", []string{"工业增加值；绝对数：583.2亿元；比上年增长：4.9%", "建筑业增加值；绝对数：33.4亿元；比上年增长：2.3%"}},
		{"a lost corner", "a.txt", "| 1、工业 | |||\n| 6月 | 1-6月累计 | 累计 | |\n| 增长% | |||\n| 工业增加值（亿元） | 96.2 | 458.7 | -9.1 |\n| 销售产值（亿元） | 431.7 | 2015.3 | 9.9 |\n| 2、企业 | |||\n| 5月 | 增长% | |\n| 企业个数（个） | 3518 | 0.2 |\n", "", "", "",
			[]string{"1、工业", "工业增加值；6月：96.2亿元；1-6月累计：458.7亿元；累计增长：-9.1%", "销售产值；6月：431.7亿元；1-6月累计：2015.3亿元；累计增长：9.9%", "2、企业", "企业个数；5月：3518个；增长：0.2%"}},

		{"lines of Markdown", "a.md", "# 澜江区2022年公报\n\n一、综合\n全区实现地区生产总值310.5亿元，增长4.2%。\n二、农业\n粮食产量4.2万吨，增长1.1%。\n", "澜江区2022年公报", "", "",
			[]string{"# 一、综合", "全区实现地区生产总值310.5亿元，增长4.2%。", "# 二、农业", "粮食产量4.2万吨，增长1.1%。"}},
		{"an article in Markdown", "a.md", "会展中心封顶\n2024-05-01 来源：澜江日报\n" + body + "\n一、工期\n(一)主体\n" + body + "\n" + body + "\n", "会展中心封顶", "澜江日报", "2024-05-01", []string{body, "# 一、工期", "# (一)主体", body, body}},

		{"lines that were cut", "a.txt", "澜江区政策\n念好“两业经”，结合省“\n5+4”稳进提质政策体系，\n特制订如下政策，自公布之日起施行。\n在第十九届\n人民代表大会上通过。\n", "澜江区政策", "", "", []string{"念好“两业经”，结合省“5+4”稳进提质政策体系，特制订如下政策，自公布之日起施行。", "在第十九届人民代表大会上通过。"}},
		{"items", "a.txt", "澜江学校招聘\n" + body + "\n一、招聘岗位及条件\n二、招聘范围：符合条件者均可报名。\n三、报名费：每人120元。\n", "澜江学校招聘", "", "", []string{body, "一、招聘岗位及条件", "二、招聘范围：符合条件者均可报名。", "三、报名费：每人120元。"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, err := File(tt.id, []byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != tt.title || a.Source != tt.source || a.Date.String() != tt.date {
				t.Errorf("title %q, source %q, date %q; want %q, %q, %q", a.Title, a.Source, a.Date, tt.title, tt.source, tt.date)
			}
			if diff := cmp.Diff(tt.outline, outline(a)); diff != "" {
				t.Errorf("outline (-want +got):\n%s", diff)
			}
			checkOrigins(t, a, []byte(tt.data), asUTF8)
		})
	}
}

// TestNotCopied reads texts that look like words of a page, a table or Markdown
// with a paragraph on each line, and are none.
func TestNotCopied(t *testing.T) {
	t.Parallel()
	const body = "澜江区的会展中心昨天封顶，总投资12.5亿元，占地三百亩，明年夏天可以投入使用。"
	for _, tt := range []struct {
		name, id, data string
		title, source  string
		outline        []string
	}{
		{"a headline of such words", "a.txt", "收藏分享会举行\n" + body, "收藏分享会举行", "", []string{body}},
		{"a headline with such words", "a.txt", "注册 收藏 创新港\n" + body, "注册 收藏 创新港", "", []string{body}},
		{"a heading of a menu", "a.txt", "会展中心封顶\n" + body + "\n政务公开\n" + body, "会展中心封顶", "", []string{body, "# 政务公开", body}},
		{"words between sentences", "a.txt", "会展中心封顶\n" + body + "\n打印\n返回\n" + body, "会展中心封顶", "", []string{body, "打印", "返回", body}},
		{"links with prose", "a.txt", body + "\n相关链接\n" + body, "", "", []string{body, "# 相关链接", body}},
		{"who wrote it", "a.txt", body + "\n记者：林某\n", "", "", []string{body, "记者：林某"}},
		{"an office at work", "a.txt", "会展中心封顶\n澜江区财政局讯问了有关企业。\n" + body, "会展中心封顶", "", []string{"澜江区财政局讯问了有关企业。", body}},
		{"this paper", "a.txt", "会展中心封顶\n本报讯（记者林某）" + body, "会展中心封顶", "", []string{"本报讯（记者林某）" + body}},
		{"where money comes from", "a.txt", body + "\n项目已经动工。资金来源: 财政拨款", "", "", []string{body, "项目已经动工。资金来源: 财政拨款"}},
		{"a part of a title", "a.txt", "澜江区重大项目集中开工\n重大项目集中开工\n" + body, "澜江区重大项目集中开工", "", []string{"# 重大项目集中开工", body}},
		{"a song", "a.txt", "在希望的田野上\n" + body, "在希望的田野上", "", []string{body}},

		{"bars between names", "a.txt", body + "\n文字 | 林某\n图片 | 苏某\n", "", "", []string{body, "文字 | 林某", "图片 | 苏某"}},
		{"bars in the cells of a table", "a.txt", "项目\t投资\n学校 | 医院\t5亿元\n", "", "", []string{"项目：学校 | 医院；投资：5亿元"}},
		{"one line of bars", "a.txt", body + "\n地址 | 电话 12345\n", "", "", []string{body, "地址 | 电话 12345"}},
		{"a table with 来源", "a.txt", "| 来源 | 金额（亿元） |\n| 税收 | 3.5 |\n| 基金 | 1.2 |\n", "", "", []string{"来源：税收；金额：3.5亿元", "来源：基金；金额：1.2亿元"}},
		{"a column without a head", "a.txt", "| 项目 | 投资 | |\n| 学校 | 5亿元 | 3年 |\n| 医院 | 8亿元 | 2年 |\n", "", "", []string{"项目：学校；投资：5亿元；3年", "项目：医院；投资：8亿元；2年"}},

		{"Markdown that runs on", "a.md", "澜江区昨天召开会议，部署下一阶段的重点\n工作，要求各部门抓紧落实，确保完成全年\n任务。\n\n会议还听取了有关部门的汇报，研究了人事\n事项。\n", "", "", []string{"澜江区昨天召开会议，部署下一阶段的重点工作，要求各部门抓紧落实，确保完成全年任务。", "会议还听取了有关部门的汇报，研究了人事事项。"}},
		{"Markdown that runs on behind a full stop", "a.md", "澜江区昨天召开会议，部署下一阶段的任务。\n会议要求各部门抓紧落实，确保完成全年任\n务，并且研究了人事事项。\n", "", "", []string{"澜江区昨天召开会议，部署下一阶段的任务。会议要求各部门抓紧落实，确保完成全年任务，并且研究了人事事项。"}},
		{"a quotation that is closed with the wrong mark", "a.txt", body + "\n全区念好“两业经“\n" + body, "", "", []string{body, "# 全区念好“两业经“", body}},
		{"verses", "a.txt", "湖上清风起，\n山前白鹭飞。\n行人桥上过，\n灯火照人归。\n", "", "", []string{"湖上清风起，", "山前白鹭飞。", "行人桥上过，", "灯火照人归。"}},
		{"an aim", "a.txt", body + "\n建设目的\n" + body, "", "", []string{body, "# 建设目的", body}},
		{"headings over items", "a.txt", "澜江区规划\n" + body + "\n一、目标\n1、全年建成会展中心，投入使用。\n二、任务\n" + body, "澜江区规划", "", []string{body, "# 一、目标", "1、全年建成会展中心，投入使用。", "# 二、任务", body}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, err := File(tt.id, []byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != tt.title || a.Source != tt.source {
				t.Errorf("title %q, source %q; want %q, %q", a.Title, a.Source, tt.title, tt.source)
			}
			if diff := cmp.Diff(tt.outline, outline(a)); diff != "" {
				t.Errorf("outline (-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzCopied reads lines of any kind in both formats.
func FuzzCopied(f *testing.F) {
	f.Add("| a | b |\n| 1 | 2 |\n一、\n登录 注册\n" + bodyA)
	f.Add("|||\n|-|\n||\n索引号 | x\n标题：|\n第 | 次\n“\n”")
	f.Add("- 来源：甲报\n上一篇\n{{x}}\n" + strings.Repeat("|", 30) + "\n６月 | ｜")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			t.Skip()
		}
		for _, id := range []string{"a.txt", "a.md"} {
			_, _ = File(id, []byte(text)) // may return an error, must not panic
		}
	})
}
