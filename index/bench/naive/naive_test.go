package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/internal/needs"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestReadRelease(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "a.md", "---\ntitle: 开工\nsource: 日报\ndate: 2024-09-29\nurl: https://example.com/a\n---\n\n第一段。\n\n## 进展\n\n第二段。\n")
	write(t, dir, "b.txt", "只有一段。")
	write(t, dir, "c.md", "")
	write(t, dir, "d.md", "| 地区 | 人口 |\n| --- | --- |\n| 甲区 | 3 |\n| 乙区 | 4 |\n")
	head := paragraph{Release: "a.md", Title: "开工", Source: "日报", Date: "2024-09-29", URL: "https://example.com/a"}
	first, second := head, head
	first.Text, second.Text, second.Heading = "第一段。", "第二段。", "进展"
	for name, want := range map[string][]paragraph{"a.md": {first, second}, "b.txt": {{Release: "b.txt", Text: "只有一段。"}}, "c.md": nil,
		"d.md": {{Release: "d.md", Text: "| 甲区 | 3 |"}, {Release: "d.md", Text: "| 乙区 | 4 |"}}} {
		got, err := readRelease(dir, name)
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
	if _, err := readRelease(dir, "gone.md"); err == nil {
		t.Error("no error for a file that is not there")
	}
}

// TestLibrary checks that the naive program works. The measurements would be
// meaningless otherwise.
func TestLibrary(t *testing.T) {
	needs.Long(t, "seconds: it loads the whole dictionary of gse")
	t.Parallel()
	dir := t.TempDir()
	folder := filepath.Join(dir, "releases")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, folder, "a.md", "软件园总投资4.4亿元，计划明年竣工。\n\n港口吞吐量增长5%。")
	l, err := open(folder, filepath.Join(dir, "index"), ofGse)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	if n, err := l.Index(t.Context()); err != nil || n != 2 {
		t.Errorf("%d paragraphs, error %v", n, err)
	}
	write(t, folder, "b.md", "滨江中学占地30亩。")
	if err := l.Add(t.Context(), "b.md"); err != nil {
		t.Error(err)
	}
	if n, err := l.Index(t.Context()); err != nil || n != 3 {
		t.Errorf("%d paragraphs after a new file, error %v", n, err)
	}
	for question, want := range map[string]string{"软件园总投资多少？": "a.md", "滨江中学占地多少亩？": "b.md"} {
		if _, releases, err := l.Ask(t.Context(), question); err != nil || len(releases) == 0 || releases[0] != want {
			t.Errorf("%s: %v, error %v", question, releases, err)
		}
	}
	hits, err := l.search(t.Context(), "港口")
	if err != nil || len(hits) != 1 || hits[0].Fields["text"] != "港口吞吐量增长5%。" {
		t.Errorf("hits %v, error %v", hits, err)
	}

	tok := l.index.Mapping().AnalyzerNamed("gse")
	text := "高端装备制造业增长，BIM技术应用。"
	var terms []string
	for _, token := range tok.Analyze([]byte(text)) {
		terms = append(terms, string(token.Term))
		if at := strings.ToLower(text[token.Start:token.End]); at != string(token.Term) {
			t.Errorf("%s stands at %q", token.Term, at)
		}
	}
	if !slices.Contains(terms, "制造业") || !slices.Contains(terms, "bim") || slices.Contains(terms, "，") {
		t.Errorf("terms %q", terms)
	}
}

// TestPairs searches with Bleve's own analyzer.
func TestPairs(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write(t, folder, "a.md", "软件园总投资4.4亿元，计划明年竣工。\n\n港口吞吐量增长5%。")
	l, err := open(folder, filepath.Join(t.TempDir(), "index"), ofBleve)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := l.Index(t.Context()); err != nil || n != 2 {
		t.Errorf("%d paragraphs, error %v", n, err)
	}
	if err := l.Search(t.Context(), "港口"); err != nil {
		t.Error(err)
	}
	if hits, err := l.search(t.Context(), "吞吐"); err != nil || len(hits) != 1 {
		t.Errorf("hits %v, error %v", hits, err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"ask"}, {"dance", "a", "b"}, {"serve", "a"}} {
		if err := run(t.Context(), args); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}
