package read

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	bodyA = "新城管委会昨天发布消息，滨河绿道二期工程完成验收，全长6.5公里，沿线新增口袋公园4处，市民可以从老码头一直走到湖边。"
	bodyB = "管委会表示，三期工程计划明年开工。"
)

// TestOrdinary reads texts that were not copied out of a page: each line is a
// paragraph or a heading.
func TestOrdinary(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text string
		title      string
		outline    []string // nil if every line is a paragraph
	}{
		{name: "one paragraph", text: bodyA},
		{name: "two paragraphs", text: bodyA + "\n" + bodyB},
		{name: "two lines", text: "春天来了\n花开了"},
		{name: "blank lines", text: bodyA + "\n\n\n" + bodyB + "\n\n" + bodyA},
		{name: "long paragraphs", text: strings.Repeat(bodyA+"\n", 12)},
		{name: "short sentences", text: strings.Repeat("今天天气好。\n大家去湖边。\n孩子们都在笑。\n", 5)},
		{name: "equal lengths", text: strings.Repeat("这一行总是十三个字左右。\n那一行也是差不多长的。\n", 8)},
		{name: "list of names", text: "青禾小学\n云岭中学\n白鹭幼儿园\n湖东职业学校\n临港实验学校\n滨河小学\n"},
		{name: "list with ends", text: "一、完成绿道建设；\n二、改造老旧小区12个；\n三、新增停车位3000个；\n四、开通公交线路5条。\n"},
		{name: "list of clauses", text: "重点任务包括以下几项：\n完成绿道建设，\n改造老旧小区，\n新增停车位，\n开通公交线路。\n"},
		{name: "numbers", text: "2021年 120亿元\n2022年 133亿元\n2023年 151亿元\n2024年 168亿元\n2025年 190亿元\n"},
		{name: "poem", text: "湖上清风起\n山前白鹭飞\n行人桥上过\n灯火照人归\n\n新路连新港\n长桥接远村\n潮来千万里\n春到每家门\n"},
		{name: "verse with marks", text: "湖上清风吹绿柳，\n桥边明月照归人。\n一城烟火千家暖，\n两岸楼台万象新。\n"},
		{name: "spaces stay", text: "总投资 3 亿元，占地 20 亩。\n二期 2 亿元。"},
		{
			name: "title and body", text: "滨河绿道二期完成验收\n" + bodyA + "\n" + bodyB, title: "滨河绿道二期完成验收",
			outline: []string{bodyA, bodyB},
		},
		{
			name: "title, byline and body", text: "滨河绿道二期完成验收\n记者 张三\n" + bodyA + "\n" + bodyB, title: "滨河绿道二期完成验收",
			outline: []string{"记者 张三", bodyA, bodyB},
		},
		{
			name: "headings", text: "绿道通报\n" + bodyA + "\n\n下一步打算\n\n" + bodyB + "\n群众怎么看？\n" + bodyA, title: "绿道通报",
			outline: []string{bodyA, "# 下一步打算", bodyB, "# 群众怎么看？", bodyA},
		},
		{
			name: "letter-spaced title", text: "通 知 全 体 居 民\n" + bodyA + "\n" + bodyB, title: "通知全体居民",
			outline: []string{bodyA, bodyB},
		},
		{
			name: "list between paragraphs", text: bodyA + "\n青禾小学\n云岭中学\n白鹭幼儿园\n" + bodyB,
		},
		{
			name: "indented paragraphs", text: "　　" + bodyA + "\n　　" + bodyB + "\n　　" + bodyA,
			outline: []string{bodyA, bodyB, bodyA},
		},
		{name: "english", text: "The park opened.\nIt cost 3 million yuan.\nMore will follow.\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, err := File("a.txt", []byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			want := tt.outline
			if want == nil {
				for l := range strings.Lines(tt.text) {
					if l = strings.TrimSpace(l); l != "" {
						want = append(want, l)
					}
				}
			}
			if diff := cmp.Diff(want, outline(a)); diff != "" || a.Title != tt.title {
				t.Errorf("title %q, want %q; outline (-want +got):\n%s", a.Title, tt.title, diff)
			}
			checkOrigins(t, a, []byte(tt.text), asUTF8)
		})
	}
}

