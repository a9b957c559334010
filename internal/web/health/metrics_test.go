package health

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/needs"
	"beilun/internal/web/page"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// scrape returns the samples of /metrics as Prometheus' own parser reads them, by name and
// labels, and the text.
func scrape(t *testing.T, m *Monitor) (samples map[string]float64, text string) {
	t.Helper()
	w := get(t, m, "/metrics", "")
	if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") {
		t.Fatalf("%d %v\n%s", w.Code, w.Header(), w.Body)
	}
	text = w.Body.String()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	samples = map[string]float64{}
	for name, f := range families {
		for _, one := range f.GetMetric() {
			key := name
			for _, l := range one.GetLabel() {
				key += " " + l.GetName() + "=" + l.GetValue()
			}
			switch {
			case one.GetCounter() != nil:
				samples[key] = one.GetCounter().GetValue()
			case one.GetGauge() != nil:
				samples[key] = one.GetGauge().GetValue()
			case one.GetHistogram() != nil:
				samples[key] = float64(one.GetHistogram().GetSampleCount())
			}
		}
	}
	return samples, text
}

// like returns the samples whose keys begin with prefix, without it.
func like(samples map[string]float64, prefix string) map[string]float64 {
	out := map[string]float64{}
	for k, v := range samples {
		if rest, ok := strings.CutPrefix(k, prefix); ok {
			out[rest] = v
		}
	}
	return out
}

