package web

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

const token = "a token of some length"

// form returns a login with a token.
func form(token, to, from string) *http.Request {
	r := httptest.NewRequest("POST", "/login", strings.NewReader(url.Values{"token": {token}, "to": {to}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.RemoteAddr = from
	return r
}

func TestToken(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{Token: token, Public: true})
	for name, c := range map[string]struct {
		target  string
		headers []string
		want    int
	}{
		"a page":               {"/?q=a", nil, http.StatusSeeOther},
		"a page, from Slack":   {"/?q=a", []string{"Sec-Fetch-Site", "cross-site"}, http.StatusOK},
		"a program":            {"/", []string{"Accept", "application/json"}, http.StatusUnauthorized},
		"a program, knowing":   {"/", []string{"Accept", "*/*", "Authorization", "Bearer " + token}, http.StatusOK},
		"a program, wrong":     {"/", []string{"Authorization", "Bearer nonsense"}, http.StatusUnauthorized},
		"a program, nearly":    {"/", []string{"Authorization", "Bearer " + token[1:]}, http.StatusUnauthorized},
		"another scheme":       {"/", []string{"Authorization", "Basic " + token}, http.StatusUnauthorized},
		"a cookie of nobody":   {"/", []string{"Cookie", "beilun=99999999999.00"}, http.StatusSeeOther},
		"a cookie, the token":  {"/", []string{"Cookie", "beilun=" + token}, http.StatusSeeOther},
		"the form":             {"/login", nil, http.StatusOK},
		"whether it runs":      {"/robots.txt", nil, http.StatusOK},
		"a path made up of it": {"/assets/../", nil, http.StatusTemporaryRedirect},
	} {
		res := serve(h, request("GET", c.target, away, c.headers...))
		body, _ := io.ReadAll(res.Body)
		if res.StatusCode != c.want {
			t.Errorf("%s: status %d, want %d", name, res.StatusCode, c.want)
		}
		if strings.Contains(string(body), token) {
			t.Errorf("%s: the page has the token", name)
		}
	}
}

func TestLogin(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{Token: token, Public: true})
	if res := serve(h, form("wrong", "/figures", away)); res.StatusCode != http.StatusForbidden || len(res.Cookies()) > 0 {
		t.Errorf("a wrong token: status %d", res.StatusCode)
	}
	res := serve(h, form(" "+token+"\n", "/figures?q=a", away))
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/figures?q=a" {
		t.Fatalf("status %d to %q", res.StatusCode, res.Header.Get("Location"))
	}
	if len(res.Cookies()) != 1 {
		t.Fatal("no cookie")
	}
	c := res.Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || strings.Contains(c.Value, token) {
		t.Errorf("cookie %v", c)
	}
	r := request("GET", "/", away)
	r.AddCookie(c)
	if res := serve(h, r); res.StatusCode != http.StatusOK {
		t.Errorf("with the cookie: status %d", res.StatusCode)
	}
	other := New(newSite(t), Options{Token: "another token of some length", Public: true})
	if res := serve(other, r); res.StatusCode != http.StatusSeeOther {
		t.Errorf("the cookie holds after a change of the token: status %d", res.StatusCode)
	}
}

func TestCookieEnds(t *testing.T) {
	t.Parallel()
	a := newAccess(newSite(t), Options{Token: token})
	now := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	a.now = func() time.Time { return now }
	r := request("GET", "/", away)
	r.AddCookie(a.cookie(true))
	if !a.hasCookie(r) {
		t.Error("a fresh cookie is refused")
	}
	if now = now.Add(cookieLife); a.hasCookie(r) {
		t.Error("an old cookie is taken")
	}
	if later := strings.Replace(r.Header.Get("Cookie"), "=1", "=9", 1); later != r.Header.Get("Cookie") {
		r.Header.Set("Cookie", later)
		if a.hasCookie(r) {
			t.Error("a cookie with another date is taken")
		}
	}
}

