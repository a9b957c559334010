package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/internal/needs"
)

// TestOtherDistricts asks about other districts and checks that the output does not
// name the built-in one.
func TestOtherDistricts(t *testing.T) {
	t.Parallel()
	press := needs.Shared(t, "eval/press")
	folders, err := filepath.Glob(filepath.Join(press, "*", "releases"))
	if err != nil || len(folders) == 0 {
		t.Fatal(err, folders)
	}
	for i, folder := range folders {
		if needs.Part(t) && i%4 != 0 {
			continue
		}
		questions := append(firstQuestions(t, filepath.Join(filepath.Dir(folder), "questions.jsonl"), 8), "的？", "火星基地注册资本多少", "哪个项目总投资最大？")
		for _, q := range questions {
			_, out, errOut := runWith(t, nil, "ask", "-explain", "-on", "2026-06-01", "-releases", folder, q)
			for _, name := range []string{"北仑", "宁波", "Beilun"} {
				if strings.Contains(out+errOut, name) {
					t.Errorf("%s %s: names %s:\n%s%s", folder, q, name, out, errOut)
				}
			}
		}
	}
}

// firstQuestions reads the first n questions of one turn.
func firstQuestions(t *testing.T, file string, n int) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for sc := bufio.NewScanner(f); sc.Scan() && len(out) < n; {
		var q struct{ Question string }
		if err := json.Unmarshal(sc.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		if q.Question != "" {
			out = append(out, q.Question)
		}
	}
	return out
}
