package check

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/ledger"
)

// indexOf indexes the releases of a file system.
func indexOf(files fs.FS) (*index.Index, error) {
	x, err := index.InMemory(index.Options{})
	if err != nil {
		return nil, err
	}
	c := corpus.FromFS(files)
	_, err = x.Sync(context.Background(), func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: f.Article})
		})
	})
	return x, err
}

// linhu has the releases of an invented district.
var linhu = sync.OnceValues(func() (*Checker, error) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"tongji.md": `---
title: 2023年临湖区国民经济和社会发展统计公报
date: 2024-03-01
source: 临湖区统计局
---
2023年，临湖区地区生产总值512.36亿元，比上年增长8.7%。全区常住人口约46.2万人。规模以上工业企业实现利润56.92亿元，下降13.6%。
`,
		"erqiao.md": `---
title: 临湖二桥建成
date: 2019-09-29
source: 临湖发布
---
临湖二桥建成通车。

该桥2015年3月动工，2018年6月主拱合龙，已获国家发明专利6项，另有3项正在申请。
`,
		"jidu.md": `---
title: 临湖区一季度经济运行
date: 2024-04-20
source: 临湖区统计局
---
2024年一季度，临湖区地区生产总值131.5亿元。
`,
		"kaigong.md": `---
title: 星河量子产业园开工
date: 2024-05-10
source: 临湖发布
---
星河量子产业园总投资12亿元，用地300亩，一期投资5亿元。星河量子产业园预计年产值超20亿元。
`,
		"xinzhi.md": `---
title: 星河量子产业园建设加快
date: 2025-03-05
source: 临湖发布
---
星河量子产业园总投资15亿元，入驻企业86家，出租率90%以上。
`,
		"pianqu.md": `---
title: 青浦湾科创片区建设综述
date: 2024-12-20
source: 临湖发布
---
2024年以来，青浦湾科创片区新开工项目21个，续建项目33个，完成投资累计超100亿元。

通过科创飞地模式，片区已有8个总部项目落地，青浦湾科创片区地铁站共9座，其中地下站4座。
`,
		"qiye1.md": `---
title: 云帆软件园企业集聚
date: 2025-02-01
source: 临湖发布
---
云帆软件园入驻企业120家。
`,
		"qiye2.md": `---
title: 云帆软件园招商
date: 2025-02-10
source: 临湖日报
---
云帆软件园入驻企业135家。
`,
		"jianzhen.md": `---
title: 临湖大桥即将通车
date: 2025-06-10
source: 临湖日报
---
据介绍，临湖大桥主桥的钢箱梁用了两万多个螺栓，其中最长的一根有1.8米。
`,
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	x, err := indexOf(files)
	if err != nil {
		return nil, err
	}
	return New(x, func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 7, Day: 1} }), nil
})

