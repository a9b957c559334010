package dotenv

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/joho/godotenv"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// TestRead reads .env as the editors of Windows write it.
func TestRead(t *testing.T) {
	t.Parallel()
	const folder = `C:\Users\李\new\table`
	for name, c := range map[string]struct {
		text string
		want string // of BEILUN_RELEASES
	}{
		"unquoted":                    {"BEILUN_RELEASES=" + folder + "\nSLACK_APP_TOKEN=xapp-1", folder},
		"CRLF":                        {"# 说明\r\nBEILUN_RELEASES=" + folder + "\r\nSLACK_APP_TOKEN=xapp-1\r\n", folder},
		"BOM":                         {"\ufeffBEILUN_RELEASES=" + folder + "\r\nSLACK_APP_TOKEN=xapp-1\r\n", folder},
		"double quotes":               {`BEILUN_RELEASES="` + folder + "\"\nSLACK_APP_TOKEN=xapp-1", folder},
		"single quotes":               {`BEILUN_RELEASES='` + folder + "'\nSLACK_APP_TOKEN=xapp-1", folder},
		"a backslash at its end":      {`BEILUN_RELEASES="` + folder + "\\\"\nSLACK_APP_TOKEN=xapp-1", folder},
		"the root of a drive":         {"BEILUN_RELEASES=\"D:\\\"\nSLACK_APP_TOKEN=xapp-1", "D:/"},
		"a comment behind it":         {"BEILUN_RELEASES=" + folder + " # 新闻稿\nSLACK_APP_TOKEN=xapp-1", folder},
		"another computer's":          {"export BEILUN_RELEASES = \\\\server\\pub$\\new\nSLACK_APP_TOKEN=xapp-1", `\\server\pub$\new`},
		"two":                         {"BEILUN_RELEASES=C:\\new,D:\\r n\nSLACK_APP_TOKEN=xapp-1", `C:\new,D:\r n`},
		"an apostrophe":               {"BEILUN_RELEASES=C:\\Li's\\new\nSLACK_APP_TOKEN=xapp-1", `C:\Li's\new`},
		"slashes":                     {"BEILUN_RELEASES=\"C:/新闻稿\"\nSLACK_APP_TOKEN=xapp-1", "C:/新闻稿"},
		"no Windows path, but quotes": {"BEILUN_RELEASES=\"a b\"\nSLACK_APP_TOKEN=xapp-1", "a b"},
	} {
		for encoding, encode := range map[string]func(string) (string, error){
			"UTF-8":  func(s string) (string, error) { return s, nil },
			"UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String,
		} {
			if encoding == "UTF-16" && strings.HasPrefix(c.text, "\ufeff") {
				continue // the encoder writes one
			}
			text, err := encode(c.text)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), ".env")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			m, err := Read(file)
			if err != nil || m["BEILUN_RELEASES"] != c.want || m["SLACK_APP_TOKEN"] != "xapp-1" {
				t.Errorf("%s in %s: %q, %v, want %q", name, encoding, m, err, c.want)
			}
		}
	}
}

// TestReadRefuses reads files that are no .env. What is wrong is said without the
// text of a line, which may be a token.
func TestReadRefuses(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("# 新闻稿\nBEILUN_DISTRICT=某某区\nSLACK_BOT_TOKEN=xoxb-secret\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"GBK":                             {gbk, "UTF-8"},
		"a token alone":                   {"xoxb-secret!\n", "line 1 something that is not NAME=value"},
		"a line of words":                 {"# 设置\n\nSLACK_BOT_TOKEN=xoxb-secret\n这是 secret\nBEILUN_LANG=zh\n", "line 4 something"},
		"behind a value of several lines": {"A=\"one\n\ntwo\"\nSLACK_BOT_TOKEN xoxb-secret\n", "line 4 something"},
		"the last line":                   {"A=1\r\nsecret", "line 2 something"},
		"a quote is open":                 {"A=1\nB=\"secret\nC=2\n", "line 2 something"},
		"a zip file":                      {"PK\x03\x04\xff\xff\x00secret", "UTF-8"},
		"half of UTF-16":                  {"\xff\xfeB\x00E\x00I", "UTF-8"},
		"too large":                       {strings.Repeat("# secret\n", 1<<18), "larger"},
	} {
		file := filepath.Join(t.TempDir(), ".env")
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(file); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if m, err := Read(filepath.Join(t.TempDir(), "none")); m != nil || err != nil {
		t.Errorf("no file: %v, %v", m, err)
	}
}

// FuzzRead checks that what has no path of Windows is read as godotenv does, and that
// what has one is kept as it is written.
func FuzzRead(f *testing.F) {
	f.Add("new", "xoxb-1")
	f.Add(`a b\t$HOME`, "x # y")
	f.Fuzz(func(t *testing.T, path, other string) {
		if path == "" || strings.HasSuffix(path, `\`) || strings.ContainsAny(path, "\"'#\r\n\x00") || strings.TrimSpace(path) != path || strings.ContainsAny(other, "\r\n\x00") {
			t.Skip("not a path in one line")
		}
		text, ok := decode([]byte("A=C:\\" + path + "\nB=" + other))
		if !ok {
			t.Skip("not UTF-8")
		}
		m, err := godotenv.Parse(strings.NewReader(literal(text)))
		if err != nil {
			t.Skip("the other line is none")
		}
		if want := "C:\\" + path; m["A"] != want {
			t.Errorf("%q, want %q", m["A"], want)
		}
		alone, err := godotenv.Parse(strings.NewReader("B=" + other))
		if err == nil && !windowsPath.MatchString("B="+other) && !strings.Contains(other, "$") && m["B"] != alone["B"] {
			t.Errorf("%q, want %q", m["B"], alone["B"])
		}
	})
}
