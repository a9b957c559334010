package releases

import (
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/knowledge"
)

// release is a file as this test reads it: enough to check the files without
// leaning on the reader that is to read them.
type release struct {
	head map[string]string
	body string
}

// parseRelease reads front matter of one "key: value" a line, unquoted.
func parseRelease(s string) (release, error) {
	rest, ok := strings.CutPrefix(s, "---\n")
	head, body, ok2 := strings.Cut(rest, "\n---\n")
	if !ok || !ok2 {
		return release{}, fmt.Errorf("no front matter")
	}
	r := release{head: map[string]string{}, body: strings.TrimSpace(body)}
	for line := range strings.Lines(head) {
		key, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if !ok || value == "" || value != strings.Trim(value, ` "'`) {
			return release{}, fmt.Errorf("line %q is not key: value", line)
		}
		if !slices.Contains([]string{"title", "date", "source", "url"}, key) || r.head[key] != "" {
			return release{}, fmt.Errorf("key %q unknown or given twice", key)
		}
		r.head[key] = value
	}
	return r, nil
}

func readAll(t *testing.T) map[string]release {
	t.Helper()
	names, err := fs.Glob(FS(), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]release, len(names))
	for _, name := range names {
		data, err := fs.ReadFile(FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(data) || strings.ContainsRune(string(data), '\r') {
			t.Errorf("%s: not UTF-8 with plain line ends", name)
		}
		if all[name], err = parseRelease(string(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	return all
}

// datePrefix is a date of any precision at the start of a file's name.
var datePrefix = regexp.MustCompile(`^\d{4}(-\d{2}){0,2}-`)

// fileName is what a built-in release may be called.
var fileName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.md$`)

func TestDatePrefix(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"2024-09-29-start.md":   "2024-09-29-",
		"2024-12-overview.md":   "2024-12-",
		"2025-rebuilding.md":    "2025-",
		"school-sites-2024.md":  "",
		"20240929-start.md":     "",
		"2024-9-29-start.md":    "2024-", // so the date 2024-09-29 does not agree
		"2026-01-05-of-2025.md": "2026-01-05-",
	} {
		if got := datePrefix.FindString(name); got != want {
			t.Errorf("date prefix of %s = %q, want %q", name, got, want)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	t.Parallel()
	for name, r := range readAll(t) {
		if !fileName.MatchString(name) {
			t.Errorf("%s: file name is not lower-case words and digits", name)
		}
		if r.head["title"] == "" || r.head["source"] == "" || r.body == "" {
			t.Errorf("%s: title, source or text missing", name)
		}
		prefix := strings.TrimSuffix(datePrefix.FindString(name), "-")
		if prefix != r.head["date"] {
			t.Errorf("%s: date %q does not agree with the file's name", name, r.head["date"])
		}
		if s := r.head["date"]; s != "" {
			if d, err := knowledge.ParseDate(s); err != nil || d.String() != s {
				t.Errorf("%s: date %q reads as %q, %v", name, s, d, err)
			}
		}
		if s, ok := r.head["url"]; ok {
			if u, err := url.Parse(s); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
				t.Errorf("%s: bad address %q (%v)", name, s, err)
			}
		}
	}
}

// published gives the publisher, and the address where one is known, of each
// release. Its date stands in the file's name.
var published = map[string]struct{ source, url string }{
	"2016-port-throughput.md":                             {source: "公开报道"},
	"2021-port-throughput.md":                             {source: "公开报道"},
	"2022-02-beilun-statistics-2021.md":                   {source: "宁波市北仑区统计局"},
	"2022-port-throughput.md":                             {source: "公开报道"},
	"2023-04-13-yongjiang-beilun-office-unveiled.md":      {source: "宁波新闻"},
	"2023-port-throughput.md":                             {source: "公开报道"},
	"2024-01-11-beilun-government-report.md":              {source: "北仑区政府工作报告"},
	"2024-01-18-beilun-delegation.md":                     {source: "宁波日报"},
	"2024-02-zhenhai-school-yongjiang.md":                 {source: "北仑区公共项目建设管理中心"},
	"2024-03-11-geely-headquarters-land.md":               {"甬派（宁波市经信局转载）", "https://jxj.ningbo.gov.cn/art/2024/3/11/art_1229561617_58938965.html"},
	"2024-09-29-geely-headquarters-start.md":              {source: "宁波发布"},
	"2024-12-29-orient-institute-office-notice.md":        {source: "本地媒体"},
	"2024-12-31-orient-institute-start-beilun.md":         {"北仑区传媒中心", "https://www.bl.gov.cn/art/2024/12/31/art_1229044480_59092973.html"},
	"2024-12-31-orient-institute-start-people.md":         {"人民网浙江", "https://zj.people.com.cn/n2/2024/1231/c186327-41093601.html"},
	"2024-12-yongjiang-beilun-overview.md":                {source: "中共宁波市北仑区委宣传部"},
	"2025-01-03-orient-institute-start-science-bureau.md": {"宁波市科学技术局", "https://kjj.ningbo.gov.cn/art/2025/1/3/art_1229589471_58962291.html"},
	"2025-04-11-beilun-industry-2024.md":                  {source: "新华社"},
	"2025-08-beilun-culture-centre.md":                    {source: "北仑发布"},
	"2025-science-park-rebuilding.md":                     {source: "本地媒体"},
	"2026-01-05-port-throughput-2025.md":                  {source: "浙江省海港集团"},
	"binjiang-school-sites.md":                            {source: "宁波市自然资源和规划局北仑分局"},
}

func TestPublished(t *testing.T) {
	t.Parallel()
	all := readAll(t)
	for name, r := range all {
		if p := published[name]; r.head["source"] != p.source || r.head["url"] != p.url {
			t.Errorf("%s: published by %q at %q, want %q at %q", name, r.head["source"], r.head["url"], p.source, p.url)
		}
	}
	for name := range published {
		if _, ok := all[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestParseReleaseRejects(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"", "text", "---\ntitle: x\n", "title: x\n---\ntext", "---\ntitle:\n---\ntext",
		"---\ntitle: \"x\"\n---\ntext", "---\nauthor: x\n---\ntext", "---\ntitle: x\ntitle: y\n---\ntext",
	} {
		if r, err := parseRelease(s); err == nil {
			t.Errorf("parseRelease(%q) = %v, want an error", s, r)
		}
	}
}
