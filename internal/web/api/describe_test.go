package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/bot/message/messagetest"
	"beilun/internal/needs"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// description returns what /api/openapi.json says.
func description(t testing.TB, h http.Handler) any {
	t.Helper()
	w := get(t, h, "/api/openapi.json")
	if kind := w.Header().Get("Content-Type"); w.Code != http.StatusOK || !strings.HasPrefix(kind, "application/vnd.oai.openapi+json") {
		t.Fatalf("%d %s", w.Code, kind)
	}
	doc, err := jsonschema.UnmarshalJSON(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestValid has the description judged by the npm package openapi-schema-validator.
func TestValid(t *testing.T) {
	t.Parallel()
	modules := needs.Node(t)
	validator := filepath.Join(modules, "@seriousme", "openapi-schema-validator", "index.js")
	cmd := exec.CommandContext(t.Context(), "node", filepath.Join("testdata", "node", "validate.cjs"), validator)
	cmd.Stdin = get(t, builtInAPI(t), "/api/openapi.json").Body
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaints.String())
	}
	var found struct {
		Valid   bool
		Version string
		Errors  json.RawMessage
	}
	if err := json.Unmarshal(out, &found); err != nil || !found.Valid || found.Version != "3.1" {
		t.Errorf("%s\n%v", out, err)
	}
}

// TestDescription looks for what the description has to have, and for pages that would load
// what others serve.
func TestDescription(t *testing.T) {
	t.Parallel()
	h := builtInAPI(t)
	doc := description(t, h)
	for _, path := range []string{"/api/ask", "/api/figures", "/api/releases", "/api/releases/{address}", "/api/changes"} {
		if doc.(map[string]any)["paths"].(map[string]any)[path] == nil {
			t.Errorf("%s is not described", path)
		}
	}
	w := get(t, h, "/api/openapi.yaml")
	if !strings.HasPrefix(w.Body.String(), "components:") || !strings.Contains(w.Body.String(), "/api/releases/{address}:") {
		t.Errorf("the description in YAML begins with %.100q", w.Body)
	}
	for _, path := range []string{"/docs", "/schemas/Answer.json", "/api/docs", "/openapi.json"} {
		if w := get(t, h, path); w.Code != http.StatusNotFound {
			t.Errorf("%s is there: %d %.100s", path, w.Code, w.Body)
		}
	}
}

// judge holds responses against their description.
type judge struct{ schemas map[string]*jsonschema.Schema }

// newJudge compiles the schemas of all responses with status 200.
func newJudge(t testing.TB, h http.Handler) judge {
	t.Helper()
	c := jsonschema.NewCompiler()
	doc := description(t, h)
	if err := c.AddResource("api.json", doc); err != nil {
		t.Fatal(err)
	}
	out := judge{map[string]*jsonschema.Schema{}}
	for path := range doc.(map[string]any)["paths"].(map[string]any) {
		at := strings.NewReplacer("~", "~0", "/", "~1").Replace(path)
		s, err := c.Compile("api.json#/paths/" + url.PathEscape(at) + "/get/responses/200/content/application~1json/schema")
		if err != nil {
			t.Fatal(err)
		}
		out.schemas[path] = s
	}
	return out
}

