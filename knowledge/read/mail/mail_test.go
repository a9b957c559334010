package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/read/release"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	first  = "园区二期昨日开工，总投资3亿元，占地20亩，由云岭区城市建设集团承建。"
	second = "项目建成后可容纳企业60家，预计明年投用，年产值可达12亿元。"
	both   = first + "|" + second
	plain  = "Content-Type: text/plain; charset=utf-8\r\n\r\n"
	page   = "Content-Type: text/html; charset=utf-8\r\n\r\n"
)

// mailOf returns a mail with a header and a body, which begins with its own
// header.
func mailOf(header, body string) []byte {
	const rest = "From: \"lin\" <lin@yunling.example>\nTo: press@paper.example\nDate: Tue, 20 Jan 2026 23:30:00 +0800\nMIME-Version: 1.0\n"
	if strings.Contains(header, "From:") {
		header += strings.SplitN(rest, "\n", 2)[1]
	} else {
		header += rest
	}
	return []byte(strings.ReplaceAll(strings.ReplaceAll(header+body, "\r\n", "\n"), "\n", "\r\n"))
}

// several returns a body of that kind with parts.
func several(kind string, parts ...string) string {
	return "Content-Type: multipart/" + kind + "; boundary=\"=_b" + kind + "\"\n\n--=_b" + kind + "\n" + strings.Join(parts, "\n--=_b"+kind+"\n") + "\n--=_b" + kind + "--\n"
}

