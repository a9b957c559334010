package figures

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"image/png"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"

	"github.com/xuri/excelize/v2"
)

// builtIn serves the built-in releases. Tests only read it.
var builtIn = sync.OnceValues(func() (http.Handler, error) {
	return serving(corpus.FromFS(releases.FS()))
})

func serving(files *corpus.Corpus) (http.Handler, error) {
	x, err := index.InMemory(index.Options{})
	if err != nil {
		return nil, err
	}
	if _, err := x.Sync(context.Background(), library.Source(files.Each)); err != nil {
		return nil, err
	}
	log := slog.New(slog.DiscardHandler)
	site := &page.Site{Index: x, Today: answer.Today, Log: log}
	mux := http.NewServeMux()
	page.Routes(mux)
	Routes(mux, site, ledger.New(x, log))
	return mux, nil
}

// district are releases of a district that there is not, hostile ones among them.
var district = map[string]string{
	"a.md": "---\ntitle: 安枰港去年货物吞吐量公布\ndate: 2024-01-20\nsource: 安枰日报\nurl: https://news.example.cn/a\n---\n\n2023年，安枰港完成货物吞吐量4200万吨，同比增长6.1%。\n",
	"b.md": "---\ntitle: 安枰港货物吞吐量再创新高\ndate: 2025-01-18\nsource: 安枰日报\nurl: https://news.example.cn/b\n---\n\n2024年，安枰港完成货物吞吐量4520万吨，同比增长7.6%。\n",
	"c.md": "---\ntitle: 安枰港货物吞吐量公布\ndate: 2025-01-25\nsource: 枰溪发布\nurl: \"javascript:alert(1)\"\n---\n\n2024年，安枰港完成货物吞吐量4480万吨。\n",
	"d.md": "---\ntitle: 安枰港今年目标\ndate: 2025-02-18\nsource: \"=cmd|' /C calc'!A0\"\n---\n\n2025年，安枰港力争完成货物吞吐量4800万吨。\n",
	"e.md": "---\ntitle: \"<script>alert(1)</script>\"\ndate: 2025-03-01\nsource: \"\\\"><img src=x onerror=alert(2)>\"\n---\n\n潭溪量子科技园总投资53.4亿元。安枰大桥总投资120亿元。枰山隧道总投资约7亿元。\n",
}