func TestTries(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{Token: token, Public: true})
	for range maxTries {
		serve(h, form("wrong", "/", away))
	}
	if res := serve(h, form(token, "/", away)); res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") == "" {
		t.Errorf("after many tries: status %d", res.StatusCode)
	}
	if res := serve(h, request("GET", "/", away, "Authorization", "Bearer "+token)); res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("a program after many tries: status %d", res.StatusCode)
	}
	if res := serve(h, form(token, "/", "203.0.113.99:1")); res.StatusCode != http.StatusSeeOther {
		t.Errorf("somebody else: status %d", res.StatusCode)
	}
	for range 3 * maxTries { // who knows the token may come as often as others
		if res := serve(h, request("GET", "/", "203.0.113.98:1", "Authorization", "Bearer "+token)); res.StatusCode != http.StatusOK {
			t.Fatalf("a program: status %d", res.StatusCode)
		}
	}
}

func TestOwnPath(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{
		"/figures?q=%E5%8C%97": "/figures?q=%E5%8C%97", "": "/", "https://evil.example": "/", "//evil.example": "/", `/\evil.example`: "/",
		"/\t/evil.example": "/", "javascript:alert(1)": "/", "/login?to=/login": "/", "figures": "/", "/%zz": "/",
	} {
		if got := ownPath(to); got != want {
			t.Errorf("%q: %q, want %q", to, got, want)
		}
	}
}

// TestProblems checks that a program is refused in a form that it reads.
func TestProblems(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{Token: token, Public: true})
	for name, c := range map[string]struct {
		target  string
		headers []string
		want    int
	}{
		"no token":          {"/api/ask?q=a", nil, http.StatusUnauthorized},
		"a wrong token":     {"/api/figures", []string{"Authorization", "Bearer nonsense"}, http.StatusUnauthorized},
		"a long address":    {"/api/ask?q=" + strings.Repeat("a", 60_000), []string{"Authorization", "Bearer " + token}, http.StatusRequestURITooLong},
		"no such operation": {"/api/none", []string{"Authorization", "Bearer " + token}, http.StatusNotFound},
	} {
		res := serve(h, request("GET", c.target, away, append(c.headers, "Accept", "application/json", "Accept-Language", "en")...))
		var p struct {
			Title, Detail string
			Status        int
		}
		if err := json.NewDecoder(res.Body).Decode(&p); err != nil {
			t.Errorf("%s: %d, %v", name, res.StatusCode, err)
		}
		if res.StatusCode != c.want || p.Status != c.want || p.Title == "" || p.Detail == "" || res.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: status %d, %+v", name, res.StatusCode, p)
		}
	}
	if res := serve(h, request("GET", "/api/releases", away, "Authorization", "Bearer "+token)); res.StatusCode != http.StatusOK {
		t.Errorf("with the token: %d", res.StatusCode)
	}
}

// A link of another site to //elsewhere.example is one to a page of this one.
func TestNoWayOut(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{Token: token, Public: true})
	r := request("GET", "/", away, "Accept", "text/html", "Sec-Fetch-Site", "cross-site")
	r.URL.Path = "//elsewhere.example/x"
	body, err := io.ReadAll(serve(h, r).Body)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(body), `"//elsewhere`) {
		t.Errorf("the page leads to another site:\n%s", body)
	}
}

// The form of a second tab works when the first one has logged in already.
func TestLoginTwice(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{Token: token, Public: true})
	cookies := serve(h, form(token, "/", away)).Cookies()
	if len(cookies) != 1 {
		t.Fatal("no cookie")
	}
	for name, r := range map[string]*http.Request{"the form": request("GET", "/login?to=%2Ffigures", away), "sent": form(token, "/figures", away)} {
		r.AddCookie(cookies[0])
		if res := serve(h, r); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/figures" {
			t.Errorf("%s: status %d to %q", name, res.StatusCode, res.Header.Get("Location"))
		}
	}
}

// What the token is for is in no cache that people share.
func TestPrivate(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{Token: token, Public: true})
	for _, path := range []string{"/", "/figures", "/changes", "/changes.atom", "/api/releases", "/api/figures", "/api/openapi.json", "/nowhere", "/api/nowhere"} {
		res := serve(h, request("GET", path, away, "Authorization", "Bearer "+token))
		if got := res.Header.Get("Cache-Control"); got != "private, no-cache" && got != "no-store" {
			t.Errorf("%s: Cache-Control %q, status %d", path, got, res.StatusCode)
		}
	}
}
