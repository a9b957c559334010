package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"beilun/cmd/beilun/terminal"
	"beilun/internal/logs"
	"beilun/internal/needs"
	"beilun/internal/state"
)

// steering are characters that steer a terminal, or hide or turn round what is printed.
const steering = "\x1b[31m\x1b]0;甲\x07\u009b2J\u0085\x7f\u202e\u2066\u200f\u200b\ufeff\u2028\u2029\v\f"

// steers reports whether a character must not reach a terminal.
func steers(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || r == 0x200b || r == 0x2060 || r == 0xfeff || r == 0x2028 || r == 0x2029
}

// steered inserts all of steering behind each of some words.
func steered(text string, words ...string) string {
	for _, w := range words {
		text = strings.ReplaceAll(text, w, w+steering)
	}
	return text
}

// hostileFolder returns a folder of files in whose names and contents steering characters
// are everywhere.
func hostileFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "新闻"+"\u202e"+"稿")
	md := steered("---\ntitle: 软件园近况\ndate: 2024-05-06\nsource: 临湖发布\nurl: https://example.com/a\n---\n临湖软件园入驻企业75家，总投资3.6亿元。\n\n临湖体育馆总投资4.2亿元。\n\n## 场馆情况\n\n| 项目 | 总投资 | 占地 |\n|---|---|---|\n| 南馆 | 2.1亿元 | 30亩 |\n", "软件园近况", "临湖发布", "/a", "入驻企业", "场馆情况", "南馆")
	html := steered("<html><head><title>东岭隧道</title><meta name=\"source\" content=\"临湖日报\"></head><body><h1>东岭隧道</h1><p>东岭隧道全长3.2公里，总投资11.2亿元，是本区最长的隧道，计划两年后建成通车。</p><p>隧道由临湖交投建设，双向六车道，设计时速80公里。</p></body></html>", "东岭隧道", "临湖日报", "最长")
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, name := range []string{"a\x1b[2J\u202e.txt", "b/../\x9b.exe"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, "临湖软件园。")
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"a.md": md, "b.html": html, "c" + "\u202e" + "gpj.txt": steered("星海大道全长12公里。", "大道"), "d\x1b[2J\n第二行.txt": "星海桥全长120米。",
		"e\u009b.pdf": "%PDF-1.4 " + steering, "f\u200b.xlsx": "PK" + steering, "g.zip": archive.String(), "h\x1b.docx": "", "更正表.txt": steered("甲 = 乙 = 丙丁\n撤回：没有的文件 原因\n看不懂的一行\n", "丙丁", "原因", "看不懂"),
		"i.md": "---\ntitle: 丙\ndate: 2026-13\u202e-\x1b45\n---\n丙园总投资1亿元。", "j.md": "---\ntitle: 丁\ndate: 2204-01-02\n---\n丁园总投资2亿元\ue000。",
	}
	for name, text := range files { // a text of which much is control characters is none
		if name == "a.md" || name[0] == 'c' {
			text += strings.Repeat("\n\n临湖区发布了园区建设的进展情况，各项工作按计划推进，道路、管网和绿化同步施工。", 200)
		}
		if err := os.MkdirAll(filepath.Join(dir, "子\x1b[0m目录"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// hostileState returns a state with hostile feedback.
func hostileState(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "st\x1bate.db")
	st, err := state.Open(file, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range []string{steering, "应为" + steering + "5亿元"} {
		f := state.Feedback{At: time.Now(), User: "U1" + steering, Question: "园区" + steering, Answer: "4亿元" + steering, Reason: "old", Text: text}
		if err := st.Feedback.Put(fmt.Sprint(i), f); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestNothingSteers prints hostile files with every command that prints, and gives hostile
// arguments: no character that steers a terminal comes out.
func TestNothingSteers(t *testing.T) {
	needs.Long(t, "a minute under the race detector")
	needs.Unix(t, "names with control characters")
	t.Chdir(t.TempDir())
	dir := hostileFolder(t)
	env := map[string]string{"BEILUN_RELEASES": dir, "BEILUN_INDEX": "in\x1b[1mdex", "BEILUN_STATE": hostileState(t), "SLACK_BOT_TOKEN": "xoxb-" + steering, "BEILUN_ADMINS": "U" + steering}
	clean := map[string]string{"BEILUN_RELEASES": dir, "BEILUN_INDEX": env["BEILUN_INDEX"], "BEILUN_STATE": env["BEILUN_STATE"]}
	for _, l := range terminal.Langs {
		env["BEILUN_LANG"], clean["BEILUN_LANG"] = l.String(), l.String()
		for _, args := range [][]string{
			{"index"}, {"index", "-problems"}, {"index", "-confirm"}, {"show", dir}, {"show", filepath.Join(dir, "a.md")}, {"show", filepath.Join(dir, "b.html")},
			{"show", filepath.Join(dir, "e\u009b.pdf")}, {"show", filepath.Join(dir, "d\x1b[2J\n第二行.txt")}, {"show", filepath.Join(dir, "i.md"), filepath.Join(dir, "j.md")},
			{"show", "none" + steering}, {"ask", "临湖软件园入驻企业多少家"}, {"ask", "-explain", "临湖软件园入驻企业多少家"}, {"ask", "-json", "临湖软件园入驻企业多少家"},
			{"ask", "东岭隧道" + steering + "全长多少"}, {"ask", "-explain", "火星" + steering + "人口"}, {"ask", "临湖体育馆总投资多少"}, {"ask", "你好" + steering},
			{"ask", "-releases", "none" + steering, "人口"}, {"ask", "-on", steering, "人口"}, {"ask", "-json=" + steering, "人口"}, {"ask", "-" + steering}, {steering}, {"sh\x1bow"},
			{"help", steering}, {"figures"}, {"figures", "-history"}, {"figures", "-csv"}, {"figures", "-json"}, {"figures", "-subject", steering}, {"figures", "none" + steering}, {"figures", "-conflicts"}, {"changes"},
			{"check", filepath.Join(dir, "a.md")}, {"check", "-json", filepath.Join(dir, "a.md")}, {"check", filepath.Join(dir, "b.html")}, {"check", filepath.Join(dir, "e\u009b.pdf")}, {"check", "none" + steering},
			{"changes", "-since", "2000-01-01"}, {"changes", "-json"}, {"changes", "-since", steering},
			{"feedback"}, {"feedback", "-json"}, {"backup", "x" + steering + ".zip"}, {"backup", filepath.Join(dir, steering, "x")}, {"restore", "x" + steering}, {"restore", filepath.Join(dir, "g.zip")},
			{"install", "-systemd", "-user", "a" + steering}, {"install", "-systemd", "-dir", steering}, {"index", "-index", filepath.Join(dir, "a.md", steering)}, {"index", "x" + steering},
			{"eval", "x" + steering}, {"eval", "qa", "-contexts", "x" + steering, "-questions", "y" + steering}, {"chat", "x" + steering}, {"web", "-listen", "x" + steering}, {"web", "x" + steering},
			{"mcp", "x" + steering}, {"mcp", "-releases", "none" + steering},
		} {
			wantClean(t, clean, args)
		}
		if _, out, _ := runWith(t, clean, "ask", "临湖体育馆总投资多少"); !strings.Contains(out, "4.2亿元") || !strings.Contains(out, "临湖发布") {
			_, shown, errs := runWith(t, clean, "show", filepath.Join(dir, "a.md"))
			t.Errorf("the hostile release is not answered from: %s%s%s", out, shown, errs)
		}
		for _, args := range [][]string{{"serve"}, {"doctor"}, {"index"}, {"setup", steering}} {
			wantClean(t, env, args)
		}
	}
}

// wantClean runs a command and looks for characters that steer.
func wantClean(t *testing.T, env map[string]string, args []string) {
	t.Helper()
	_, out, errs := runWith(t, env, args...)
	for _, text := range []string{out, errs} {
		for line := range strings.Lines(text) {
			if i := strings.IndexFunc(line, steers); i >= 0 {
				t.Errorf("%q: %q in %q", args, []rune(line[i:])[0], line[max(0, i-40):min(len(line), i+40)])
				break
			}
		}
	}
	for line := range strings.Lines(errs) {
		if strings.HasPrefix(line, "第二行") {
			t.Errorf("%q: a name goes over two lines: %q", args, errs)
		}
	}
}

// TestLogSteersNot logs hostile values in each form for people.
func TestLogSteersNot(t *testing.T) {
	t.Parallel()
	for _, form := range []logs.Form{logs.Text, logs.Terminal, logs.Journal} {
		var b strings.Builder
		log := logs.New(&b, logs.Options{Form: form})
		log.Warn("refused", "release", "a"+steering+".txt", "err", fmt.Errorf("open %s", steering), steering, 1)
		log.With("folder", steering).WithGroup("g").Error(steering, "x", []string{steering})
		for line := range strings.Lines(b.String()) {
			if i := strings.IndexFunc(line, steers); i >= 0 {
				t.Errorf("%s: %q", form, line)
			}
		}
		if n := strings.Count(b.String(), "\n"); n != 2 {
			t.Errorf("%s: %d lines", form, n)
		}
	}
}
