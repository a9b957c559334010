package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"beilun/cmd/beilun/terminal"
)

// misuses are command lines that cannot work, with the exit code. FOLDER is a folder with a
// release, EMPTY one without, FILE a text that is no release.
var misuses = []struct {
	args string
	code int
}{
	{"sing", 2}, {"aks", 2}, {"Ask", 2}, {"indx", 2}, {"figure", 2}, {"status", 2}, {"-x", 2}, {"--releases", 2}, {"help nosuch", 2}, {"help -x", 2},
	{"ask", 2}, {"ask -json", 2}, {"ask --releses x", 2}, {"ask -releases", 2}, {"ask -releases nowhere 人口", 2}, {"ask -on 2025-13-01 人口", 2},
	{"ask -on 2025-02-30 人口", 2}, {"ask -on 2024 人口", 2}, {"ask -on tomorrow 人口", 2}, {"ask -json=maybe 人口", 2}, {"ask 人口 -jsn", 2}, {"ask ---json 人口", 2},
	{"ask -=x 人口", 2}, {"ask -on", 2}, {"ask -v 人口", 2}, {"ask -5度", 2}, {"ask -releases EMPTY 人口", 2}, {"ask -releases FOLDER/a.txt/b 人口", 2},
	{"web x", 2}, {"web -listen nowhere", 2}, {"web -listen 127.0.0.1:99999", 2}, {"web -listen 0.0.0.0:0", 2}, {"web -json", 2},
	{"chat 人口", 2}, {"chat -json", 2}, {"chat -on x", 2}, {"chat -releases nowhere", 2},
	{"mcp 人口", 2}, {"mcp -json", 2}, {"mcp -on x", 2}, {"mcp -releases nowhere", 2},
	{"figures -csv -json", 2}, {"figures nowhere", 2}, {"figures -subject", 2}, {"figures -csv=2x", 2}, {"figures -metrics x", 2}, {"figures -subject 火星 FOLDER", 1},
	{"figures -conflicts -csv", 2}, {"figures -conflicts -history", 2}, {"figures -conflicts FOLDER", 1},
	{"check", 2}, {"check nowhere", 2}, {"check FOLDER", 2}, {"check FILE x", 2}, {"check FILE", 3}, {"check -releases nowhere FOLDER/a.txt", 2}, {"check -jsno FILE", 2}, {"check -on x FILE", 2},
	{"changes nowhere", 2}, {"changes -since yesterday", 2}, {"changes -since 2024", 2}, {"changes -sicne 2024-09-29", 2}, {"changes FOLDER", 1},
	{"index", 2}, {"index FOLDER", 2}, {"index -releases nowhere", 2}, {"index -index", 2}, {"index -problem", 2}, {"index -releases FOLDER -index FILE", 2},
	{"index -releases FOLDER -index FILE/x", 3},
	{"show", 2}, {"show nowhere", 2}, {"show EMPTY", 3}, {"show FILE", 3}, {"show -json FILE", 2},
	{"serve", 2}, {"serve now", 2}, {"serve -port 1", 2}, {"doctor", 2}, {"doctor x", 2}, {"feedback", 1}, {"feedback x", 2}, {"feedback -jsno", 2},
	{"backup", 2}, {"backup a b", 2}, {"backup FOLDER/none/x.zip", 2}, {"backup FILE", 2}, {"restore", 2}, {"restore nowhere", 2}, {"restore FILE", 2}, {"restore -replaced FILE", 2},
	{"setup x", 2}, {"manifest x", 2}, {"manifest -lnik", 2}, {"version x", 2}, {"install", 2}, {"install -systemd -windows", 2}, {"install x", 2},
	{"install -systemd -dir nowhere", 2}, {"install -compose -user", 2},
}

// notWords matches what a message may have in any language: commands, flags, variables,
// file names, products, forms of values.
var notWords = regexp.MustCompile(`"[^"]*"|/?\S*/\S*|\bbeilun(?: (?:help )?[a-z]+)?( -[a-z]+)?|-{1,3}[a-z]+|[A-Z]+_[A-Z_]+|\.[a-z]+(?:\.[a-z]+)*\b|[\w-]+\.(?:txt|md|db|zip)\b|\b(?:true|false|Slack|OAuth|Permissions|Bot|User|Token|App-Level|Basic|Information|connections:write|api\.slack\.com|xox\w|xapp|[A-Z]{2,}|nowhere|UTF-8)\b`)

