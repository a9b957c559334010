package bind_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/bind"
	"beilun/knowledge/read"
)

// TestNothingReachedLater checks in every release at hand that no reached figure is of a
// time after its release.
func TestNothingReachedLater(t *testing.T) {
	t.Parallel()
	b := binder(t)
	folders := []string{"../releases"}
	shared := "../../../shared"
	if _, err := os.Stat(shared); err != nil {
		t.Log("shared is missing: only the built-in releases are read")
	} else {
		for _, pattern := range []string{"eval/press/*/releases", "cases/*", "releases"} {
			found, err := filepath.Glob(filepath.Join(shared, pattern))
			if err != nil {
				t.Fatal(err)
			}
			folders = append(folders, found...)
		}
	}
	figures := 0
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			figures += reachedLater(t, b, file)
		}
	}
	if figures < 100 {
		t.Errorf("%d figures with a period are read", figures)
	}
}

// reachedLater reports the figures of a file that are reached after it appeared, and returns
// how many have a period.
func reachedLater(t *testing.T, b bind.Binder, file string) (n int) {
	data, err := os.ReadFile(file)
	if err != nil || len(data) > 1<<20 {
		return 0
	}
	a, err := read.File(filepath.Base(file), data)
	if err != nil || a.Date.IsZero() {
		return 0
	}
	b.Article(a)
	for _, p := range a.Paragraphs() {
		for _, f := range p.Figures {
			if f.Binding.Period == "" {
				continue
			}
			n++
			switch f.Binding.State {
			case knowledge.Planned, knowledge.Target:
				continue
			}
			if from, _, _ := strings.Cut(f.Binding.Period, "/"); from > lastOf(a.Date) {
				t.Errorf("%s of %s: %s %s is of %s", file, a.Date, f.Text, f.Binding.Metric, f.Binding.Period)
			}
		}
	}
	return n
}

// lastOf returns the last day that a date can mean.
func lastOf(d knowledge.Date) string {
	if d.Day != 0 {
		return d.String()
	}
	month := d.Month
	if month == 0 {
		month = 12
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, month, knowledge.DaysIn(d.Year, month))
}
