package zone

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// nothing is a system without time zone data, as far as it needs files.
func nothing(name string) (*time.Location, error) {
	if name == "UTC" || name == "Local" {
		return time.UTC, nil
	}
	return nil, errors.New("no data")
}

func TestLocal(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 30, 20, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		tz   string
		load func(string) (*time.Location, error)
		want string // the time of at; empty: Go's choice stays
		fail bool
	}{
		{"", nothing, "", false},
		{"UTC", nothing, "", false},
		{"/etc/localtime", nothing, "", false},
		{"Asia/Shanghai", nothing, "2026-12-01 04:00 CST", false},
		{":Asia/Shanghai", nothing, "2026-12-01 04:00 CST", false},
		{"PRC", nothing, "2026-12-01 04:00 CST", false},
		{"Asia/Shanghai", func(string) (*time.Location, error) { return time.UTC, nil }, "", false},
		{"Europe/Berlin", nothing, "", true},
		{"CST-8", nothing, "", true}, // POSIX's notation, which Go does not read
		{"../../etc/passwd", time.LoadLocation, "", true},
	} {
		loc, err := local(c.tz, c.load)
		if (err != nil) != c.fail || err != nil && !strings.Contains(err.Error(), c.tz) {
			t.Errorf("%q: %v", c.tz, err)
		}
		got := ""
		if loc != nil {
			got = at.In(loc).Format("2006-01-02 15:04 MST")
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.tz, got, c.want)
		}
	}
}
