package html

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read/release"
)

func TestAttachments(t *testing.T) {
	t.Parallel()
	const zoom = `<html><head>%s</head><body><p><a href="/help.pdf">使用帮助.pdf</a></p><div id="zoom"><p>详见附件。</p>%s</div></body></html>`
	page := func(head, body string) []byte {
		return []byte(strings.Replace(strings.Replace(zoom, "%s", head, 1), "%s", body, 1))
	}
	for _, tt := range []struct {
		name string
		page []byte
		want string
	}{
		{"relative", page("", `<a href="./W1.docx">方案.docx</a>`), "方案.docx ./W1.docx"},
		{"canonical", page(`<link rel="canonical" href="http://www.linxi.example/col/t1.html">`, `<a href="./W1.docx">方案</a>`), "方案 http://www.linxi.example/col/W1.docx"},
		{"base", page(`<base href="http://www.linxi.example/a/">`, `<a href="W1.ofd">方案</a><a href="/W2.ZIP#x">任务</a>`), "方案 http://www.linxi.example/a/W1.ofd|任务 http://www.linxi.example/W2.ZIP"},
		{"saved", append([]byte("<!-- saved from url=(0034)http://www.linxi.example/b/t1.html -->\n"), page("", `<a href="../W1.xls">表</a>`)...), "表 http://www.linxi.example/W1.xls"},
		{"twice", page("", `<a href="a.pdf">甲</a><a href="a.pdf">下载</a>`), "甲 a.pdf"},
		{"by query and text", page("", `<a href="/down?id=3&name=%E8%A1%A8.xlsx">甲</a><a href="/down?id=4">乙.et</a>`), "甲 /down?id=3&name=%E8%A1%A8.xlsx|乙.et /down?id=4"},
		{"no files", page("", `<a href="b.html">甲</a><a href="javascript:x('a.pdf')">乙</a><a href="mailto:a@b.pdf">丙</a><a>丁.pdf</a>`), ""},
		{"without text", page("", `<a href="/x/a.pdf"><img src="i.png"></a>`), "a.pdf /x/a.pdf"},
		{"hidden body of a share", []byte(`<div id="js_content" style="visibility:hidden">见<a href="a.pdf">表</a></div>`), "表 a.pdf"},
		{"no page", []byte("文字 a.pdf"), ""},
	} {
		var got []string
		for _, a := range Attachments(tt.page) {
			got = append(got, a.Name+" "+a.URL)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s: %s; want %s", tt.name, s, tt.want)
		}
	}
	many := page("", strings.Repeat(`<a href="a.pdf">甲</a>`, 3)+strings.Repeat("<p>", 10))
	if n := len(Attachments(many)); n != 1 {
		t.Errorf("%d attachments", n)
	}
}

func TestAttachedNames(t *testing.T) {
	t.Parallel()
	const page = `<html><body><div id="zoom"><p>现将计划予以公布，详见附件。</p><p>附件：1.<a href="1.pdf">1.计划表.pdf</a></p><p>2.<a href="2.ofd">说明</a></p></div></body></html>`
	_, err := Read(release.File{ID: "a.html", Data: []byte(page)})
	if !errors.Is(err, release.ErrAttached) || !strings.HasSuffix(err.Error(), ": attached: 1.计划表.pdf、说明") {
		t.Error(err)
	}
}

func TestLeads(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"现将2025年度重点项目计划予以公布，详见附件。":          true,
		"《行动方案（2025—2027年）》现印发给你们，请认真贯彻执行。": true,
		"附件1：计划表":             true,
		"各镇街：":                true,
		"临溪区人民政府办公室":          true,
		"2025年3月6日":           true,
		"联系电话：0000-86000000":  true,
		"一季度新增就业1.2万人（详见附件）。": false,
		"拟认定临溪智造港有限公司等12家企业为区级技术中心，现予以公示。":         false,
		"定于3月6日下午2时在区会议中心召开动员大会，请各单位主要负责人准时参加。":    false,
		"区防指决定启动防汛四级应急响应，各单位要加强值班值守，确保人民群众生命财产安全。": false,
	} {
		if got := leads(s); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}
