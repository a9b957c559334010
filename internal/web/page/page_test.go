package page

import (
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestSize holds the style and the scripts of all pages to what a slow line loads at once.
func TestSize(t *testing.T) {
	t.Parallel()
	const most = 30_000 // bytes, all together
	total := 0
	for _, a := range assets() {
		total += len(a.data)
	}
	if total > most || total == 0 {
		t.Errorf("the assets have %d bytes, want at most %d", total, most)
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		target, accept, cookie string
		want                   bool
	}{
		{"/", "", "", false},
		{"/", "zh-CN,zh;q=0.9,en;q=0.8", "", false},
		{"/", "en-US,en;q=0.9,zh;q=0.8", "", true},
		{"/", "fr", "", true}, // whose readers know it sooner
		{"/", "nonsense;;q=", "", false},
		{"/?lang=en", "zh-CN", "", true},
		{"/?lang=zh", "en", "", false},
		{"/?lang=xx", "en", "", true},
		{"/", "zh-CN", "en", true},
		{"/", "en", "zh", false},
		{"/?lang=zh", "en", "en", false},
	} {
		r := httptest.NewRequest("GET", c.target, nil)
		r.Header.Set("Accept-Language", c.accept)
		if c.cookie != "" {
			r.AddCookie(&http.Cookie{Name: langName, Value: c.cookie})
		}
		if got := IsEnglish(r); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
}

// TestContrast holds the colours of the style to WCAG AA, in the light and in the dark.
func TestContrast(t *testing.T) {
	t.Parallel()
	css := string(assets()["site.css"].data)
	light, dark, ok := strings.Cut(css, "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("there is no dark")
	}
	for name, part := range map[string]string{"light": light, "dark": dark} {
		colour := func(variable string) float64 {
			m := regexp.MustCompile(`--` + variable + `: #([0-9a-f]+)`).FindStringSubmatch(part)
			if m == nil {
				t.Fatalf("%s: no colour %s", name, variable)
			}
			return luminance(t, m[1])
		}
		for _, c := range []struct {
			on, of string
			least  float64
		}{
			{"paper", "ink", 7}, {"paper", "soft", 4.5}, {"paper", "accent", 4.5}, {"wash", "ink", 7}, {"wash", "soft", 4.5}, {"wash", "accent", 4.5},
			{"mark", "ink", 4.5}, {"accent", "on-accent", 4.5}, {"paper", "edge", 3},
		} {
			a, b := colour(c.on), colour(c.of)
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < c.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", name, c.of, c.on, ratio, c.least)
			}
		}
	}
}

// luminance is the relative luminance of a colour, as WCAG 2 has it.
func luminance(t *testing.T, hex string) float64 {
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	out := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		out += weight * c
	}
	return out
}