// check checks a response of an operation: it is one line of valid JSON of its schema, in
// UTF-8 and without control characters, or a problem that is no failure.
func (j judge) check(t testing.TB, operation string, w *httptest.ResponseRecorder) {
	t.Helper()
	body := w.Body.Bytes()
	if !json.Valid(body) || !utf8.Valid(body) || bytes.ContainsFunc(bytes.TrimSuffix(body, []byte("\n")), func(r rune) bool { return r < ' ' }) {
		t.Fatalf("%s: %d %q", operation, w.Code, body)
	}
	if w.Code >= http.StatusInternalServerError {
		t.Fatalf("%s: %d %s", operation, w.Code, body)
	}
	if w.Code != http.StatusOK {
		return
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err == nil {
		err = j.schemas[operation].Validate(v)
	}
	if err != nil {
		t.Fatalf("%s: %v\n%s", operation, err, body)
	}
}

// TestResponses holds responses to all sorts of questions against the description.
func TestResponses(t *testing.T) {
	t.Parallel()
	h := builtInAPI(t)
	j := newJudge(t, h)
	for _, q := range []string{
		"吉利新能源汽车总部总投资多少？", "哪个项目总投资最大？", "滨江高中的投资是多少？", "有哪些总部项目", "列一下所有总部项目和投资额", "介绍一下东方中央研究院", "最近有什么新闻",
		"2024年甬江科创区北仑片区落地总部项目8个，新开工项目23个，累计投资超100亿元，这几个数对吗？", "滨江装备创业园年产值多少，入驻企业多少家，出租率呢", "固定资产投资多少", "吉利新能源汽车总部总投资是3.6亿元吗？", "hello",
	} {
		w := get(t, h, "/api/ask", "q", q)
		if w.Code != http.StatusOK {
			t.Errorf("%q: %d", q, w.Code)
		}
		j.check(t, "/api/ask", w)
	}
	for _, path := range []string{"/api/figures", "/api/releases", "/api/changes"} {
		j.check(t, path, get(t, h, path, "limit", "200", "lang", "en"))
	}
	j.check(t, "/api/changes", get(t, h, "/api/changes", "since", "2000"))
	for _, r := range read[Releases](t, h, "/api/releases", "limit", "200").Releases {
		j.check(t, "/api/releases/{address}", get(t, h, "/api/releases/"+r.Address))
	}
}

// TestHostile asks for what releases say that try everything.
func TestHostile(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 22))
	files := map[string]string{}
	for i := range 30 {
		p := messagetest.Passage(r, "x", 40+r.IntN(2000))
		head := strings.NewReplacer("\n", " ", "\r", " ").Replace(p.Release.Title)
		name := fmt.Sprintf("%d \"<b>&'安枰.md", i)
		file := fmt.Sprintf("---\ntitle: %s\nsource: <script>alert(1)</script>\nurl: javascript:alert(%d)\ndate: 2026-01-%02d\n---\n临湖软件园%s总投资%d亿元。%s\n", head, i, 1+i%20, messagetest.Hostile[i%len(messagetest.Hostile)], i+1, p.Text)
		files[name] = strings.ReplaceAll(strings.ToValidUTF8(file, "?"), "\x00", "") // these would be refused
	}
	h, _ := ofFiles(t, files)
	j := newJudge(t, h)
	for _, path := range []string{"/api/figures", "/api/releases", "/api/changes"} {
		w := get(t, h, path, "limit", "200")
		j.check(t, path, w)
		if strings.Contains(w.Body.String(), `"url":"javascript`) {
			t.Errorf("%s has an address that runs", path)
		}
	}
	all := read[Releases](t, h, "/api/releases", "limit", "200")
	if len(all.Releases) < len(files)-3 { // a text of a few odd characters may be refused
		t.Errorf("%d releases of %d files", len(all.Releases), len(files))
	}
	for _, one := range all.Releases {
		j.check(t, "/api/releases/{address}", get(t, h, "/api/releases/"+one.Address))
	}
	for _, q := range append(messagetest.Hostile, "临湖软件园总投资多少", "最近有什么新闻", "收录了哪些新闻稿") {
		j.check(t, "/api/ask", get(t, h, "/api/ask", "q", q))
		j.check(t, "/api/ask", get(t, h, "/api/ask", "q", "呢"+q, "about", q))
		j.check(t, "/api/figures", get(t, h, "/api/figures", "subject", q, "metric", q))
	}
}

// FuzzQuery sends any query to each operation.
func FuzzQuery(f *testing.F) {
	h, err := builtIn()
	if err != nil {
		f.Fatal(err)
	}
	j := newJudge(f, h)
	for _, q := range []string{
		"q=吉利总投资&about=?x", "q=%ff%00&lang=en", "limit=-1&offset=1e9", "limit=200&offset=1000000", "subject=%E5%90%89%E5%88%A9&metric=总投资&history=50",
		"since=2024-02-30", "since=0000", "since=2026-01&limit=1", "q=a&q=b&limit=1&limit=2", "%zz", ";;&&==", "lang=", "address=..%2f..",
	} {
		f.Add(q, "3b15b44f29d2-11dd481a3d", `W/"x"`)
	}
	f.Add("", "%2e%2e%2fpasswd", "*")
	f.Fuzz(func(t *testing.T, query, address, tag string) {
		for _, operation := range []string{"/api/ask", "/api/figures", "/api/releases", "/api/releases/{address}", "/api/changes"} {
			path := strings.Replace(operation, "{address}", url.PathEscape("x"+address), 1)
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.URL.RawQuery = query
			r.Header.Set("If-None-Match", tag)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			j.check(t, operation, w)
		}
	})
}
