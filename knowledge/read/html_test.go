package read

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// The paragraphs of the pages below.
const (
	one = "湖东新城的会展中心昨天封顶，总投资12.5亿元，占地三百亩，明年夏天可以投入使用。"
	two = "据介绍，周边六条道路已经动工，其中湖东路全长2.8公里，预计投资9000万元，年内完工。"
)

func TestPage(t *testing.T) {
	t.Parallel()
	both := []string{one, two}
	ps := "<p>" + one + "</p><p>" + two + "</p>"
	nav := `<ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">办事服务</a></li></ul>`
	for _, tt := range []struct {
		name, page               string
		title, source, date, url string
		outline                  []string
		err                      error
	}{
		{name: "bare", page: "<html><body>" + ps, outline: both},
		{name: "unclosed tags", page: "<html><body><div id=zoom><b><p>" + one + "<p>" + two + "<table><tr><td>", outline: both},
		{name: "no meta, a heading", page: "<title>会展中心封顶-湖东新城网</title><h1>会展中心封顶</h1><div id=zoom>" + ps + "</div>", title: "会展中心封顶", outline: both},
		{name: "title with the site's name", page: "<title>会展中心封顶_新闻_湖东新城网</title><div id=zoom>" + ps + "</div>", title: "会展中心封顶", outline: both},
		{name: "title with a dash of its own", page: "<title>封顶-交付“双提速”</title><div id=zoom>" + ps + "</div>", title: "封顶-交付“双提速”", outline: both},
		{name: "title before which the site stands", page: "<title>湖东新城网 要闻 会展中心昨天封顶</title><p align=center>会展中心昨天封顶</p><div id=zoom>" + ps + "</div>", title: "会展中心昨天封顶", outline: both},
		{name: "title that is none", page: "<title>正文</title><div id=zoom>" + ps + "</div>", outline: both},
		{name: "meta of a government page", page: `<meta name="ArticleTitle" content="会展中心封顶"><meta name="PubDate" content="2024-05-01 10:20"><meta name="ContentSource" content="湖东日报"><meta name="Url" content="http://www.hd.example/a.html"><div id=zoom>` + ps,
			title: "会展中心封顶", date: "2024-05-01", source: "湖东日报", url: "http://www.hd.example/a.html", outline: both},
		{name: "meta that contradicts the page", page: `<meta name="PubDate" content="2019-01-01"><p>发布时间：2024-05-01 来源：湖东日报</p><div id=zoom>` + ps, source: "湖东日报", outline: both},
		{name: "no such day", page: `<meta name="PubDate" content="2024-02-30"><div id=zoom>` + ps, outline: both},
		{name: "far future", page: `<meta name="PubDate" content="9999-12-31"><div id=zoom>` + ps, outline: both},
		{name: "no such day, but the page knows", page: `<meta name="PubDate" content="2024-13-01"><p>发布日期：2024年5月1日</p><div id=zoom>` + ps, date: "2024-05-01", outline: both},
		{name: "day in China", page: `<meta property="article:published_time" content="2024-04-30T22:30:00Z"><div id=zoom>` + ps, date: "2024-05-01", outline: both},
		{name: "meta after much else", page: "<head><script>" + strings.Repeat("var a = 1;\n", 900) + `</script><meta name="PubDate" content="20240501"></head><div id=zoom>` + ps, date: "2024-05-01", outline: both},
		{name: "JSON-LD", page: `<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"封顶","datePublished":"2024-05-01T08:00:00+08:00","dateModified":"2025-01-01","publisher":{"name":"湖东日报"},"mainEntityOfPage":{"@id":"https://hd.example/1"}}]}</script><div id=zoom>` + ps,
			title: "封顶", date: "2024-05-01", source: "湖东日报", url: "https://hd.example/1", outline: both},
		{name: "broken JSON-LD", page: `<script type="application/ld+json">{"@type":"NewsArticle",</script><div id=zoom>` + ps, outline: both},
		{name: "a line with furniture", page: `<div class=x>2024-05-01 10:20　来源： 湖东日报　[ 大 中 小 ] 打印</div><div id=zoom>` + ps, date: "2024-05-01", source: "湖东日报", outline: both},
		{name: "a date without a word over the title is not of the article", page: `<p>2026年11月25日</p><h1>会展中心封顶</h1><div id=zoom>` + ps, title: "会展中心封顶", outline: both},
		{name: "a date without a word under the title", page: `<p>2026年11月25日</p><h1>会展中心封顶</h1><p>2024年5月1日 10:20</p><div id=zoom>` + ps, title: "会展中心封顶", date: "2024-05-01", outline: both},
		{name: "a date in the text is not of the article", page: `<div id=zoom><p>2024年5月1日，` + one + "</p><p>" + two, outline: []string{"2024年5月1日，" + one, two}},
		{name: "when something takes place", page: "<div id=zoom><p>时间：2024年5月1日 9:00</p><p>地点：湖东路3号</p><p>" + one + "</p><p>" + two, outline: []string{"时间：2024年5月1日9:00", "地点：湖东路3号", one, two}},
		{name: "dates of other articles", page: `<meta name="PubDate" content="2024-05-01"><p>更早的文章</p><p>发布时间：2022-01-01</p><h1>会展中心封顶</h1><p>来源：湖东日报</p><div id=zoom>` + ps, title: "会展中心封顶", date: "2024-05-01", source: "湖东日报", outline: both},
		{name: "a short notice", page: nav + "<div id=zoom><p>湖东路明晚停水八小时，请做好准备。</p></div>", outline: []string{"湖东路明晚停水八小时，请做好准备。"}},
		{name: "saved from", page: "<!DOCTYPE html>\n<!-- saved from url=(0030)https://hd.example/2024/a.html -->\n<html><body><div id=zoom>" + ps, url: "https://hd.example/2024/a.html", outline: both},
		{name: "address of a script", page: `<link rel=canonical href="javascript:alert(1)"><div id=zoom>` + ps, outline: both},
		{name: "empty container", page: `<div id=zoom> &nbsp; </div><div class="content">` + ps + "</div>", outline: both},
		{name: "two containers", page: `<div class="TRS_Editor"><p>` + one + `</p></div><div class="TRS_Editor"><p>` + one + "</p><p>" + two + "</p></div>", outline: both},
		{name: "container in a container", page: `<div id=content>` + nav + `<div id=zoom>` + ps + `</div><p>版权所有，转载请注明出处。</p></div>`, outline: both},
		{name: "container of the font's size", page: `<div id=zoom>大 中 小</div><div class=nr>` + ps + "<p>" + two + "</p></div>", outline: []string{one, two, two}},
		{name: "navigation around", page: nav + "<div>" + ps + "</div>" + nav, outline: both},
		{name: "only navigation", page: "<html><body>" + strings.Repeat(nav, 9), err: release.ErrNoArticle},
		{name: "only links with sentences", page: "<html><body>" + strings.Repeat(`<li><a href=x>`+one+`</a></li>`, 9), err: release.ErrNoArticle},
		{name: "frames", page: `<html><frameset cols="20%,80%"><frame src="a.html"><frame src="b.html"></frameset></html>`, err: release.ErrFrames},
		{name: "scripts only", page: `<html><body><div id="app"></div><noscript>请开启脚本，` + one + `</noscript><script src="app.js"></script>`, err: release.ErrScripted},
		{name: "nothing", page: "<html></html>", err: release.ErrNoArticle},
		{name: "hidden", page: `<div id=zoom><p style="display: none">隐藏的总投资为99亿元。</p><p hidden>同上。</p>` + ps + `<del>旧的数字</del><span style="text-decoration: line-through">99亿元</span></div>`, outline: both},
		{name: "comments", page: `<div id=zoom><!-- <p>旧稿：总投资为99亿元。</p> -->` + ps + `<!-- `, outline: both},
		{name: "scripts and styles", page: `<div id=zoom><style>p{}</style><script>document.write("<p>99亿元。</p>")</script>` + ps, outline: both},
		{name: "entities", page: `<div id=zoom><p>&emsp;&emsp;湖东&amp;湖西&ldquo;双城&rdquo;，投资12.5&nbsp;亿元&#xff0c;占&#22320;3&shy;0&#8203;亩，明年夏天可以投入使用。</p><p>` + two, outline: []string{"湖东&湖西“双城”，投资12.5亿元，占地30亩，明年夏天可以投入使用。", two}},
		{name: "entities without a semicolon", page: `<div id=zoom><p>&nbsp&nbsp` + one + "</p><p>" + two + "&lt3年</p>", outline: []string{one, two + "<3年"}},
		{name: "raised digits", page: `<div id=zoom><p>面积为300m<sup>2</sup>，产量为10<sup>8</sup>只，` + one + "</p><p>" + two, outline: []string{"面积为300m²，产量为10⁸只，" + one, two}},
		{name: "lines of the source", page: "<div id=zoom><p>湖东新城的会展\n   中心昨天封顶，总投资12.5\n亿元，占地三百亩，明年夏天可以投入使用。</p>\n<p>" + two, outline: both},
		{name: "numbers on two lines stay two", page: "<div id=zoom><p>编号为2023\n2024的两个项目" + one + "</p><p>" + two, outline: []string{"编号为2023 2024的两个项目" + one, two}},
		{name: "line breaks", page: "<div id=zoom>　　" + one + "<br>　　" + two + "<br><br>", outline: both},
		{name: "a list of line breaks", page: "<div id=zoom><p>" + one + "</p><p>时间：5月1日<br>地点：湖东路3号<br>电话：0000-1234567</p><p>" + two, outline: []string{one, "时间：5月1日", "地点：湖东路3号", "电话：0000-1234567", two}},
		{name: "a printed page in line breaks", page: "<div id=zoom>" + strings.ReplaceAll(strings.Split(strings.ReplaceAll(wrappedPage, "\n\n", "\n"), "（数据来源")[0], "\n", "<br>") + "</div>",
			outline: []string{"临湖新城的会展中心昨天封顶。", "这座建筑的总投资为12.5亿元，占地约30亩，由三个展厅和一座会议楼组成，2024年底前完成外墙。", "# 配套道路同步推进",
				"新城管委会介绍，周边六条道路已经动工，其中湖东路全长2.8公里，预计投资9000万元，到城区不到半小时。", "“接下来还要建一座公园。”负责人说。",
				"公园的设计方案本月公示，面积为15公顷，种植以水杉和樟树为主，并保留原有的两座古桥和一片湿地供居民观赏。"}},
		{name: "headings", page: "<div id=zoom><p>" + one + "</p><p><b>道路同步推进</b></p><p>" + two + "</p><h3>公园</h3><p>" + two + "</p>", outline: []string{one, "# 道路同步推进", two, "# 公园", two}},
		{name: "bold sentences are no headings", page: "<div id=zoom><p>" + one + "</p><p><b>道路也已经动工。</b></p><p>" + two, outline: []string{one, "道路也已经动工。", two}},
		{name: "all bold", page: "<div id=zoom><b><p>" + one + "</p><p>道路同步推进</p><p>" + two + "</p></b>", outline: []string{one, "道路同步推进", two}},
		{name: "the page's lines in the container", page: "<title>会展中心封顶</title><div id=zoom><h1>会展中心封顶</h1><p>来源：湖东日报 发布时间：2024-05-01 浏览次数：18</p>" + ps + "<p>责任编辑：张三</p><p>【打印本页】【关闭窗口】</p><p>上一篇：<a href=x>二期开工</a></p><ul><li><a href=1>甲</a></li><li><a href=2>乙</a></li></ul></div>",
			title: "会展中心封顶", source: "湖东日报", date: "2024-05-01", outline: both},
		{name: "list", page: "<div id=zoom><p>" + one + "</p><ul><li>学校三所<li>医院一家<ul><li>床位八百张</ul></ul><ol><li>道路六条</ol><p>" + two, outline: []string{one, "学校三所", "医院一家", "床位八百张", "道路六条", two}},
		{name: "pictures", page: `<div id=zoom><p><img src=a.jpg alt="封顶现场"></p>` + ps + `<figure><img src=b.jpg><figcaption>封顶现场。</figcaption></figure></div>`, outline: []string{one, two, "封顶现场。"}},
		{name: "WeChat", page: `<h1 id="activity-name"> 会展中心封顶 </h1><a id="js_name"> 湖东发布 </a><em id="publish_time"></em><div id="js_content" style="visibility: hidden; opacity: 0;"><section><p><span>` + one + `</span></p></section><section style="visibility:hidden">x</section><p>` + two + `</p></div><script>var ct = "1714529400"; var msg_title = '会展中心封顶';</script>`,
			title: "会展中心封顶", source: "湖东发布", date: "2024-05-01", outline: both},
	} {
		a, err := File("a.html", []byte(tt.page))
		if !errors.Is(err, tt.err) || err != nil != (tt.err != nil) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.err)
			continue
		}
		if err != nil {
			continue
		}
		if a.Title != tt.title || a.Source != tt.source || a.Date.String() != tt.date || a.URL != tt.url {
			t.Errorf("%s: title %q source %q date %q URL %q; want %q %q %q %q", tt.name, a.Title, a.Source, a.Date, a.URL, tt.title, tt.source, tt.date, tt.url)
		}
		if diff := cmp.Diff(tt.outline, outline(a)); diff != "" {
			t.Errorf("%s: outline (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestPageTable(t *testing.T) {
	t.Parallel()
	for i, tt := range []struct {
		name, table string
		want        []string
	}{
		{"heads", "<tr><td>项目<td>投资<tr><td>学校<td>5亿元<tr><td>医院<td>", []string{"项目：学校；投资：5亿元", "项目：医院"}},
		{"th", "<thead><tr><th>项目<th>投资</thead><tbody><tr><td>学校<td>5亿元</tbody>", []string{"项目：学校；投资：5亿元"}},
		{"heads in two rows", "<tr><td rowspan=2>指标<td colspan=2>2024年<tr><td>总量<td>增速<tr><td>出口<td>12亿元<td>3.5%", []string{"指标：出口；2024年总量：12亿元；2024年增速：3.5%"}},
		{"cells down", "<tr><th>街道<th>项目<th>投资<tr><td rowspan=2>湖东<td>学校<td>5亿元<tr><td>医院<td>6亿元", []string{"街道：湖东；项目：学校；投资：5亿元", "街道：湖东；项目：医院；投资：6亿元"}},
		{"a cell across", "<tr><th>项目<th>2023年<th>2024年<tr><td>学校<td colspan=2>5亿元", []string{"项目：学校；2023年：5亿元"}},
		{"caption", "<tr><td colspan=2>表1主要项目（单位：亿元）<tr><td>项目<td>投资<tr><td>学校<td>5", []string{"表1主要项目（单位：亿元）", "项目：学校；投资：5亿元"}},
		{"labels at the left", "<tr><td>总投资<td>5亿元<tr><td>占地<td>30亩", []string{"总投资：5亿元", "占地：30亩"}},
		{"heads at the left", "<tr><th>总投资<td>5亿元<td>一期<tr><th>占地<td>30亩<td>二期", []string{"总投资：5亿元；一期", "占地：30亩；二期"}},
		{"years are heads", "<tr><td>指标<td>2023<td>2024<tr><td>出口<td>11亿元<td>12亿元", []string{"指标：出口；2023：11亿元；2024：12亿元"}},
		{"months are heads", "<tr><td>指标<td>1—2月<td>3月<tr><td>出口<td>11亿元<td>12亿元", []string{"指标：出口；1—2月：11亿元；3月：12亿元"}},
		{"heads again", "<tr><td>项目<td>投资<tr><td>学校<td>5亿元<tr><td>项目<td>投资<tr><td>医院<td>6亿元", []string{"项目：学校；投资：5亿元", "项目：医院；投资：6亿元"}},
		{"labels and values", "<tr><td>总投资<td>5亿元<td>占地<td>30亩<tr><td>床位<td>800张<td>车位<td>", []string{"总投资：5亿元；占地：30亩", "床位：800张"}},
		{"figures without any heads", "<tr><td>出口<td>11亿元<td>12亿元<tr><td>进口<td>3亿元<td>4亿元", []string{"出口；11亿元；12亿元", "进口；3亿元；4亿元"}},
		{"paragraphs in a cell", "<tr><td>项目<td>投资<tr><td><p>学校</p><p>一期</p><td>5亿元", []string{"项目：学校 一期；投资：5亿元"}},
		{"layout", "<tr><td><p>左栏写着会展中心封顶。</p><td><table><tr><td>项目<td>投资<tr><td>学校<td>5亿元</table>", []string{"左栏写着会展中心封顶。", "项目：学校；投资：5亿元"}},
		{"one column", "<tr><td>湖东学校。<tr><td>湖西医院。", []string{"湖东学校。", "湖西医院。"}},
	} {
		page := "<div id=zoom><p>" + one + "</p><table>" + tt.table + "</table><p>" + two + "</p></div>"
		a, err := File("a.html", []byte(page))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		want := append(append([]string{one}, tt.want...), two)
		if diff := cmp.Diff(want, outline(a)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if i < 2 { // where the headings, which are repeated, are not most of the text
			checkOrigins(t, a, []byte(page), asUTF8)
		}
	}
}

// TestPageCharset reads pages with right and wrong declarations.
func TestPageCharset(t *testing.T) {
	t.Parallel()
	page := func(charset string) string {
		return fmt.Sprintf(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=%s"></head><body><div id=zoom><p>%s⋯</p><p>%s</p></div>`, charset, one, two)
	}
	gb := func(s string) string { return mustEncode(t, simplifiedchinese.GB18030.NewEncoder().String, s) }
	for name, data := range map[string]string{
		"UTF-8":                      page("utf-8"),
		"UTF-8 declared as GB":       page("gb2312"),
		"UTF-8 declared as Latin":    page("iso-8859-1"),
		"GB declared":                gb(page("gb2312")),
		"GB declared as UTF-8":       gb(page("utf-8")),
		"GB declared as Big5":        gb(page("big5")),
		"GB undeclared":              gb(page("")),
		"GB declared late":           gb(strings.Replace(page("gbk"), "<meta", "<!--"+strings.Repeat("说明", 2000)+"--><meta", 1)),
		"a name for both":            gb("<p>" + page("utf-8")),
		"UTF-8, a cut character":     strings.Replace(page("utf-8"), "<head>", "<head><meta name=description content=\"\xe6\xb9\">", 1),
		"GB, a cut character":        strings.Replace(gb(page("gbk")), "<head>", "<head><meta name=description content=\"\xba\">", 1),
		"UTF-8 with a mark, said GB": "\uFEFF" + page("gbk"),
	} {
		a, err := File("a.html", []byte(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff([]string{one + "⋯", two}, outline(a)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	text := strings.Repeat(big5Text, 2)
	for _, said := range []string{"big5", "gb2312", "utf-8", ""} {
		data := mustEncode(t, traditionalchinese.Big5.NewEncoder().String, "<html><meta charset="+said+"><div id=zoom><p>"+text+"</p></div>")
		a, err := File("a.html", []byte(data))
		if err != nil || a.Paragraphs()[0].Text != text {
			t.Errorf("Big5 said to be %q: %v", said, err)
		}
	}
}

// TestByContent reads files with wrong names.
func TestByContent(t *testing.T) {
	t.Parallel()
	page := "<!DOCTYPE html><html><head><title>封顶</title></head><body><div id=zoom><p>" + one + "</p><p>" + two + "</p></div></body></html>"
	saved := "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://hd.example/a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"b\"\r\n\r\n" +
		"--b\r\nContent-Type: text/html\r\n\r\n" + page + "\r\n--b--\r\n"
	for _, tt := range []struct{ id, data, url string }{
		{"a.txt", page, ""}, {"a.html", one + "\n" + two + "\n", ""}, {"a.html", saved, "https://hd.example/a"},
		{"a.txt", saved, "https://hd.example/a"}, {"a.mhtml", page, ""}, {"a.mht", saved, "https://hd.example/a"}, {"a.HTM", page, ""},
	} {
		a, err := File(tt.id, []byte(tt.data))
		if err != nil {
			t.Errorf("%s %.20q: %v", tt.id, tt.data, err)
			continue
		}
		if diff := cmp.Diff([]string{one, two}, outline(a)); diff != "" || a.URL != tt.url {
			t.Errorf("%s %.20q: URL %q, outline (-want +got):\n%s", tt.id, tt.data, a.URL, diff)
		}
	}
}

// TestEarlierVersion reads what marks an earlier version of a page; the first mark counts.
func TestEarlierVersion(t *testing.T) {
	t.Parallel()
	const mark, by = `<meta name="beilun-superseded" content="2026-11-30">`, `<meta name="beilun-superseded-by" content="&#20250;&amp;展.html">`
	for name, tt := range map[string]struct{ head, day, by string }{
		"marked":             {mark + by, "2026-11-30", "会&展.html"},
		"twice":              {mark + by + `<meta name="beilun-superseded" content="2026-12-02"><meta name="beilun-superseded-by" content="x.html">`, "2026-11-30", "会&展.html"},
		"said not to be one": {`<meta name="beilun-superseded" content="no">` + mark + by, "", ""},
		"no day":             {`<meta name="beilun-superseded" content="2026-11">` + by, "", ""},
		"none":               {"", "", ""},
	} {
		a, err := File("a.html", []byte("<!DOCTYPE html>"+tt.head+"<div id=zoom><p>湖东会展中心昨天封顶，总投资为12.5亿元，明年夏天可以投入使用。</p><p>市民可以预约参观，每天接待五百人。</p></div>"))
		if err != nil || a.Superseded.String() != tt.day || a.SupersededBy != tt.by {
			t.Errorf("%s: %+v %v", name, a, err)
		}
	}
}
