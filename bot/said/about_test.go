package said

import (
	"strings"
	"testing"
)

func TestAboutAnswer(t *testing.T) {
	t.Parallel()
	for about, texts := range map[About]string{
		Source: "来源|来源？|链接|发个链接|有没有官方链接|麻烦发一下原文链接，谢谢|这个数据哪来的？|數據來源是什麼|出处呢|谁说的|哪家媒体报的？|这是谁发布的|谁发布的这个数据|请问依据是什么|能不能给我个链接|网址有吗|source?|link please|where does this come from?|who said that|What's the source of this number",
		Sure:   "你确定吗|你確定嗎？|不对吧|真的假的|真的吗？|这个数对吗|是不是搞错了|准确吗|靠谱吗|这个数字可信吗|没有别的说法吗|不对吧，我看到的是5.5亿|你确定吗？我记得是5亿|不对，应该是5亿元|are you sure?|is that correct?|really?|that's wrong",
		Chart:  "做个图|看图表|画个图|看图|帮我做成图表|能画个折线图吗|图|chart|can you draw a chart|show me a graph please",
		Before: "和去年比|和去年比呢|和原来比呢|以前呢|变化|有什么变化|原来是多少|之前的数据呢|跟以前比怎么样|这个数变了吗|比去年呢|跟之前比涨了多少|比去年增长了多少|compared with last year|what was it before?|how has it changed",
		Detail: "详细点|原文|上下文|展开|展开说说|能详细一点吗|看原文|看原段|Show in context|原文怎么说的|具体说说|more details please|full context|more detail",
		More:   "相关段落|相关段落？|看看相关段落|related passages",
		Share:  "发给大家|分享|发群里|转发到群里|把这个分享给大家|帮我发到频道|share it|share it with everyone please",
		Wrong:  "没用|答错了|答非所问|这个数据不对|不是我问的",
		AboutNothing: "|吉利|增长了多少|涨了多少|总投资多少|谁是总经理|来源地|人才来源多元化|地图|历史上的今天|原来的总投资是多少|去年呢|2022年呢|建筑面积呢|链接东西|数据|这个呢|多少|是什么|你们|分享会几点开始|更多项目有哪些|share of gdp|what data do you have|the number of people|who are you|" +
			"好的收到|我记得是5亿|这个数字挺大的|下午开会用|" + strings.Repeat("来源", 30),
	} {
		for _, text := range strings.Split(texts, "|") {
			if got := AboutAnswer(text); got.About != about || got.Thing != "" {
				t.Errorf("AboutAnswer(%q) = %+v, want %q", text, got, about)
			}
		}
	}
}

func TestAboutThing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Asked{
		"吉利总部的数据来源是什么":         {Source, "吉利总部", false, true, false, false},
		"请问吉利总部总投资的出处？":        {Source, "吉利总部总投资", false, true, false, false},
		"吉利总部总投资的来源":           {Source, "吉利总部总投资", true, true, false, false},
		"给我做个GDP的图":            {Chart, "gdp", true, true, false, false},
		"画一下财政收入的折线图":          {Chart, "财政收入", false, true, false, false},
		"时速你确定吗":               {Sure, "时速", true, true, true, false},
		"总投资和原来比呢":             {Before, "总投资", true, true, true, false},
		"2021年GDP是2382.5亿元，对吗": {},
		"税收来源":                 {}, // which it may have
		"地图":                   {},
		"来源地":                  {},
	} {
		if got := AboutAnswer(text); got != want {
			t.Errorf("AboutAnswer(%q) = %+v, want %+v", text, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"这个数据哪来的": true, "做个图": true, "发个链接": false, "你确定吗": false, "这个数对吗": true} {
		if got := AboutAnswer(text).Plain; got != want {
			t.Errorf("%q is plain: %t, want %t", text, got, want)
		}
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"确定": true, "真的": true, "有变化": true, "变了": true, "确定？": false, "不对吧": false, "你确定吗": false, "和原来比": false, "以前呢": false, "真的假的": true, "链接": false, "发群里了吗": true, "哪个文件？": true, "真的吗？": true, "发群里": true, "对吗？": true, "这个数据对吗？": false, "然后呢？": true, "什么意思？": true, "这个数变了吗？": false, "没用": true, "数据发群里了吗？": true} {
		if got := AboutAnswer(text).States; got != want {
			t.Errorf("%q is a statement: %t, want %t", text, got, want)
		}
	}
}