// TestMetrics checks all metrics of our own, and what Prometheus' linter and promtool say
// of the whole.
func TestMetrics(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, size := range map[string]int{"CURRENT": 5, "g1/a": 1000, "g1/deep/b": 24} {
		if err := errors.Join(os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o700), os.WriteFile(filepath.Join(dir, name), make([]byte, size), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	status := library.Status{Synced: noon, Releases: 58, Passages: 812, Problems: 3, Syncs: 7, Failed: 2, Spent: 1500 * time.Millisecond}
	m := New(Options{
		Status: func() library.Status { return status }, Version: "v1.2.3", Index: dir,
		Slack: func() Socket { return Socket{Connected: true, Reconnects: 4, Waiting: 5} },
	})
	a := m.Measure(answerer(func(context.Context, string) (*answer.Answer, error) { return &answer.Answer{}, nil }), Web)
	if _, err := a.Follow(t.Context(), "安枰区的面积", nil); err != nil {
		t.Fatal(err)
	}
	samples, text := scrape(t, m)
	want := map[string]float64{
		"releases": 58, "passages": 812, "refused_files": 3, "index_bytes": 1029,
		"syncs_total result=ok": 7, "syncs_total result=failed": 2, "sync_seconds_total": 1.5,
		"last_sync_success_timestamp_seconds": float64(noon.Unix()),
		"slack_connected":                     1, "slack_reconnects_total": 4, "slack_queue_length": 5,
		"questions_total outcome=answered surface=web": 0, "questions_total outcome=quoted surface=web": 0, "questions_total outcome=declined surface=web": 1,
		"questions_total outcome=polite surface=web": 0, "questions_total outcome=failed surface=web": 0, "answer_duration_seconds surface=web": 1,
	}
	got := like(samples, "beilun_")
	for k := range maps.Keys(like(got, "build_info ")) {
		if !strings.Contains(k, "version=v1.2.3") {
			t.Errorf("build: %s", k)
		}
		delete(got, "build_info "+k)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, name := range []string{"go_goroutines", "process_start_time_seconds"} {
		if samples[name] <= 0 {
			t.Errorf("%s is %v", name, samples[name])
		}
	}
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %+v", err, problems)
	}
	path := needs.Program(t, "promtool")
	cmd := exec.CommandContext(t.Context(), path, "check", "metrics")
	cmd.Stdin = strings.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
		t.Errorf("promtool: %v\n%s", err, out)
	}
}

// TestMetricsAlone checks that a site without Slack and on an index in memory has no
// metrics of them, and says 0 before the first sync.
func TestMetricsAlone(t *testing.T) {
	t.Parallel()
	m := New(Options{Status: func() library.Status { return library.Status{Syncing: true} }, Index: filepath.Join(t.TempDir(), "missing")})
	samples, text := scrape(t, m)
	if strings.Contains(text, "slack") || strings.Contains(text, "beilun_index_bytes") {
		t.Errorf("what there is not:\n%s", text)
	}
	if v, ok := samples["beilun_last_sync_success_timestamp_seconds"]; v != 0 || !ok {
		t.Errorf("last sync %v, %v", v, ok)
	}
}

// answerer is an Answerer.
type answerer func(ctx context.Context, question string) (*answer.Answer, error)

func (a answerer) Follow(ctx context.Context, question string, _ *answer.Answer) (*answer.Answer, error) {
	return a(ctx, question)
}

// TestMeasure checks how each answer is counted.
func TestMeasure(t *testing.T) {
	t.Parallel()
	m := New(Options{Status: func() library.Status { return library.Status{} }})
	for _, c := range []struct {
		name   string
		answer *answer.Answer
		err    error
		want   string // empty: it is not counted
	}{
		{name: "claim", answer: &answer.Answer{Claim: &answer.Claim{}}, want: answered},
		{name: "quotation", answer: &answer.Answer{Quoted: &answer.Claim{}, Reason: answer.NotSure}, want: quoted},
		{name: "decline", answer: &answer.Answer{Reason: answer.NotStated}, want: declined},
		{name: "empty folder", answer: &answer.Answer{Reason: answer.NoReleases}, want: declined},
		{name: "remark", answer: &answer.Answer{Reason: answer.Remark}, want: polite},
		{name: "reading", answer: &answer.Answer{Reason: answer.Reading}, want: failed},
		{name: "error", err: errors.New("as asked"), want: failed},
		{name: "panic", want: failed},
		{name: "late", err: context.DeadlineExceeded, want: failed},
		{name: "gone"},
		{name: "unasked", answer: &answer.Answer{Claim: &answer.Claim{}}},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		if c.name == "gone" {
			cancel()
			c.err = ctx.Err()
		}
		if c.name == "unasked" {
			ctx = page.Unasked(ctx)
		}
		on := Surface("test " + c.name)
		a := m.Measure(answerer(func(context.Context, string) (*answer.Answer, error) {
			if c.name == "panic" {
				panic("as asked")
			}
			return c.answer, c.err
		}), on)
		func() {
			defer func() {
				if p := recover(); (p != nil) != (c.name == "panic") {
					t.Errorf("%s: panic %v", c.name, p)
				}
			}()
			if ans, err := a.Follow(ctx, "问", nil); ans != c.answer || !errors.Is(err, c.err) {
				t.Errorf("%s: %v, %v", c.name, ans, err)
			}
		}()
		cancel()
		samples, _ := scrape(t, m)
		times := 0.0
		for outcome, n := range like(samples, "beilun_questions_total outcome=") {
			if outcome, of, _ := strings.Cut(outcome, " surface="); of == string(on) && n > 0 {
				times += n
				if outcome != c.want {
					t.Errorf("%s is %s", c.name, outcome)
				}
			}
		}
		if want := float64(min(1, len(c.want))); times != want || samples["beilun_answer_duration_seconds surface="+string(on)] != want {
			t.Errorf("%s is counted %v times", c.name, times)
		}
	}
}

// TestWatch checks that the copy of a site counts, and the site itself does not.
func TestWatch(t *testing.T) {
	t.Parallel()
	m := New(Options{Status: func() library.Status { return library.Status{} }})
	site := &page.Site{
		Answerer: answerer(func(context.Context, string) (*answer.Answer, error) { return &answer.Answer{}, nil }),
		Polite: func(_ context.Context, text string) (string, error) {
			return map[string]string{"你好": "你好！"}[text], nil
		},
	}
	watched := m.Watch(site, API)
	for _, s := range []*page.Site{site, watched} {
		for _, text := range []string{"你好", "面积多少"} {
			reply, err := s.Polite(t.Context(), text)
			if err == nil && reply == "" {
				_, err = s.Answerer.Follow(t.Context(), text, nil)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	samples, _ := scrape(t, m)
	got := like(samples, "beilun_questions_total ")
	maps.DeleteFunc(got, func(_ string, n float64) bool { return n == 0 })
	if diff := cmp.Diff(map[string]float64{"outcome=polite surface=api": 1, "outcome=declined surface=api": 1}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if bare := m.Watch(&page.Site{}, Web); bare.Polite != nil {
		t.Error("a site without courtesies has got some")
	}
}

// TestLabelsAreBounded checks that no question, however hostile, makes a series or is in
// one.
func TestLabelsAreBounded(t *testing.T) {
	t.Parallel()
	m := New(Options{Status: func() library.Status { return library.Status{Err: errSync} }, Slack: func() Socket { return Socket{Reason: "xoxb-secret"} }})
	a := m.Measure(answerer(func(_ context.Context, q string) (*answer.Answer, error) {
		if len(q)%2 == 0 {
			return nil, fmt.Errorf("answer %s: as asked", q)
		}
		return &answer.Answer{Question: q, Topic: q}, nil
	}), MCP)
	before, _ := scrape(t, m)
	for i := range 500 {
		for _, q := range []string{"\"} 1\n# HELP x", "xoxb-secret", "\xff\xfe", "{outcome=\"answered\"}", strings.Repeat("长", 5000), ""} {
			_, _ = a.Follow(t.Context(), fmt.Sprint(q, "机密", i), nil) // counted, whatever comes of it
		}
	}
	after, text := scrape(t, m)
	ours := func(samples map[string]float64) []string { return slices.Sorted(maps.Keys(like(samples, "beilun_"))) }
	if diff := cmp.Diff(ours(before), ours(after)); diff != "" {
		t.Errorf("series before and after:\n%s", diff)
	}
	for _, word := range []string{"机密", "secret", "长", "新闻稿"} {
		if strings.Contains(text, word) {
			t.Errorf("%s is in the metrics", word)
		}
	}
}
