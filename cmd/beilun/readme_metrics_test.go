package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"beilun/index/library"
	"beilun/internal/web/health"
)

// metrics are the names of all metrics that there are.
var metrics = sync.OnceValue(func() map[string]bool {
	m := health.New(health.Options{
		Status: func() library.Status { return library.Status{} }, Index: ".",
		Slack: func() health.Socket { return health.Socket{} },
	})
	m.Measure(nil, health.Web)
	mux := http.NewServeMux()
	m.Routes(mux, nil)
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	out := map[string]bool{}
	for _, found := range regexp.MustCompile(`(?m)^# TYPE (\w+)`).FindAllStringSubmatch(w.Body.String(), -1) {
		out[found[1]] = true
	}
	return out
})

// checkMetric reports whether there is a metric.
func checkMetric(name string) error {
	if !metrics()[name] {
		return errors.New("no such metric")
	}
	return nil
}

// checkMetricNames checks the metrics that are named in a text, and that there are some.
func checkMetricNames(text string) (errs []error) {
	names := regexp.MustCompile(`\bbeilun_\w+`).FindAllString(text, -1)
	for _, name := range names {
		if err := checkMetric(name); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
		}
	}
	if len(names) == 0 {
		errs = append(errs, errors.New("it names no metric"))
	}
	return errs
}

// promtool returns a rule that has promtool check a file, where there is one.
func promtool(command, name string) func(t *testing.T, text string) []error {
	return func(t *testing.T, text string) (errs []error) {
		if command == "rules" {
			errs = checkMetricNames(text)
		}
		path, err := exec.LookPath("promtool")
		if err != nil {
			return errs // .ci/run installs it where it can
		}
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			return append(errs, err)
		}
		check := exec.CommandContext(t.Context(), path, "check", command, file)
		if out, err := check.CombinedOutput(); err != nil {
			errs = append(errs, fmt.Errorf("promtool: %w\n%s", err, out))
		}
		return errs
	}
}
