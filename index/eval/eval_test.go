package eval

import (
	"strings"
	"testing"
	"time"
)

func run(t *testing.T, f func(Run) (Summary, error)) (string, Summary) {
	t.Helper()
	var out strings.Builder
	s, err := f(Run{Out: &out})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), s
}

func input(lines ...string) Input {
	return Input{"test", strings.NewReader(strings.Join(lines, "\n"))}
}

func TestQA(t *testing.T) {
	t.Parallel()
	contexts := []Input{
		input(`{"context_id":"c1","title":"不用","text":"临湖软件园入驻企业60家。"}`),
		input("\ufeff"+`{"context_id":"c2","text":"东湖量子园总投资3亿元。"}`, ""),
	}
	got, s := run(t, func(r Run) (Summary, error) {
		return r.QA(t.Context(), contexts, input(`{"id":"q1","question":"临湖软件园入驻企业多少家"}`, `{"id":"q2","question":"火星有多少人"}`))
	})
	want := `{"id":"q1","passages":["c1"],"answer":"60家","figures":[{"text":"60家","unit":"家","kind":"count"}],"refused":false}
{"id":"q2","passages":[],"answer":"","refused":true}
`
	if got != want || s.Questions != 2 || s.Declined != 1 {
		t.Errorf("%+v\n%s", s, got)
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	got, _ := run(t, func(r Run) (Summary, error) {
		return r.History(t.Context(), input(`{"id":"h","asked_on":"2025-02-01","question":"临湖软件园入驻企业多少家","releases":[{"id":"r1","date":"2023-12-20","text":"临湖软件园入驻企业60家。"},{"id":"r2","date":"2024-11-15","text":"临湖软件园入驻企业75家。"}]}`))
	})
	if !strings.Contains(got, `"answer":"75家"`) || !strings.Contains(got, `"older":[{"answer":"60家","context_id":"r1","relation":"earlier"}]`) {
		t.Error(got)
	}
}

func TestBadInput(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"{", `{"context_id":1}`, `[]`} {
		_, err := Run{Out: &strings.Builder{}}.QA(t.Context(), []Input{input(bad)}, input())
		if err == nil || !strings.Contains(err.Error(), "test line 1") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	var took []time.Duration
	for i := range 100 {
		took = append(took, time.Duration(i+1)*time.Millisecond)
	}
	s := summary(took, 3)
	if s.P50 != 50*time.Millisecond || s.P95 != 95*time.Millisecond || s.P99 != 99*time.Millisecond || s.Declined != 3 {
		t.Errorf("%+v", s)
	}
	if got := summary(nil, 0).String(); !strings.HasPrefix(got, "0 questions") {
		t.Error(got)
	}
}