func gb(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func quoted(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	q := quotedprintable.NewWriter(&b)
	if _, err := q.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// outline returns the headings and paragraphs of an article.
func outline(a *knowledge.Article) string {
	var out []string
	for _, s := range a.Sections {
		if s.Heading != "" {
			out = append(out, "# "+s.Heading)
		}
		for _, p := range s.Paragraphs {
			out = append(out, p.Text)
		}
	}
	return strings.Join(out, "|")
}

func TestRead(t *testing.T) {
	t.Parallel()
	const text = first + "\n\n" + second + "\n"
	const html = "<html><body><div>" + first + "</div><div>" + second + "</div></body></html>"
	const rows = "<table><tr><td>项目</td><td>投资（亿元）</td></tr><tr><td>学校</td><td>2</td></tr></table>"
	picture := "Content-Type: image/png\nContent-ID: <a@b>\n\nx"
	for name, tt := range map[string]struct{ body, want string }{
		"plain":             {plain + text, both},
		"page":              {page + html, both},
		"no kind":           {"\n" + text, both},
		"table":             {page + "<p>" + first + "</p>" + rows + "<p>" + second + "</p>", first + "|项目：学校；投资：2亿元|" + second},
		"base64 in GBK":     {"Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: base64\n\n" + b64(gb(t, text)), both},
		"quoted in GB18030": {"Content-Type: text/html; charset=\"GB18030\"\nContent-Transfer-Encoding: quoted-printable\n\n" + quoted(t, gb(t, html)), both},
		"undeclared GBK":    {"Content-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\n" + gb(t, text), both},
		"wrong charset":     {"Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 8bit\n\n" + text, both},
		"alternatives":      {several("alternative", plain+"旧的文字", page+html), both},
		"empty alternative": {several("alternative", plain+text, page+"<html><body> </body></html>"), both},
		"with pictures":     {several("related", several("alternative", plain+"旧的文字", page+html+"<img src=\"cid:a@b\">"), picture), both},
		"with files":        {several("mixed", several("alternative", plain+"旧的文字", page+html), "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\n其实是9亿元。"), both},
		"in two texts":      {several("mixed", plain+first, picture, plain+second), both},
		"signed":            {several("signed", plain+text, "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx"), both},
		"flowed":            {"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n园区二期昨日开工，总投资3 \n亿元，占地20亩，由云岭区城市建设集团承建。\n" + second, both},
		"signature":         {plain + text + "-- \n林某\n电话：0579-1234567\n", both},
		"telephone":         {plain + text + "发自我的手机\n", both},
	} {
		a, err := parseArticle(mailOf("Subject: 园区二期项目开工\n", tt.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := outline(a); got != tt.want || a.Title != "园区二期项目开工" || a.Date.String() != "2026-01-20" || a.Source != "" {
			t.Errorf("%s: %q, %v, %q: %s, want %s", name, a.Title, a.Date, a.Source, got, tt.want)
		}
	}
}

func parseArticle(data []byte) (*knowledge.Article, error) {
	return Read(release.File{ID: "a.eml", Data: data})
}

func TestHead(t *testing.T) {
	t.Parallel()
	word := func(charset, s string) string { return "=?" + charset + "?B?" + b64(s) + "?=" }
	title := "云岭区园区二期项目开工"
	halves := gb(t, title)
	for name, tt := range map[string]struct{ header, text, title, source, date string }{
		"encoded":           {"Subject: " + word("utf-8", title) + "\n", first, title, "", "2026-01-20"},
		"in GBK":            {"Subject: " + word("GB2312", halves) + "\n", first, title, "", "2026-01-20"},
		"cut characters":    {"Subject: " + word("gbk", halves[:7]) + "\n " + word("gbk", halves[7:]) + "\n", first, title, "", "2026-01-20"},
		"quoted":            {"Subject: =?utf-8?Q?" + strings.ReplaceAll(quoted(t, title), "=\r\n", "") + "?=\n", first, title, "", "2026-01-20"},
		"raw GBK":           {"Subject: " + halves + "\n", first, title, "", "2026-01-20"},
		"raw UTF-8":         {"Subject: " + title + "\n", first, title, "", "2026-01-20"},
		"answered":          {"Subject: Re: 回复：答复: " + title + "\n", first, title, "", "2026-01-20"},
		"labelled":          {"Subject: [External] 转发：【新闻稿】" + title + "\n", first, title, "", "2026-01-20"},
		"counted":           {"Subject: Re[2]: " + title + "\n", first, title, "", "2026-01-20"},
		"an office":         {"Subject: " + title + "\nFrom: " + word("utf-8", "云岭区统计局") + " <tjj@yunling.example>\n", first, title, "云岭区统计局", "2026-01-20"},
		"a person":          {"Subject: " + title + "\nFrom: " + word("utf-8", "林某") + " <lin@yunling.example>\n", first, title, "", "2026-01-20"},
		"stated":            {"Subject: " + title + "\nFrom: " + word("utf-8", "云岭区统计局") + " <tjj@yunling.example>\n", "来源：云岭日报 发布时间：2026-01-18\n" + first, title, "云岭日报", "2026-01-18"},
		"signed":            {"Subject: " + title + "\n", first + "\n云岭区统计局\n2026年1月16日", title, "", "2026-01-16"},
		"no subject":        {"", first, "", "", "2026-01-20"},
		"a word":            {"Subject: 稿件\n", title + "\n" + first, title, "", "2026-01-20"},
		"title in the text": {"Subject: " + title + "\n", title + "\n" + first, title, "", "2026-01-20"},
	} {
		a, err := parseArticle(mailOf(tt.header, plain+tt.text+"\n"+second))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if date := a.Date.String(); a.Title != tt.title || a.Source != tt.source || date != tt.date {
			t.Errorf("%s: %q, %q, %s: %s", name, a.Title, a.Source, date, outline(a))
		}
	}
}

// TestThread checks which of the texts that several people wrote is the release.
func TestThread(t *testing.T) {
	t.Parallel()
	const (
		old     = "园区二期原定去年开工，总投资9亿元，现因用地问题推迟到今年，请各单位知悉。"
		netEase = "\n在 2026-01-15 10:00:00，\"统计局\" <tjj@yunling.example> 写道：\n"
		qq      = "\n------------------ 原始邮件 ------------------\n发件人: \"云岭区统计局\" <tjj@yunling.example>;\n发送时间: 2026年1月15日(星期四) 上午10:00\n收件人: \"林某\"<lin@yunling.example>;\n主题: 园区二期项目开工\n\n"
		outlook = "\n发件人：云岭区统计局 <tjj@yunling.example>\n发送时间：2026年1月15日 10:00\n收件人：林某 <lin@yunling.example>; 王某\n <wang@yunling.example>\n抄送：张某\n主题：园区二期项目开工\n\n"
		gmail   = "\n---------- Forwarded message ---------\nFrom: 云岭区统计局 <tjj@yunling.example>\nDate: Thu, 15 Jan 2026 10:00:00 +0800\nSubject: Fwd: 园区二期项目开工\nTo: <lin@yunling.example>\n\n"
	)
	mark := func(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") }
	for name, tt := range map[string]struct{ subject, text, want, source, date string }{
		"an answer":                {"Re: 园区二期项目开工", first + "\n" + second + netEase + mark(old), both, "", "2026-01-20"},
		"an answer, marked":        {"回复：园区二期项目开工", first + "\n" + second + "\nOn Thu, Jan 15, 2026 at 10:00 AM tjj <tjj@yunling.example>\nwrote:\n" + mark(old), both, "", "2026-01-20"},
		"an answer below":          {"Re: 园区二期项目开工", netEase + mark(old) + "\n" + first + "\n" + second, both, "", "2026-01-20"},
		"an answer that thanks":    {"回复：园区二期项目开工", "收到，谢谢。" + qq + first + "\n" + second, "收到，谢谢。|" + both, "云岭区统计局", "2026-01-15"},
		"an answer that corrects":  {"回复：园区二期项目开工", "总投资应为4亿元。" + qq + first + "\n" + second, "总投资应为4亿元。|" + both, "云岭区统计局", "2026-01-15"},
		"forwarded by QQ":          {"转发：园区二期项目开工", "请审阅。" + qq + first + "\n" + second, both, "云岭区统计局", "2026-01-15"},
		"forwarded by Outlook":     {"转发: 园区二期项目开工", "请审阅。" + outlook + first + "\n" + second, both, "云岭区统计局", "2026-01-15"},
		"forwarded by Gmail":       {"Fwd: 园区二期项目开工", gmail + first + "\n" + second, both, "云岭区统计局", "2026-01-15"},
		"forwarded twice":          {"Fwd: Fwd: 园区二期项目开工", "请审阅。" + gmail + "见下。" + qq + first + "\n" + second, both, "云岭区统计局", "2026-01-15"},
		"forwarded with history":   {"Fwd: 园区二期项目开工", gmail + first + "\n" + second + netEase + old, both, "云岭区统计局", "2026-01-15"},
		"forwarded without a date": {"转发：园区二期项目开工", "请审阅。" + strings.Replace(qq, "2026年1月15日(星期四) 上午10:00", "昨天", 1) + first + "\n" + second, both, "云岭区统计局", ""},
		"forwarded in short":       {"转发：园区二期项目开工", "请审阅。" + qq + "园区二期总投资3亿元。", "园区二期总投资3亿元。", "云岭区统计局", "2026-01-15"},
		"answered in short":        {"回复：园区二期项目开工", "收到。" + qq + "园区二期总投资3亿元。", "收到。|园区二期总投资3亿元。", "云岭区统计局", "2026-01-15"},
		"corrected in short":       {"回复：园区二期项目开工", "总投资应为4亿元。" + qq + "园区二期总投资3亿元。", "总投资应为4亿元。", "", "2026-01-20"},
		"keys in the text":         {"园区二期项目开工", first + "\n发件人：见附表。\n" + second, first + "|发件人：见附表。|" + second, "", "2026-01-20"},
	} {
		a, err := parseArticle(mailOf("Subject: "+tt.subject+"\n", plain+tt.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		date := a.Date.String()
		if a.Date.IsZero() {
			date = ""
		}
		if got := outline(a); got != tt.want || a.Title != "园区二期项目开工" || a.Source != tt.source || date != tt.date {
			t.Errorf("%s: %q, %q, %s: %s, want %s", name, a.Title, a.Source, date, got, tt.want)
		}
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	file := func(kind, name, disposition, text string) string {
		return "Content-Type: " + kind + name + "\nContent-Disposition: " + disposition + "\nContent-Transfer-Encoding: base64\n\n" + b64(text)
	}
	inGB := strings.ToUpper(strings.ReplaceAll(quoted(t, gb(t, "附件")), "=", "%"))
	for name, tt := range map[string]struct{ parts, want string }{
		"in the kind":        {file("application/pdf", `; name="a.pdf"`, "attachment", "1"), "a.pdf=1"},
		"in the disposition": {file("application/pdf", "", `attachment; filename="a.pdf"`, "1"), "a.pdf=1"},
		"encoded word":       {file("application/msword", "", `attachment; filename="=?gb2312?B?`+b64(gb(t, "附件1.doc"))+`?="`, "1"), "附件1.doc=1"},
		"RFC 2231":           {file("application/msword", "", "attachment; filename*=utf-8''%E9%99%84%E4%BB%B6.doc", "1"), "附件.doc=1"},
		"RFC 2231 in GBK":    {file("application/msword", "", "attachment; filename*=gb2312''"+inGB+".doc", "1"), "附件.doc=1"},
		"RFC 2231 in pieces": {file("application/msword", "", "attachment;\n filename*0*=gbk''"+inGB[:7]+";\n filename*1*="+inGB[7:]+".doc", "1"), "附件.doc=1"},
		"raw GBK":            {file("application/msword", "", `attachment; filename="`+gb(t, "附件.doc")+`"`, "1"), "附件.doc=1"},
		"a path":             {file("application/msword", "", `attachment; filename="../../C:\\a\\b.doc"`, "1"), "b.doc=1"},
		"twice":              {file("application/pdf", `; name="a.pdf"`, "attachment", "1") + "\n--=_bmixed\n" + file("application/pdf", `; name="a.pdf"`, "attachment", "2"), "a.pdf=1|a(2).pdf=2"},
		"text":               {file("text/plain", `; charset=gbk; name="a.txt"`, "attachment", gb(t, "附件")), "a.txt=" + gb(t, "附件")},
		"a mail":             {"Content-Type: message/rfc822\n\nSubject: =?utf-8?B?" + b64("关于开工") + "?=\nFrom: a@b.example\n\n" + first, "关于开工.eml=Subject: =?utf-8?B?" + b64("关于开工") + "?=\r\nFrom: a@b.example\r\n\r\n" + first},
		"no file":            {file("image/png", `; name="logo.png"`, `inline`, "1") + "\n--=_bmixed\n" + file("text/x-vcard", `; name="a.vcf"`, "attachment", "1") + "\n--=_bmixed\n" + file("application/octet-stream", "", "attachment", "1"), ""},
		"a photo":            {file("image/jpeg", `; name="现场.jpg"`, `attachment`, "1"), "现场.jpg=1"},
	} {
		all, err := Members(mailOf("Subject: a\n", several("mixed", plain+first, tt.parts)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, f := range all {
			got = append(got, f.Name+"="+string(f.Data))
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestEach(t *testing.T) {
	t.Parallel()
	file := func(name string) string {
		return "Content-Type: application/pdf; name=" + name + "\nContent-Disposition: attachment\n\n1234"
	}
	data := mailOf("Subject: a\n", several("mixed", plain+first, file("a.pdf"), file("b.exe"), file("c.pdf")))
	for _, tt := range []struct {
		allowed release.Allowance
		want    string
	}{
		{release.Allowance{Members: 9, Bytes: 99}, "a.pdf 4 <nil>|b.exe 0 a program or its file is no release|c.pdf 4 <nil>"},
		{release.Allowance{Members: 9, Bytes: 9}, "a.pdf 4 <nil>|b.exe 0 a program or its file is no release|c.pdf 0 the file is too large"},
		{release.Allowance{Members: 1, Bytes: 99}, "a.pdf 4 <nil>|b.exe 0 the file is too large|c.pdf 0 the file is too large"},
	} {
		var got []string
		err := Each(t.Context(), data, &tt.allowed, func(name string) error {
			if strings.HasSuffix(name, ".exe") {
				return release.ErrProgram
			}
			return nil
		}, func(m release.Member) error {
			got = append(got, fmt.Sprint(m.Name, " ", len(m.Data), " ", m.Err))
			return nil
		})
		if got := strings.Join(got, "|"); err != nil || got != tt.want {
			t.Errorf("%v: %s", err, got)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	file := "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\nx"
	whole := several("mixed", plain+first+second)
	for name, tt := range map[string]struct {
		body string
		want error
	}{
		"encrypted":   {several("encrypted", "Content-Type: application/pgp-encrypted\n\nVersion: 1", "Content-Type: application/octet-stream\n\nx"), release.ErrEncrypted},
		"S/MIME":      {"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG", release.ErrEncrypted},
		"PGP in text": {plain + "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----", release.ErrEncrypted},
		"a bounce":    {several("report; report-type=delivery-status", plain+"无法投递", "Content-Type: message/delivery-status\n\nAction: failed"), release.ErrReceipt},
		"files only":  {several("mixed", plain+" \n", file), release.ErrEnclosed},
		"nothing":     {plain + "\n \n", release.ErrEmpty},
		"bad base64":  {"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + b64(first)[:41] + "!!!" + b64(second), release.ErrDamaged},
		"cut off":     {whole[:len(whole)-30], release.ErrDamaged},
		"many parts":  {several("mixed", strings.Repeat(plain+"\n--=_bmixed\n", maxParts+1)), release.ErrTooLarge},
		"nested":      {strings.Repeat("Content-Type: multipart/mixed; boundary=a\n\n--a\n", maxNested+1), release.ErrTooLarge},
	} {
		if a, err := parseArticle(mailOf("Subject: 开工\n", tt.body)); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, %v", name, err, a)
		}
	}
}

func TestIs(t *testing.T) {
	t.Parallel()
	for head, want := range map[string]bool{
		"From: =?utf-8?B?5p6X?= <lin@yunling.example>\n":                                 true,
		"Received: from a by b\nFrom: lin\n":                                             true,
		"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\n":        false,
		"From: =?gb2312?B?08kgTWljcm9zb2Z0?=\nSubject: a\nDate: Tue, 20 Jan 2026 1:00\n": false,
		"MIME-Version: 1.0\nX-Document-Type: Workbook\n":                                 false,
		first + "\n": false,
		"":           false,
	} {
		if got := Is([]byte(head + "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n")); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(mailOf("Subject: Fwd: =?gb2312?B?08k=?= =?gbk?Q?=D3?=\n", several("mixed", several("alternative", plain+first, page+second), "Content-Type: application/pdf; name*0*=gbk''%D3;name*1*=%C9.pdf\nContent-Transfer-Encoding: base64\n\nMIAG")))
	f.Add(mailOf("", plain+"> a\n>> b\n-----原始邮件-----\n发件人：a\n主题：b\n\n在 2026-01-20，a 写道：\n"+first))
	f.Add(mailOf("", several("signed", page+"<blockquote>"+first, "Content-Type: message/rfc822\n\nSubject: a\n\nb")))
	f.Fuzz(func(t *testing.T, data []byte) {
		if a, err := parseArticle(data); err == nil && len(a.Paragraphs()) == 0 && len(a.Sections) == 0 {
			t.Fatal("no text and no error")
		}
		all, err := Members(data)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, m := range all {
			if m.Name == "" || strings.ContainsAny(m.Name, "/\\\x00") || seen[m.Name] {
				t.Fatalf("name %q", m.Name)
			}
			seen[m.Name] = true
		}
	})
}
