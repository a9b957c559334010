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
	"2007-12-15-meishan-bridge-design.md":                 {"东南商报", "http://news.cnnb.com.cn/system/2007/12/15/005421266.shtml"},
	"2010-05-18-beilun-power-plant-phase-three.md":        {"宁波晚报", "http://news.cnnb.com.cn/system/2010/05/18/006530451.shtml"},
	"2010-07-02-meishan-island-bonded-port.md":            {"经济日报", "http://paper.ce.cn/jjrb/html/2010-07/02/content_110809.htm"},
	"2011-03-09-beilun-major-projects.md":                 {"中国宁波网", "http://news.cnnb.com.cn/system/2011/03/09/006866212.shtml"},
	"2014-03-11-plum-blossom-festival-ninth.md":           {"北仑区农林局（浙江省林业局转载）", "https://lyj.zj.gov.cn/art/2014/3/11/art_1277886_4906590.html"},
	"2014-03-12-port-museum-structure.md":                 {"中国宁波网", "http://hd.cnnb.com.cn/system/2014/03/12/008009207.shtml"},
	"2014-11-05-port-museum-opening.md":                   {"浙江在线", "http://zjnews.zjol.com.cn/system/2014/11/05/020342093.shtml"},
	"2015-07-25-meishan-container-berths.md":              {"东南商报", "http://daily.cnnb.com.cn/dnsb/html/2015-07/25/content_879933.htm"},
	"2016-03-04-metro-line-one-trial.md":                  {"中国宁波网", "http://cnnb.com.cn/dwhzlm/system/2016/03/04/008476377.shtml"},
	"2016-port-throughput.md":                             {source: "公开报道"},
	"2017-09-29-meishan-red-bridge.md":                    {"北仑发布", "https://freewechat.com/a/MzA3ODY0NjQzMA==/2650100778/1"},
	"2017-10-24-chip-port-town.md":                        {"中国宁波网（浙江在线转载）", "http://town.zjol.com.cn/cstts/201710/t20171024_5442319.shtml"},
	"2018-07-13-port-throughput-first-half.md":            {"东南商报", "http://daily.cnnb.com.cn/dnsb/html/2018-07/13/content_1118369.htm"},
	"2019-05-24-beautiful-beilun.md":                      {"宁波日报", "http://daily.cnnb.com.cn/nbrb/html/2019-05/24/content_1167132.htm"},
	"2019-09-16-two-cities-strategy.md":                   {"中国宁波网", "http://news.cnnb.com.cn/system/2019/09/16/030085672.shtml"},
	"2021-04-08-port-throughput-first-quarter.md":         {"中国宁波网", "http://news.cnnb.com.cn/system/2021/04/08/030242978.shtml"},
	"2021-05-17-chaiqiao-flowers.md":                      {"人民日报海外版（人民政协网转载）", "http://rmzxb.com.cn/c/2021-05-17/2856382.shtml"},
	"2021-05-17-ningbo-census.md":                         {"宁波市统计局", "https://tjj.ningbo.gov.cn/art/2021/5/17/art_1229042825_58913572.html"},
	"2021-06-11-zhang-renya-exhibition.md":                {"宁波日报（浙江在线转载）", "http://zjnews.zjol.com.cn/dsxx/sgd/202106/t20210611_22661207.shtml"},
	"2021-06-28-zeekr-headquarters.md":                    {"宁波晚报", "http://daily.cnnb.com.cn/nbwb/html/2021-06/28/content_1278675.htm"},
	"2021-12-18-port-thirty-million-boxes.md":             {"人民网（中国网浙江转载）", "http://big5.china.com.cn/gate/big5/zjnews.china.com.cn/zj/nb/2021-12-18/318774.html"},
	"2021-port-throughput.md":                             {source: "公开报道"},
	"2022-01-08-major-projects-start.md":                  {"宁波发布", "https://freewechat.com/a/MzAwOTAwMzMwNA==/2653173381"},
	"2022-02-04-foreign-capital-2021.md":                  {"宁波通讯", "http://fx361.cc/page/2022/0204/16529674.shtml"},
	"2022-02-10-air-quality-december-2021.md":             {"宁波市生态环境局北仑分局", "https://www.bl.gov.cn/art/2022/2/10/art_1229505553_59045584.html"},
	"2022-02-beilun-statistics-2021.md":                   {source: "宁波市北仑区统计局"},
	"2022-03-04-chaiqiao-flower-industry.md":              {"宁波日报", "http://daily.cnnb.com.cn/nbrb/html/2022-03/04/content_1310205.htm"},
	"2022-09-03-typhoon-warning.md":                       {"北仑区气象台", "http://qx121.com/weather/weatherStatic/warningInformation/460.html"},
	"2022-11-21-lynk-800000th-car.md":                     {"宁波日报", "http://daily.cnnb.com.cn/nbrb/html/2022-11/21/content_1342138.htm"},
	"2022-11-24-yongzhou-railway.md":                      {"宁波晚报", "http://daily.cnnb.com.cn/nbwb/html/2022-11/24/content_1342553.htm"},
	"2022-port-throughput.md":                             {source: "公开报道"},
	"2023-03-24-liuheng-bridge-phase-one.md":              {"宁波晚报（中国宁波网转载）", "http://news.cnnb.com.cn/system/2023/03/24/030469311.shtml"},
	"2023-04-13-yongjiang-beilun-office-unveiled.md":      {source: "宁波新闻"},
	"2023-09-22-xiangshan-bay-expressway.md":              {"宁波电视台（网易浙江转载）", "http://zj.news.163.com/23/0922/09/IF7RKA6R04099C6A.html"},
	"2023-port-throughput.md":                             {source: "公开报道"},
	"2024-01-11-beilun-government-report.md":              {source: "北仑区政府工作报告"},
	"2024-01-18-beilun-delegation.md":                     {source: "宁波日报"},
	"2024-02-zhenhai-school-yongjiang.md":                 {source: "北仑区公共项目建设管理中心"},
	"2024-03-11-geely-headquarters-land.md":               {"甬派（宁波市经信局转载）", "https://jxj.ningbo.gov.cn/art/2024/3/11/art_1229561617_58938965.html"},
	"2024-05-09-air-quality-april.md":                     {"宁波市生态环境局", "https://sthjj.ningbo.gov.cn/art/2024/5/9/art_1229051286_58910404.html"},
	"2024-09-01-school-places.md":                         {"宁波日报", "http://epaper.cnnb.com.cn/nbrb/pc/content/202409/01/content_172389.html"},
	"2024-09-29-geely-headquarters-start.md":              {source: "宁波发布"},
	"2024-12-29-orient-institute-office-notice.md":        {source: "本地媒体"},
	"2024-12-31-orient-institute-start-beilun.md":         {"北仑区传媒中心", "https://www.bl.gov.cn/art/2024/12/31/art_1229044480_59092973.html"},
	"2024-12-31-orient-institute-start-people.md":         {"人民网浙江", "https://zj.people.com.cn/n2/2024/1231/c186327-41093601.html"},
	"2024-12-yongjiang-beilun-overview.md":                {source: "中共宁波市北仑区委宣传部"},
	"2025-01-03-orient-institute-start-science-bureau.md": {"宁波市科学技术局", "https://kjj.ningbo.gov.cn/art/2025/1/3/art_1229589471_58962291.html"},
	"2025-02-05-jintang-tunnel-spring-festival.md":        {"都市快报", "http://nginx-hzwcm.hangzhou.com.cn/hzwcm/site3/mweb/2025-02/05/content_8853246.html"},
	"2025-04-11-beilun-industry-2024.md":                  {source: "新华社"},
	"2025-07-06-beilun-power-unit-eight.md":               {"国家能源集团（证券时报网转载）", "https://stcn.com/article/detail/2419474.html"},
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
