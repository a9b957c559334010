package bot

import (
	"slices"
	"testing"

	"beilun/internal/fakeslack"
	"beilun/internal/needs"
)

// TestUnasked has a third person say something in a thread about a thing, without
// naming the bot. It answers what is asked of the thing beyond doubt, and nothing else.
func TestUnasked(t *testing.T) {
	t.Parallel()
	asked := []string{
		"什么时候竣工？", "建筑面积呢", "建筑面积多少？", "总投资多少", "总投资呢？", "那什么时候竣工", "它的建筑面积是多少？", "该项目什么时候竣工？", "预计什么时候竣工？", "请问建筑面积是多少",
		"出让面积呢", "总投资", "建筑面积", "另外，总投资是多少？", "总投资额多少", "什么时候竣工呢", "建筑面积有多大？", "总投资是多少亿元", "投资总额是多少？", "我想问一下什么时候竣工",
		"东方中央研究院总部总投资多少？", "滨江装备创业园出租率多少", "滨江装备创业园入驻企业多少家？", "帮我查一下总投资多少", "东方中央研究院总部呢？",
	}
	silent := []string{
		"好的收到", "我记得是5亿？", "这个数字挺大的", "下午开会用", "你们几点来？", "谁去拿材料？", "收到，谢谢", "👍", "竣工了", "总投资4.4亿元", "总投资不少啊",
		"是5亿吧？", "我觉得不对", "领导问的", "几点开会？", "会议室在哪？", "材料什么时候交？", "谁有空？", "明天谁值班？", "你看了吗？", "怎么回事？",
		"为什么这么多？", "这个要写进去吗？", "下周再说", "发群里了吗？", "老王怎么说？", "要不要加上？", "哪个文件？", "什么情况？", "行不行？", "有没有模板？",
		"吉利新能源汽车总部", "建筑面积写错了", "总投资那栏空着", "先报总投资", "开工仪式你去吗？", "竣工验收谁负责？", "多少人来？", "要多少份？", "中午吃什么？", "几个人参加",
		"年产值多少？", "火星基地的面积是多少？", "今天天气怎么样", "大家什么时候有空？", "报告什么时候要？", "哈哈哈", "什么？", "真的吗？", "知道了，什么时候竣工我去问", "多少来着", "先这样",
	}
	// What is asked about the answer: of it alone, or as likely of each other.
	about := []string{
		"这个数据哪来的？", "数据来源是什么", "数据来源", "这个数字的出处？", "和原来比呢", "这个数变了吗？", "画个图", "能画个折线图吗", "这个数字准吗？", "数据是哪家媒体报的？", "这个数据谁发布的", "做个图表看看", "这个数字可靠吗", "答案有依据吗", "这条信息的链接有吗",
	}
	among := []string{
		"真的吗？", "真的假的？", "发群里了吗？", "哪个文件？", "有新消息吗？", "这几个数对吗？", "然后呢？", "还有吗？", "什么意思？", "确认了吗？", "对吗？", "转发了吗？", "没看懂", "没用", "错了",
		"数据发群里了吗？", "谁写的？", "继续", "是吗？", "再说一遍", "最近有什么新闻？", "收录了哪些？", "有哪些项目？", "会上有5个人吧？", "一共8个，对吗？",
	}
	if needs.Part(t) {
		for _, texts := range []*[]string{&asked, &silent, &among} {
			*texts = slices.DeleteFunc(*texts, func(text string) bool { return len(text)%3 > 0 || len(text)%9 > 3 })
		}
	}
	c := startTalk(t, "channel")
	c.say(t, "U1", "@beilun 吉利新能源汽车总部总投资多少？")
	c.fresh()
	sent := must[fakeslack.Sent](t)
	say := func(user, text string) int {
		acks := c.Stats().Acks
		sent(c.People.Message(fakeslack.Message{Channel: "C1", User: user, Text: text, ThreadTS: c.thread}))
		if err := c.Deliveries.WaitAcks(within(t), acks+1); err != nil {
			t.Fatal("not acknowledged:", err)
		}
		c.until(t, "end of the turn", func() bool {
			left, err := c.bot.memory.Store.Deliveries.Unsettled()
			return err == nil && len(left) == 0
		})
		posts := c.fresh()
		if len(posts) > 0 {
			t.Logf("%s: %s", text, posts[0].Text)
		}
		return len(posts)
	}
	for _, text := range among { // the bot spoke last
		if say("U2", text) != 0 {
			t.Errorf("%q is answered", text)
		}
	}
	for i, text := range about {
		if say([]string{"U6", "U7"}[i/8], text) != 1 {
			t.Errorf("%q is not answered", text)
		}
	}
	c.say(t, "U1", "@beilun 滨江装备创业园入驻企业多少家？") // which has neither a chart nor an earlier figure
	c.fresh()
	for _, text := range []string{"画个图", "有图吗？", "发我图", "和原来比呢", "真的没有吗？"} {
		if say("U2", text) != 0 {
			t.Errorf("%q is answered with a no", text)
		}
	}
	c.say(t, "U1", "@beilun 吉利新能源汽车总部总投资多少？")
	c.fresh()
	for _, text := range silent {
		if say("U3", text) != 0 {
			t.Errorf("%q is answered", text)
		}
	}
	for i, text := range asked {
		if say([]string{"U4", "U5"}[i/20], text) != 1 {
			t.Errorf("%q is not answered", text)
		}
	}
}