func districtSite(t *testing.T) http.Handler {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range district {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	h, err := serving(corpus.FromFS(files))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func builtInSite(t *testing.T) http.Handler {
	t.Helper()
	h, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// get returns the answer to a request of an address.
func get(t *testing.T, h http.Handler, address string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	return w
}

// at is an address of the pages with pairs of parameters.
func at(ending string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return Path + ending + "?" + v.Encode()
}

// first returns what the first match of a pattern with one group has in the group.
func first(body, pattern string) string {
	m := regexp.MustCompile(pattern).FindStringSubmatch(body)
	if m == nil {
		return Path
	}
	return strings.ReplaceAll(m[1], "&amp;", "&")
}

func contains(t *testing.T, body string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(body, w) {
			t.Errorf("%q is not in\n%s", w, body)
		}
	}
}

func TestStart(t *testing.T) {
	t.Parallel()
	h := builtInSite(t)
	body := get(t, h, "/figures").Body.String()
	contains(t, body, "<h1>数字</h1>", `data-suggest="/figures/suggest"`, "北仑区</a>", "第1页，共2页", `/figures?page=2`, "/figures.xlsx")
	body = get(t, h, "/figures?by=metric&lang=en").Body.String()
	contains(t, body, "<h1>Figures</h1>", `<html lang="en">`, "总投资</a>")
	if body := get(t, h, "/figures?page=9999999999999").Body.String(); !strings.Contains(body, "<h1>数字</h1>") {
		t.Errorf("a page that there is not is\n%s", body)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	h := builtInSite(t)
	contains(t, get(t, h, at("", "q", "梅山")).Body.String(), "与“梅山”相符的", "梅山大桥</a>")
	contains(t, get(t, h, at("", "q", "月球基地")).Body.String(), "没有与“月球基地”相符的")
	for q, want := range map[string]string{"总投资": at("", "metric", "总投资"), "梅山大桥": at("", "of", "梅山大桥")} {
		if w := get(t, h, at("", "q", q)); w.Code != http.StatusSeeOther || w.Header().Get("Location") != want {
			t.Errorf("%s leads to %d %s, want %s", q, w.Code, w.Header().Get("Location"), want)
		}
	}
	if w := get(t, h, at("", "of", "没有这个")); w.Code != http.StatusNotFound {
		t.Errorf("a thing that there is not: %d", w.Code)
	}
}

func TestThing(t *testing.T) {
	t.Parallel()
	body := get(t, builtInSite(t), at("", "of", "梅山大桥")).Body.String()
	contains(t, body, `<h1 lang="zh-CN">梅山大桥</h1>`, "/releases/", "长度</a>", "近4.5亿元", "2007年12月15日公布", `<span class="badge plan">预计</span>`)
}

func TestEntry(t *testing.T) {
	t.Parallel()
	h := districtSite(t)
	body := get(t, h, at("", "of", "安枰港", "metric", "完成货物吞吐量")).Body.String()
	contains(t, body, `<strong lang="zh-CN">44`, "4200万吨", "2023年", `<span class="badge was">此前</span>`, `<span class="badge differs">另一说法</span>`,
		"不同的说法", `<svg xmlns`, "安枰日报，2025-01-18，", "https://news.example.cn/b", "4800万吨（目标）", "相关数字", "/figures.png?")
	if strings.Contains(body, "javascript:") {
		t.Error("an address that runs a script is linked")
	}
	body = get(t, h, at("", "of", "安枰港", "metric", "完成货物吞吐量", "lang", "en")).Body.String()
	contains(t, body, `<span class="badge was">earlier</span>`, "2023</th>", "Line chart of", "(change)")
}

func TestCompare(t *testing.T) {
	t.Parallel()
	h := districtSite(t)
	body := get(t, h, at("", "metric", "总投资")).Body.String()
	contains(t, body, "条形图，共3项", "潭溪量子科技园", "约7亿元", `name="of" value="安枰大桥"`)
	body = get(t, h, at("", "metric", "总投资", "of", "安枰大桥", "of", "枰山隧道")).Body.String()
	contains(t, body, "条形图，共2项", "看全部名称")
	if strings.Contains(body, "潭溪") {
		t.Error("what was not chosen is compared")
	}
}

// Texts of releases and of addresses are drawn as text.
func TestHostile(t *testing.T) {
	t.Parallel()
	h := districtSite(t)
	for _, address := range []string{
		at("", "metric", "总投资"), at("", "of", "安枰大桥"), at("", "of", "安枰大桥", "metric", "总投资"),
		at("", "q", `"><script>alert(3)</script>`), at("", "of", `<img src=x onerror=alert(4)>`), at("", "metric", "\x00\xff<b>"),
		at(".svg", "metric", "总投资"),
	} {
		body := get(t, h, address).Body.String()
		for _, bad := range []string{"<script>alert", "<img", "onerror=alert(4)>", "<b>"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s has %s", address, bad)
			}
		}
		if strings.Contains(body, " style=") || regexp.MustCompile(` on[a-z]+=["']`).MatchString(body) {
			t.Errorf("%s has a style or a script of its own", address)
		}
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	h := builtInSite(t)
	for q, want := range map[string]string{"总": "总投资", "zongt": "总投资", "msdq": "梅山大桥", "": "", "月球": ""} {
		w := get(t, h, Path+"/suggest?"+url.Values{"q": {q}}.Encode())
		var got []suggestion
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%s: %v in %s", q, err, w.Body)
		}
		if len(got) > maxSuggestions || (want == "") != (len(got) == 0) || want != "" && got[0].Text != want {
			t.Errorf("%s suggests %+v", q, got)
		}
		for _, s := range got {
			if w := get(t, h, s.URL); w.Code != http.StatusOK {
				t.Errorf("%s leads to %d", s.URL, w.Code)
			}
		}
	}
	long := get(t, h, Path+"/suggest?q="+strings.Repeat("%E5%8C%BA", 5000))
	if long.Code != http.StatusOK || long.Body.Len() > 100 {
		t.Errorf("a long text: %d, %d bytes", long.Code, long.Body.Len())
	}
}

func TestCSV(t *testing.T) {
	t.Parallel()
	w := get(t, districtSite(t), at(".csv", "of", "安枰港", "metric", "完成货物吞吐量"))
	text, ok := strings.CutPrefix(w.Body.String(), "\ufeff")
	if !ok {
		t.Error("no mark of UTF-8")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 4 || rows[0][0] != "名称" || rows[0][3] != "原文数字" {
		t.Fatalf("%d rows, the first %q, %v", len(rows), rows[0], err)
	}
	if got := rows[3]; got[0] != "安枰港" || got[3] != "4200万吨" || got[4] != "42000000" || got[7] != "吨" || got[11] != "2023年" || got[16] != "此前" || got[18] != "安枰日报" || got[19] != "2024-01-20" {
		t.Errorf("the last row is %q", got)
	}
	_, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
	if err != nil || params["filename"] != "安枰港 完成货物吞吐量.csv" {
		t.Errorf("the file is called %q, %v", params, err)
	}
	all := get(t, districtSite(t), Path+".csv").Body.String()
	contains(t, all, "'=cmd|", "53.4亿元")
	if strings.Contains(all, ",=cmd") {
		t.Error("a formula is in the file")
	}
}

// TestInert has texts that a spreadsheet might calculate: they are texts, and figures stay
// as they are.
func TestInert(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+A1": "'+A1", "-A1": "'-A1", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\r=x": "'\r=x", "-2+3": "'-2+3", "+1-cmd|' /C calc'!A0": "'+1-cmd|' /C calc'!A0",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠x": "'＠x", "-3.5": "-3.5", "+12%": "+12%", "3=3": "3=3", "": "", "安枰-1": "安枰-1",
	} {
		if got := inert(text); got != want {
			t.Errorf("inert(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestOwnAddress has files with whole addresses, of the site as it was reached.
func TestOwnAddress(t *testing.T) {
	t.Parallel()
	h := districtSite(t)
	for _, ending := range []string{".csv", ".json"} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, at(ending, "of", "安枰港"), nil)
		r.Host = "figures.example:8790"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		contains(t, w.Body.String(), "http://figures.example:8790/releases/")
	}
}

func TestXLSX(t *testing.T) {
	t.Parallel()
	for h, address := range map[http.Handler]string{districtSite(t): at(".xlsx", "of", "安枰港", "metric", "完成货物吞吐量"), builtInSite(t): Path + ".xlsx"} {
		w := get(t, h, address)
		file, err := excelize.OpenReader(bytes.NewReader(w.Body.Bytes()))
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		rows, err := file.GetRows("数字", excelize.Options{RawCellValue: true})
		if err != nil || len(rows) < 4 || rows[0][0] != "名称" || rows[0][18] != "来源" {
			t.Fatalf("%s: %d rows, %v", address, len(rows), err)
		}
		panes, err := file.GetPanes("数字")
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("the head is not frozen: %+v, %v", panes, err)
		}
		numbers := 0
		for i := range rows {
			kind, err := file.GetCellType("数字", "E"+strconv.Itoa(i+1))
			if err != nil {
				t.Fatal(err)
			}
			if i > 0 && rows[i][4] != "" && (kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset) {
				numbers++
			}
			formula, err := file.GetCellFormula("数字", "S"+strconv.Itoa(i+1))
			if err != nil || formula != "" {
				t.Errorf("row %d has the formula %q, %v", i+1, formula, err)
			}
		}
		if numbers < 3 {
			t.Errorf("%s: %d numbers", address, numbers)
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	w := get(t, districtSite(t), at(".json", "of", "安枰港", "metric", "完成货物吞吐量"))
	var got struct {
		Total   int
		Entries []struct {
			Subject, Metric string
			Total           int
			Figures         []struct {
				Text, Value, Standing, Sentence string
				Release                         struct{ Source string }
			}
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Total != 1 || got.Entries[0].Total != 3 || got.Entries[0].Figures[2].Value != "42000000" || got.Entries[0].Figures[2].Release.Source != "安枰日报" {
		t.Errorf("the file is %+v", got)
	}
}

func TestPictures(t *testing.T) {
	t.Parallel()
	h := districtSite(t)
	for _, pairs := range [][]string{{"of", "安枰港", "metric", "完成货物吞吐量"}, {"metric", "总投资"}} {
		w := get(t, h, at(".png", pairs...))
		if _, err := png.Decode(w.Body); err != nil || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "inline;") {
			t.Errorf("%q: %v, %s", pairs, err, w.Header())
		}
		w = get(t, h, at(".svg", pairs...))
		dec := xml.NewDecoder(w.Body)
		for {
			_, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%q: %v", pairs, err)
			}
		}
	}
	for _, address := range []string{at(".png", "of", "安枰大桥"), at(".svg"), at(".csv", "of", "没有")} {
		if w := get(t, h, address); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}

func TestFileNames(t *testing.T) {
	t.Parallel()
	d := drawer{Words: texts[false]}
	for name, want := range map[string]string{"a/b\\c:d*e?\"<>|": "a b c d e", "..": "资料里的数字", "\u202e倒": "倒", "": "资料里的数字", strings.Repeat("长", 100): strings.Repeat("长", 59) + "…"} {
		if got := d.fileName(choice{sort: search, text: name}); got != want {
			t.Errorf("fileName(%q) = %q, want %q", name, got, want)
		}
	}
}

// Every page and file that the built-in releases lead to can be made.
func TestEveryAddress(t *testing.T) {
	t.Parallel()
	h := builtInSite(t)
	seen := map[string]bool{}
	next := []string{"/figures", "/figures?by=metric&lang=en"}
	link := regexp.MustCompile(`href="(/figures[^"]*)"`)
	for len(next) > 0 && len(seen) < 400 {
		address := next[0]
		next = next[1:]
		w := get(t, h, address)
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d", address, w.Code)
		}
		for _, m := range link.FindAllStringSubmatch(w.Body.String(), -1) {
			to := strings.ReplaceAll(m[1], "&amp;", "&")
			if !seen[to] && !strings.HasPrefix(to, "/figures.png") {
				seen[to] = true
				next = append(next, to)
			}
		}
	}
	if len(seen) < 300 {
		t.Errorf("%d addresses", len(seen))
	}
}
