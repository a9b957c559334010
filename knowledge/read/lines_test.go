package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rowsIn returns the texts of the paragraphs of a file in testdata/lines.
func rowsIn(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	a, err := File(filepath.Base(file), data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range a.Paragraphs() {
		out = append(out, p.Text)
	}
	return out
}

// TestLinesInCells reads a table with two numbers on two lines of a cell, in each format.
func TestLinesInCells(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/lines/lines.*")
	if err != nil || len(files) < 8 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text := strings.Join(rowsIn(t, file), "\n")
		for _, want := range []string{"：12；34；", "：12；345", "：12；-34；"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", file, want, text)
			}
		}
	}
}

// TestProseInCells reads a table that lays out prose in columns, with a small table in one.
func TestProseInCells(t *testing.T) {
	t.Parallel()
	got := strings.Join(rowsIn(t, "testdata/lines/layout.docx"), "|")
	want := "松口区文化馆新馆开放后，接待群众38.2万人。|馆内设有阅览室6间。|馆：江头馆；接待人数：12.5万人|馆：松口馆；接待人数：8.1万人|青年馆同日开放。|馆舍面积1200平方米。|文化馆欢迎大家前来参观学习，共享文化生活。"
	if got != want {
		t.Errorf("%s", got)
	}
}
