package answer

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/index"
	"beilun/index/answer/overview"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

// lakeside are releases of an invented district.
var lakeside = fstest.MapFS{
	"2024-gongbao.txt": {Data: []byte(`标题：2023年云湖区国民经济和社会发展统计公报
来源：云湖区统计局
日期：2024-03-20

全年全区地区生产总值486.3亿元，比上年增长6.8%。年末全区户籍人口21.08万人。
全区一般公共预算收入31.4亿元，增长5.1%。
`)},
	"2025-zongbu.txt": {Data: []byte(`标题：云湖区又一总部项目开工
来源：云湖发布
日期：2025-06-12
网址：https://www.yunhu.example/a.html

云湖区已有6个总部项目落地，禾拓新能源总部便是其中之一。
禾拓新能源总部位于云湖街道，总投资8.5亿元，建筑面积6.2万平方米，2025年6月开工，计划2027年12月竣工。
蓝矩检测总部总投资3.6亿元，2024年3月开工。
`)},
	"2025-jianzhu.txt": {Data: []byte(`标题：禾拓新能源总部项目情况
来源：云湖日报
日期：2025-06-20

禾拓新能源总部总投资9.1亿元。
云湖第一中学占地120亩。云湖实验小学设36个班。
`)},
	"2025-qiao.txt": {Data: []byte(`标题：云湖大桥通车
来源：云湖区交通运输局
日期：2025-10-01

云湖大桥全长1.9公里，总投资11.7亿元，2022年1月开工。10月1日，云湖大桥通车。
云栈数字总部完成主体结构施工，总投资2.4亿元。
`)},
}

func lakesideAnswerer(t *testing.T) *Answerer { return answererOf(t, lakeside) }

// answererOf answers from releases, on a day in October 2025.
func answererOf(t *testing.T, releases fstest.MapFS) *Answerer {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	c := corpus.FromFS(releases)
	_, err = x.Sync(t.Context(), func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return New(x, Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 10, Day: 20} }})
}

// TestOverview asks for lists, tables, cards and news, and has what is found on a line:
// each thing with its figures, and how many there are.
func TestOverview(t *testing.T) {
	t.Parallel()
	a := lakesideAnswerer(t)
	t.Log(a.index.District())
	for _, tt := range []struct{ question, want string }{
		{"有哪些总部项目", "list 3 of 3, 6个: 云栈数字总部 | 禾拓新能源总部 | 蓝矩检测总部"},
		{"云湖区的总部都有哪些？", "list 3 of 3, 6个: 云栈数字总部 | 禾拓新能源总部 | 蓝矩检测总部"},
		{"都有哪些学校", "list 2 of 2: 云湖实验小学 | 云湖第一中学"},
		{"有哪些小学", "-"}, // the sentence that names the only one answers
		{"给我列一下所有总部项目和投资额", "table 3 of 3, 6个: 云栈数字总部 2.4亿元 | 禾拓新能源总部 9.1亿元/8.5亿元 | 蓝矩检测总部 3.6亿元"},
		{"总部项目按投资额排序", "table 3 of 3, 6个: 禾拓新能源总部 9.1亿元/8.5亿元 | 蓝矩检测总部 3.6亿元 | 云栈数字总部 2.4亿元"},
		{"总部项目按投资额从小到大排列", "table 3 of 3, 6个: 云栈数字总部 2.4亿元 | 蓝矩检测总部 3.6亿元 | 禾拓新能源总部 9.1亿元/8.5亿元"},
		{"各总部的建筑面积", "table 3 of 3, 6个: 禾拓新能源总部 6.2万平方米 | 云栈数字总部 - | 蓝矩检测总部 -"},
		{"哪些总部在建", "list 2 of 2: 禾拓新能源总部 2025年6月 | 蓝矩检测总部 2024年3月"},
		{"今年有哪些总部开工", "list 1 of 1: 禾拓新能源总部 2025年6月"},
		{"这个月有哪些总部开工", "list 2 of 2, earlier: 禾拓新能源总部 2025年6月 | 蓝矩检测总部 2024年3月"},
		{"有哪些项目在建", "list 2 of 2: 禾拓新能源总部 2025年6月 | 蓝矩检测总部 2024年3月"}, // the bridge is open
		{"介绍一下禾拓新能源总部", "card 禾拓新能源总部: 总投资 9.1亿元/8.5亿元 | 建筑面积 6.2万平方米 | 开工 2025年6月 | 竣工 2027年12月"},
		{"介绍一下云湖区", "card 云湖区: 地区生产总值 486.3亿元 | 户籍人口 21.08万人 | 一般公共预算收入 31.4亿元"},
		{"全区怎么样", "card 云湖区: 地区生产总值 486.3亿元 | 户籍人口 21.08万人 | 一般公共预算收入 31.4亿元"},
		{"最近有什么新闻", "news 4 of 4: 云湖大桥通车 | 禾拓新能源总部项目情况 | 云湖区又一总部项目开工 | 2023年云湖区国民经济和社会发展统计公报"},
		{"本月有什么新闻", "news 1 of 1: 云湖大桥通车"},
		{"今天有什么新闻", "news 4 of 4, earlier: 云湖大桥通车 | 禾拓新能源总部项目情况 | 云湖区又一总部项目开工 | 2023年云湖区国民经济和社会发展统计公报"},
		{"禾拓新能源总部最近有什么消息", "news 2 of 2: 禾拓新能源总部项目情况 | 云湖区又一总部项目开工"},
		{"收录了哪些新闻稿", "releases 4 of 4: 云湖大桥通车 | 禾拓新能源总部项目情况 | 云湖区又一总部项目开工 | 2023年云湖区国民经济和社会发展统计公报"},
		{"资料更新到什么时候", "updated 1 of 4: 云湖大桥通车"},
		{"which releases do you have", "releases 4 of 4: 云湖大桥通车 | 禾拓新能源总部项目情况 | 云湖区又一总部项目开工 | 2023年云湖区国民经济和社会发展统计公报"},
		{"介绍一下金沙新能源总部", "-"}, // another thing
		{"介绍一下总部", "-"},      // a kind
		{"介绍信怎么开", "-"},
		{"天气怎么样", "-"},
		{"有哪些优惠政策", "-"},
		{"有哪些医院", "-"},
		{"最近的地铁站在哪", "-"},
		{"金沙镇最近有什么新闻", "-"},
		{"禾拓新能源总部总投资多少", "-"},
	} {
		ans, err := a.Follow(t.Context(), tt.question, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := shownIn(ans); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.question, got, tt.want)
		}
		if ans.Overview == nil {
			continue
		}
		if ans.Outcome() != Claimed || ans.Claim.Hit.Passage.ID == "" {
			t.Errorf("%s: nothing is claimed", tt.question)
		}
		for _, it := range ans.Overview.Items {
			if it.Release.ID == "" || it.Passage.ID != "" && !strings.Contains(it.Sentence.Of(it.Passage.Text), it.Span.Of(it.Passage.Text)) {
				t.Errorf("%s: %s has no source", tt.question, it.Name)
			}
		}
	}
}