// TestMisuse gives command lines that cannot work: the exit code says so, nothing is on
// the standard output, and a few lines say what is wrong and how to go on, in one language.
func TestMisuse(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"folder/a.txt": "临湖软件园入驻企业75家。", "file.txt": "", "empty/.keep": ""} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	places := strings.NewReplacer("FOLDER", "folder", "FILE", "file.txt", "EMPTY", "empty")
	for _, l := range terminal.Langs {
		for _, tt := range misuses {
			args := strings.Fields(places.Replace(tt.args))
			code, out, errs := runWith(t, inLanguage(l), args...)
			if code != tt.code || out != "" {
				t.Errorf("%s %s: exit code %d, want %d, %s", l, tt.args, code, tt.code, out)
			}
			var said []string
			for line := range strings.Lines(errs) {
				if rest, ok := strings.CutPrefix(line, "beilun: "); ok {
					said = append(said, strings.TrimSpace(rest))
				}
			}
			if len(said) == 0 || len(said) > 3 || strings.Contains(errs, "flag provided") {
				t.Errorf("%s %s: %d lines: %s", l, tt.args, len(said), errs)
			}
			for _, line := range said {
				if word := foreign(l, line, args); word != "" {
					t.Errorf("%s %s: %q in %s", l, tt.args, word, line)
				}
			}
		}
	}
}

// foreign returns a word of another language in a message, "" if there is none. What the
// user typed is in any.
func foreign(l terminal.Lang, line string, args []string) string {
	for _, a := range args {
		if len(a) > 2 {
			line = strings.ReplaceAll(line, a, "")
		}
	}
	if l == terminal.English {
		return strings.Join(regexp.MustCompile(`\p{Han}+`).FindAllString(strings.ReplaceAll(line, terminal.Words().Example, ""), -1), " ")
	}
	return strings.TrimFunc(strings.Join(regexp.MustCompile(`[A-Za-z]{2,}`).FindAllString(notWords.ReplaceAllString(line, ""), -1), " "), unicode.IsSpace)
}

// TestPeopleExpect asks for the version and for help as people do with other programs.
func TestPeopleExpect(t *testing.T) {
	t.Parallel()
	env := inLanguage(terminal.Chinese)
	_, help, _ := runWith(t, env, "help")
	for _, args := range []string{"-h", "--help", "-help", "help help", "help -h", "help --help", "-?"} {
		if code, out, errs := runWith(t, env, strings.Fields(args)...); code != exitAnswered || out != help || errs != "" {
			t.Errorf("%s: exit code %d, %s", args, code, errs)
		}
	}
	for _, args := range []string{"-v", "-V", "--version", "version"} {
		if code, out, errs := runWith(t, env, args); code != exitAnswered || !strings.HasPrefix(out, "beilun ") || errs != "" {
			t.Errorf("%s: exit code %d, %s", args, code, errs)
		}
	}
	for _, args := range []string{"ask -h", "ask --help", "show -help", "figures x -h"} {
		name, _, _ := strings.Cut(args, " ")
		if code, out, errs := runWith(t, env, strings.Fields(args)...); code != exitAnswered || out != helpOf(terminal.Chinese, name).text || errs != "" {
			t.Errorf("%s: exit code %d, %s%s", args, code, out, errs)
		}
	}
	for typed, want := range map[string]string{"aks": "ask", "Ask": "ask", "indx": "index", "figure": "figures", "shwo": "show", "--serve": "serve", "sing": "", "人口": "", "": "", "x": ""} {
		var names []string
		for _, c := range commands() {
			names = append(names, c.name)
		}
		if got := nearest(typed, names); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// TestShowFolder lists a folder, and shows files between folders.
func TestShowFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.md": "---\ntitle: 软件园近况\ndate: 2024-05-06\nsource: 临湖区发布\n---\n临湖软件园入驻企业75家，总投资3.6亿元。\n", "sub/b.txt": "东岭隧道全长3.2公里。", "c.txt": "",
	} {
		if err := os.MkdirAll(filepath.Join(dir, "sub"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	code, out, errs := runWith(t, inLanguage(terminal.Chinese), "show", dir)
	want := "a.md       2024-05-06  临湖区发布  2个数字  软件园近况\nsub/b.txt  日期不详                1个数字  东岭隧道全长3.2公里。\n共2篇，1份没收\n"
	if code != exitAnswered || out != want || errs != "beilun: c.txt：文件里没有文字。\n" {
		t.Errorf("exit code %d\n%s\nwant\n%s%s", code, out, want, errs)
	}
	_, out, _ = runWith(t, inLanguage(terminal.English), "show", filepath.Join(dir, "a.md"), filepath.Join(dir, "sub"))
	if !strings.Contains(out, "75家") || !strings.Contains(out, "1 releases, 0 refused") {
		t.Error(out)
	}
}