// TestPages reads pages with one difficulty each. Lines are as copied; the
// outline is what a person would make of them.
func TestPages(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text, title, source string
		outline                   []string
	}{
		{
			name: "number cut from its unit, digits split, stretched line",
			text: `湖东新城的会展中心昨天封顶，工程
总投资 12.5 亿元，建成后每年可接待观
众超过一百场，吸引的游客数量达到 100
万人次，带动周边就业超过 3000 人，出
租率将达到九成，会议室的使用率则有 9
0%以上。配套的过江隧道同时贯通，车
程由四十分钟缩短到十分钟。
下一步，管委会将推进滨河绿道、市
民广场和青云大桥三个项目，年内全部开
工。
推 窗 见 湖 、出 门 入 园 的 日 子 ，还
会远吗？
`,
			outline: []string{
				"湖东新城的会展中心昨天封顶，工程总投资12.5亿元，建成后每年可接待观众超过一百场，吸引的游客数量达到100万人次，带动周边就业超过3000人，出租率将达到九成，会议室的使用率则有90%以上。配套的过江隧道同时贯通，车程由四十分钟缩短到十分钟。",
				"下一步，管委会将推进滨河绿道、市民广场和青云大桥三个项目，年内全部开工。",
				"推窗见湖、出门入园的日子，还会远吗？",
			},
		},
		{
			name: "title, byline, source over two lines, page number",
			text: `会展中心封顶
记者 张三 通讯员 李四
湖东新城的会展中心昨天封顶，
工程总投资 12.5 亿元，建成后每年
- 3 -
可接待观众百万人次，带动周边就业
超过三千人，并且吸引一批会展企业
落户新城。
配套工程同步推进
管委会介绍，周边六条道路已经
动工，预计明年夏天完工。
（数据来源：中共湖东新城工作
委员会宣传部）
`,
			title: "会展中心封顶", source: "中共湖东新城工作委员会宣传部",
			outline: []string{
				"记者 张三 通讯员 李四",
				"湖东新城的会展中心昨天封顶，工程总投资12.5亿元，建成后每年可接待观众百万人次，带动周边就业超过三千人，并且吸引一批会展企业落户新城。",
				"# 配套工程同步推进",
				"管委会介绍，周边六条道路已经动工，预计明年夏天完工。",
			},
		},
		{
			name: "English, divided words",
			text: `The new exhibition centre was topped out on
Monday, the administration said, and inno-
vation teams will move in next year with
2024 people. It cost 1.25 billion yuan.
`,
			outline: []string{
				"The new exhibition centre was topped out on Monday, the administration said, and innovation teams will move in next year with 2024 people. It cost 1.25 billion yuan.",
			},
		},
		{
			name: "wrapped by columns, blank lines between paragraphs",
			text: `湖东新城的会展中心昨天封顶，工程总投资十二亿元，建成
后每年可接待观众百万人次。

管委会介绍，周边六条道路已经动工，预计明年夏天完工，
到时候从老城到新城的车程会缩短到十分钟。

市民对此十分期待。
`,
			outline: []string{
				"湖东新城的会展中心昨天封顶，工程总投资十二亿元，建成后每年可接待观众百万人次。",
				"管委会介绍，周边六条道路已经动工，预计明年夏天完工，到时候从老城到新城的车程会缩短到十分钟。",
				"市民对此十分期待。",
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, id := range []string{"a.txt", "a.md"} {
				text := tt.text
				if id == "a.md" { // as it is pasted with blank lines
					text = strings.ReplaceAll(text, "\n", "\n\n")
					if strings.Contains(tt.text, "\n\n") || strings.Contains(tt.text, "\n- ") {
						continue
					}
				}
				a, err := File(id, []byte(text))
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tt.outline, outline(a)); diff != "" || a.Title != tt.title || a.Source != tt.source {
					t.Errorf("%s: title %q source %q; outline (-want +got):\n%s", id, a.Title, a.Source, diff)
				}
				checkOrigins(t, a, []byte(text), asUTF8)
			}
		})
	}
}