// shown writes what an answer lists in one line.
func shownIn(ans *Answer) string {
	o := ans.Overview
	if o == nil {
		return "-"
	}
	head := fmt.Sprintf("%s %d of %d", o.Kind, len(o.Items), o.Total)
	if o.Kind == overview.Card {
		head = string(o.Kind) + " " + o.Thing
	}
	if o.Count != nil {
		head += ", " + o.Count.Figure.Text
	}
	if o.Earlier {
		head += ", earlier"
	}
	var items []string
	for _, it := range o.Items {
		text := it.Name
		for _, c := range it.Cells {
			var all []string
			for _, r := range c {
				all = append(all, r.Figure.Text)
			}
			if all == nil {
				all = []string{"-"}
			}
			text += " " + strings.Join(all, "/")
		}
		items = append(items, text)
	}
	return head + ": " + strings.Join(items, " | ")
}

// TestOverviewLeans asks for what is known of the thing before, and for another one.
func TestOverviewLeans(t *testing.T) {
	t.Parallel()
	a := lakesideAnswerer(t)
	for _, tt := range []struct{ question, want string }{
		{"介绍一下它", "禾拓新能源总部"},
		{"基本情况", "禾拓新能源总部"},
		{"有什么新进展", "禾拓新能源总部"},
		{"介绍一下云湖大桥", "云湖大桥"},
		{"介绍一下火星基地", ""},
		{"介绍一下云湖区", "云湖区"},
	} {
		before, err := a.Follow(t.Context(), "禾拓新能源总部总投资多少", nil)
		if err != nil {
			t.Fatal(err)
		}
		ans, err := a.Follow(t.Context(), tt.question, before)
		if err != nil {
			t.Fatal(err)
		}
		if tt.want == "" {
			if ans.Outcome() != Declined || ans.Asked != "" || len(ans.Known) > 0 {
				t.Errorf("%s: asked as %q, known %v", tt.question, ans.Asked, ans.Known)
			}
			continue
		}
		if ans.Overview == nil || ans.Overview.Thing != tt.want || ans.Overview.Kind == overview.Card && ans.Topic != tt.want {
			t.Errorf("%s: of %q, %s; want %s", tt.question, ans.Topic, shownIn(ans), tt.want)
		}
	}
}

// TestOverviewGoesOn asks a question that leans on a card.
func TestOverviewGoesOn(t *testing.T) {
	t.Parallel()
	a := lakesideAnswerer(t)
	card, err := a.Follow(t.Context(), "介绍一下禾拓新能源总部", nil)
	if err != nil {
		t.Fatal(err)
	}
	ans, err := a.Follow(t.Context(), "建筑面积呢", card)
	if err != nil {
		t.Fatal(err)
	}
	if ans.Claim == nil || ans.Claim.Text != "6.2万平方米" {
		t.Errorf("%+v", ans.Claim)
	}
}
