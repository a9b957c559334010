package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/plain"
	"beilun/index/library"
	"beilun/internal/needs"
	"beilun/internal/web"
	pages "beilun/internal/web/page"
	"beilun/knowledge/corpus"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// anping is a release about a district that does not exist.
const anping = `---
title: 安枰软件园年中盘点
source: 安枰发布
date: 2025-07-01
url: https://anping.example/2025/7
---
截至6月底，安枰软件园入驻企业320家，计划到2027年入驻企业500家。
`

// checkAssistant checks the settings of an assistant: the program takes the arguments and
// knows the settings by name.
func checkAssistant(t *testing.T, text string) (errs []error) {
	var c struct {
		Servers map[string]struct {
			Command string
			Args    []string
			Env     map[string]string
		} `json:"mcpServers"`
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil || len(c.Servers) == 0 {
		return []error{fmt.Errorf("no settings of an assistant: %w", err)}
	}
	for _, s := range c.Servers {
		if filepath.Base(s.Command) != "beilun" || len(s.Args) == 0 {
			errs = append(errs, fmt.Errorf("%s %q does not start the program", s.Command, s.Args))
			continue
		}
		errs = append(errs, checkArgs(t, s.Args))
		for name := range s.Env { // the paths are of another machine
			errs = append(errs, checkSetting(name, "", false))
		}
	}
	return slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

// heard is a line that testdata/node/mcp.js printed.
type heard struct {
	Over, What, Error string
	Code              int
	Result            json.RawMessage
}

// toolResult is the result of a call as the client has it.
type toolResult struct {
	IsError    bool
	Content    []struct{ Text string }
	Structured json.RawMessage `json:"structuredContent"`
}

// judge runs the official client against the program and a site, both with the release in
// folder, and returns what it heard by transport and request.
func judge(t *testing.T, folder string, calls string) map[string]map[string]heard {
	t.Helper()
	modules := needs.Node(t)
	program, err := exec.LookPath("beilun") // TestMain puts it there
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	files, err := corpus.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Sync(t.Context(), library.Source(files.Each)); err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(web.New(&pages.Site{Index: x, Answerer: answer.New(x, answer.Options{}), Today: answer.Today, Log: slog.New(slog.DiscardHandler)}, web.Options{}))
	t.Cleanup(site.Close)
	cmd := exec.CommandContext(t.Context(), "node", filepath.Join("testdata", "node", "mcp.js"))
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules, "PROGRAM="+program, "RELEASES="+folder, "SITE="+site.URL+"/mcp", "CALLS="+calls)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s%s", err, out, complaints.String())
	}
	all := map[string]map[string]heard{"stdio": {}, "HTTP": {}}
	for l := range bytes.Lines(out) {
		var h heard
		if err := json.Unmarshal(l, &h); err != nil {
			t.Fatalf("%v: %s", err, l)
		}
		all[h.Over][h.What] = h
	}
	return all
}

// TestMCPJudge has the official client call each tool, over both transports. The client
// checks each result with the schema that the tool promises.
func TestMCPJudge(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "安枰 a.md"), []byte(anping), 0o600); err != nil {
		t.Fatal(err)
	}
	for over, all := range judge(t, folder, `[
		{"what": "answered", "tool": "ask", "arguments": {"question": "安枰软件园入驻企业多少家？"}},
		{"what": "declined", "tool": "ask", "arguments": {"question": "安枰软件园绿化率是多少？"}},
		{"what": "figures", "tool": "figures", "arguments": {"subject": "安枰软件园"}},
		{"what": "releases", "tool": "releases", "arguments": {"search": "年中"}},
		{"what": "read", "tool": "read", "arguments": {"release": "安枰 a.md"}},
		{"what": "check", "tool": "check", "arguments": {"text": "安枰软件园入驻企业400家。"}},
		{"what": "wrong", "tool": "ask", "arguments": {"question": 7}},
		{"what": "unknown tool", "tool": "delete", "arguments": {}}
	]`) {
		judged(t, over, all)
	}
}

func judged(t *testing.T, over string, all map[string]heard) {
	t.Helper()
	var tools mcp.ListToolsResult
	if err := json.Unmarshal(all["tools"].Result, &tools); err != nil || len(tools.Tools) != 5 {
		t.Errorf("%s: tools %s %v", over, all["tools"].Result, err)
	}
	if !strings.Contains(string(all["instructions"].Result), "verbatim") {
		t.Errorf("%s: instructions %s", over, all["instructions"].Result)
	}
	const sentence, source = "截至6月底，安枰软件园入驻企业320家，计划到2027年入驻企业500家。", "安枰发布，2025-07-01，《安枰软件园年中盘点》，https://anping.example/2025/7"
	for what, wants := range map[string][]string{
		"answered": {"320家", sentence, source},
		"declined": {"不知道：资料里没有这个问题的答案。请照实说资料里没有"},
		"figures":  {"320家", "500家", "计划或预计", sentence, source},
		"releases": {source, "安枰 a.md"},
		"read":     {sentence, source},
		"check":    {"400家：不一致", sentence, source},
		"wrong":    {"question"},
	} {
		var res toolResult
		if err := json.Unmarshal(all[what].Result, &res); err != nil || len(res.Content) != 1 || res.IsError != (what == "wrong") || (res.Structured == nil) != res.IsError {
			t.Errorf("%s, %s: %+v %v", over, what, all[what], err)
			continue
		}
		for _, want := range wants {
			if !strings.Contains(res.Content[0].Text, want) {
				t.Errorf("%s, %s: no %q in %s", over, what, want, res.Content[0].Text)
			}
		}
		var a plain.Answer
		switch err := json.Unmarshal(res.Structured, &a); {
		case what == "answered" && (err != nil || a.Claim == nil || a.Claim.Text != "320家" || a.Claim.Sentence != sentence || a.Claim.Release.URL != "https://anping.example/2025/7"):
			t.Errorf("%s: claim %s %v", over, res.Structured, err)
		case what == "declined" && (err != nil || a.Outcome != "declined" || a.Claim != nil):
			t.Errorf("%s: declined %s %v", over, res.Structured, err)
		}
	}
	if e := all["unknown tool"]; e.Error == "" && !strings.Contains(string(e.Result), `"isError":true`) {
		t.Errorf("%s: an unknown tool: %+v", over, e)
	}
	if e := all["no resource"]; e.Error == "" {
		t.Errorf("%s: no resource: %+v", over, e)
	}
	if r := string(all["resources"].Result); !strings.Contains(r, sentence) || !strings.Contains(r, "beilun://release/%E5%AE%89%E6%9E%B0%20a.md") {
		t.Errorf("%s: resources %s %s", over, r, all["resources"].Error)
	}
	if r := string(all["templates"].Result); !strings.Contains(r, "beilun://release/{+id}") {
		t.Errorf("%s: templates %s", over, r)
	}
}

// TestMCPKilled has a client that stops the program with a signal: it ends well.
func TestMCPKilled(t *testing.T) {
	t.Parallel()
	needs.Unix(t, "signals")
	program, err := exec.LookPath("beilun") // TestMain puts it there
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "mcp")
	cmd.Dir = t.TempDir()
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tools, err := c.ListTools(t.Context(), nil)
	if err != nil || !slices.ContainsFunc(tools.Tools, func(tool *mcp.Tool) bool { return tool.Name == "ask" }) {
		t.Errorf("tools %+v %v", tools, err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // how the end of the other side is reported is the client's affair
	_ = c.Close()
	if code := cmd.ProcessState.ExitCode(); code != exitAnswered {
		t.Errorf("exit code %d", code)
	}
}