// outcome writes what is found: each figure, its verdict and the figures of the
// releases.
func outcome(cs []Checked) string {
	var out []string
	for _, c := range cs {
		s := c.Figure.Text + " " + string(c.Verdict)
		for _, r := range c.Rows {
			s += " " + r.Figure.Text
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestCheck(t *testing.T) {
	t.Parallel()
	c, err := linhu()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ draft, home, want string }{
		{draft: "星河量子产业园总投资15亿元，用地300亩", want: "15亿元 agrees 15亿元; 300亩 agrees 300亩"},
		{draft: "星河量子产业园总投资18亿元", want: "18亿元 contradicts 15亿元"},
		{draft: "星河量子产业园总投资12亿元", want: "12亿元 outdated 15亿元 12亿元"},
		{draft: "星河量子产业园总投资15亿", want: "15亿 agrees 15亿元"},
		{draft: "星河量子产业园用地20公顷", want: "20公顷 agrees 300亩"},
		{draft: "星河量子产业园一期投资5亿元", want: "5亿元 agrees 5亿元"},
		{draft: "星河量子产业园二期投资5亿元", want: "5亿元 not known"},
		{draft: "星河量子产业园出租率90%以上", want: "90%以上 agrees 90%以上"},
		{draft: "星河量子产业园出租率95%以上", want: "95%以上 contradicts 90%以上"},
		{draft: "星河量子产业园出租率90%", want: "90% contradicts 90%以上"},
		{draft: "星河量子产业园年产值超20亿元", want: "超20亿元 agrees 超20亿元"},
		{draft: "星河量子产业园年产值20亿元", want: "20亿元 contradicts 超20亿元"},
		{draft: "临湖区常住人口46.2万人", want: "46.2万人 agrees 约46.2万人"},
		{draft: "2023年临湖区地区生产总值512.36亿元，增长8.7%", want: "512.36亿元 agrees 512.36亿元; 8.7% agrees 8.7%"},
		{draft: "2023年临湖区GDP为521.36亿元，增长8.7%", want: "521.36亿元 contradicts 512.36亿元; 8.7% agrees 8.7%"},
		{draft: "2023年临湖区GDP512.36亿元，增长8.7%", want: "512.36亿元 agrees 512.36亿元; 8.7% agrees 8.7%"},
		{draft: "2023年临湖区GDP521.36亿元，增长7.8%", want: "521.36亿元 contradicts 512.36亿元; 7.8% contradicts 8.7%"},
		{draft: "规模以上工业企业实现利润56.92亿元，下降13.6%", want: "56.92亿元 agrees 56.92亿元; 下降13.6% agrees 下降13.6%"},
		{draft: "规模以上工业企业实现利润56.92亿元，增长13.6%", want: "56.92亿元 agrees 56.92亿元; 13.6% contradicts 下降13.6%"},
		{draft: "2023年临湖区地区生产总值512.36亿元，下降8.7%", want: "512.36亿元 agrees 512.36亿元; 下降8.7% contradicts 8.7%"},
		{draft: "临湖区地区生产总值512.36亿元", want: "512.36亿元 agrees 512.36亿元"},
		{draft: "2024年一季度临湖区地区生产总值512.36亿元", want: "512.36亿元 contradicts 131.5亿元"},
		{draft: "2022年临湖区地区生产总值512.36亿元", want: "512.36亿元 not known"},
		{draft: "2024年临湖区地区生产总值131.5亿元", want: "131.5亿元 ahead 131.5亿元"},
		{draft: "2023年临湖区（含湖口镇）地区生产总值530亿元", want: "530亿元 not known"},
		{draft: "云帆软件园入驻企业120家", want: "120家 disputed 135家 120家"},
		{draft: "云帆软件园入驻企业150家", want: "150家 contradicts 135家 120家"},
		{draft: "红杉岭产业园入驻企业120家，总投资15亿元", want: "120家 not known; 15亿元 not known"},
		{draft: "星河量子产业园小镇总投资15亿元", want: "15亿元 not known"},
		{draft: "临湖二桥获国家发明专利6项", want: "6项 agrees 6项"},
		{draft: "临湖二桥获国家发明专利9项", want: "9项 contradicts 6项"}, // what was begun and closed is said before
		{draft: "青浦湾科创片区地铁站4座", want: "4座 not known"},       // the 4座 are 地下站
		{draft: "2024年青浦湾科创片区落地总部项目8个，新开工项目23个，累计投资超100亿元", want: "8个 agrees 8个; 23个 contradicts 21个; 超100亿元 agrees 超100亿元"},
		// Several lines, quoted; the thing is named in the first.
		{draft: "> 青浦湾科创片区新开工项目21个，\n> 续建项目30个。\n星河量子产业园总投资15亿元", want: "21个 agrees 21个; 30个 contradicts 33个; 15亿元 agrees 15亿元"},
		// Nothing is named: the one thing that has most of the figures, the thing that
		// was talked about, or the district.
		{draft: "落地总部项目8个，新开工21个，投资超100亿元", want: "8个 agrees 8个; 21个 agrees 21个; 超100亿元 agrees 超100亿元"},
		{draft: "总投资15亿元，用地280亩", home: "星河量子产业园", want: "15亿元 agrees 15亿元; 280亩 contradicts 300亩"},
		{draft: "2023年地区生产总值512.36亿元", home: "星河量子产业园", want: "512.36亿元 agrees 512.36亿元"},
		{draft: "总投资15亿元", want: "15亿元 not known"},
		// A sentence as a release has it, of which nobody knows what it counts.
		{draft: "其中最长的一根有1.8米", want: "1.8米 not known"},
		{draft: "据介绍，临湖大桥主桥的钢箱梁用了两万多个螺栓，其中最长的一根有1.8米", want: "两万多个 agrees 两万多个; 1.8米 agrees 1.8米"},
		{draft: "第一，要加快建设", want: ""},
		{draft: "", want: ""},
	} {
		cs, err := c.Check(t.Context(), tt.draft, tt.home)
		if err != nil {
			t.Fatal(err)
		}
		if got := outcome(cs); got != tt.want {
			t.Errorf("%s (%s)\n got %s\nwant %s", tt.draft, tt.home, got, tt.want)
		}
		for _, k := range cs {
			if k.Span.Of(tt.draft) != k.Figure.Text || !strings.Contains(tt.draft, k.Said) || !strings.Contains(k.Said, k.Figure.Text) {
				t.Errorf("%s: %s is at %q in %q", tt.draft, k.Figure.Text, k.Span.Of(tt.draft), k.Said)
			}
		}
	}
}

func TestCheckMany(t *testing.T) {
	t.Parallel()
	c, err := linhu()
	if err != nil {
		t.Fatal(err)
	}
	var draft strings.Builder
	for i := range MaxFigures + 20 {
		fmt.Fprintf(&draft, "星河量子产业园总投资%d亿元。\n", i+1)
	}
	cs, err := c.Check(t.Context(), draft.String(), "")
	if err != nil || len(cs) != MaxFigures || !IsKnown(cs) || IsKnown(nil) {
		t.Errorf("%d figures are looked up, %v", len(cs), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Check(ctx, "星河量子产业园总投资15亿元", ""); err == nil {
		t.Error("the end of the context is no error")
	}
}

func TestAsks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"落地总部项目8个，新开工21个，对吗？":     "落地总部项目8个，新开工21个",
		"新开工21个，投资超100亿元，这几个数对不对": "新开工21个，投资超100亿元",
		"新开工21个对吗":                      "新开工21个",
		"新开工21个，是否准确？谢谢":                "新开工21个",
		"新开工21个。有没有错？":                  "新开工21个",
		"新开工21个，属实吗":                    "新开工21个",
		"新开工21个，帮我核一下":                  "新开工21个",
		"帮我核对：新开工21个，续建33个":             "新开工21个，续建33个",
		"帮忙核对一下这几个数\n> 新开工21个\n> 续建33个": "新开工21个\n> 续建33个",
		"请核实:\n新开工21个。\n这几个数对吗":         "新开工21个",
		"新开工多少个？":                       "",
		"检查结果：企业94家，不合格3家":              "",
		"企业94家，已完成核查":                   "",
		"新开工21个，谢谢":                     "",
		"核对：新开工21个":                     "新开工21个",
		"这几个数对不对：新开工21个，续建33个":          "新开工21个，续建33个",
		"对吗？":    "",
		"核对一下":   "",
		"新开工21个": "",
		"2024年核对了21个项目：是哪些":                    "",
		strings.Repeat("新开工21个，", 2000) + "对吗": "",
	} {
		s, ok := Asks(text)
		if got := s.Of(text); ok != (want != "") || ok && got != want {
			t.Errorf("%.60q: %t, %q, want %q", text, ok, got, want)
		}
	}
	if s := Statement("总投资是5亿元了吗？"); s != "总投资是5亿元" || Statement("总投资5亿元") != "总投资5亿元" {
		t.Errorf("states %q", s)
	}
	if !IsOrder("帮我核对：新开工21个") || IsOrder("新开工21个，对吗") {
		t.Error("an order is what begins with one")
	}
}

func FuzzCheck(f *testing.F) {
	c, err := linhu()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"帮我核对：\n> 星河量子产业园总投资15亿元，出租率95%以上。对吗", "：核对\xff对吗", ">>>\n\n 3个\r\n对不对", "（（8个，①②③", "1.2:1；五六个，3—5万元"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, _ := Asks(text)
		draft := s.Of(text)
		cs, err := c.Check(t.Context(), draft, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range cs {
			if k.Span.Of(draft) != k.Figure.Text || !strings.Contains(k.Said, strings.TrimSpace(k.Figure.Text)) {
				t.Errorf("%q: %q at %v, in %q", draft, k.Figure.Text, k.Span, k.Said)
			}
			if known := !slices.Contains([]ledger.Verdict{ledger.NotKnown, ledger.NotRead}, k.Verdict); known != (len(k.Rows) > 0) {
				t.Errorf("%q: %s with %d rows", draft, k.Verdict, len(k.Rows))
			}
		}
	})
}
