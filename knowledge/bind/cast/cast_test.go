package cast_test

import (
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
)

// add adds things to a cast.
func add(c *cast.Cast, texts ...string) {
	for _, s := range texts {
		c.Add(s, "", names.SortOf(s), false)
	}
}

func TestFullName(t *testing.T) {
	t.Parallel()
	c := cast.New()
	c.Title = []cast.Thing{{Text: "青湖综合保税区", Sort: names.SortOf("青湖综合保税区")}}
	add(c, "第五届青湖杯全球青年创新大赛", "青湖大学附属第三医院云崮院区", "青湖产业园", "13号泊位", "台风“青螺”", "红湖中心小学")
	for short, want := range map[string]string{
		"大赛":      "第五届青湖杯全球青年创新大赛", // the end of a name
		"附三云崮院区":  "青湖大学附属第三医院云崮院区", // characters left out, and the same numeral
		"附一云崮院区":  "",               // another numeral
		"综保区":     "青湖综合保税区",        // an abbreviation of the title
		"产业园":     "青湖产业园",
		"3号泊位":    "", // not the end of 13号泊位
		"台风":      "台风“青螺”",
		"项目":      "", // too vague
		"园":       "", // too short
		"红湖中心小学":  "", // full
		"绿湖产业园区":  "",
		"中小学":     "红湖中心小学", // an abbreviation of a recent thing
		"青湖第3产业园": "",
	} {
		if got := c.FullName(short); got != want {
			t.Errorf("%s: %q, want %q", short, got, want)
		}
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	c := cast.New()
	add(c, "青湖产业园", "红湖产业园", "红湖产业园", "园")
	if c.Most == nil || c.Most.Text != "红湖产业园" || c.Things["园"] != nil {
		t.Errorf("most mentions: %v", c.Most)
	}
	m := &concept.Concept{Name: "总投资"}
	c.AddFigure("青湖产业园", "", m)
	c.AddFigure("", "", m)
	c.Last = &cast.Subject{Text: "青湖产业园"}
	c.First = c.Last
	c.NextParagraph()
	if c.Major != "青湖产业园" || c.Closed == nil || c.Opened == nil || c.Last != nil || c.Paragraph != 1 {
		t.Errorf("%+v", c)
	}
	if n, ok := c.MeasuredIn("青湖产业园", "", "总投资"); n != 0 || !ok {
		t.Errorf("in paragraph %d, %v", n, ok)
	}
	for range 20 {
		add(c, "绿湖产业园"+string(rune('甲'+len(c.Recent))))
	}
	if len(c.Recent) != 12 {
		t.Errorf("%d recent things", len(c.Recent))
	}
}

// TestTitle checks that the full name of a thing takes the place of the short one in the
// title.
func TestTitle(t *testing.T) {
	t.Parallel()
	c := cast.New()
	c.Title = []cast.Thing{{Text: "附三云崮院区", Sort: names.SortOf("院区")}}
	add(c, "青湖大学附属第三医院云崮院区")
	if c.Title[0].Text != "青湖大学附属第三医院云崮院区" || !c.Things[c.Title[0].Text].Title {
		t.Errorf("%+v", c.Title)
	}
}

func TestIsHome(t *testing.T) {
	t.Parallel()
	c := cast.New()
	if c.IsHome("东江区") {
		t.Error("there is no home")
	}
	c.Home = "东江区"
	for text, want := range map[string]bool{
		"东江区": true, "东江": true, "全区": true, "区财政局": true, "东江区海洋": true, "东江区财政局": true,
		"西江区": false, "全市": false, "东江区第三小学附属": false, "": false, "小学": false,
	} {
		if got := c.IsHome(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestHomeOf(t *testing.T) {
	t.Parallel()
	article := func(title, source string, texts ...string) *knowledge.Article {
		a := &knowledge.Article{Title: title, Source: source, Sections: []knowledge.Section{{Heading: "要闻"}}}
		for _, s := range texts {
			a.Sections[0].Paragraphs = append(a.Sections[0].Paragraphs, knowledge.Paragraph{Text: s})
		}
		return a
	}
	for _, tt := range []struct {
		a    *knowledge.Article
		want string
	}{
		{article("消息", "东江区统计局"), "东江区"},
		{article("2024年东江区国民经济和社会发展统计公报", ""), "东江区"},
		{article("消息", "缙沙日报", "昨日，缙沙新区新增企业12家。"), "缙沙新区"},
		{article("消息", "缙沙日报", "缙沙的企业很多，缙沙的更多。"), ""},
		{article("消息", "缙沙日报", "缙沙临港开发区新增企业12家。"), "缙沙临港开发区"},
		{article("消息", "某某", "东江新增企业12家。"), ""},
	} {
		if got := cast.HomeOf(tt.a); got != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.a.Title, tt.a.Source, got, tt.want)
		}
	}
}
