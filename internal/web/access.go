package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"beilun/internal/web/page"

	"golang.org/x/time/rate"
)

// access lets in whoever knows the token: by a form, after which a cookie says so, or by
// the header Authorization. It is safe for concurrent use.
//
// 2026-11-30: the cookie is a date with a code that only the token makes, because it then
// holds after a restart, ends when the token is changed, and does not have the token in it;
// instead of a list of sessions.
type access struct {
	site  *page.Site
	token [sha256.Size]byte // hash of the token
	open  bool              // there is no token
	tries *limits
	now   func() time.Time
}

func newAccess(site *page.Site, opts Options) *access {
	return &access{
		site: site, token: sha256.Sum256([]byte(opts.Token)), open: opts.Token == "",
		tries: newLimits(rate.Limit(1/triesEvery), maxTries), now: time.Now,
	}
}

// The cookie.
const (
	cookieName = "beilun"
	cookieLife = 30 * 24 * time.Hour
)

const loginPath = "/login"

var (
	loginPage = page.Parse(files, nil, "templates/login.html")
	againPage = page.Parse(files, nil, "templates/again.html")
)

// loginView is what the templates draw.
type loginView struct {
	*wordsOf
	To      string // the page to go to
	IsWrong bool
}

// isFree reports whether a request needs no token: the style of the login page, and whether
// the program runs at all.
func isFree(r *http.Request) bool {
	switch r.URL.Path {
	case "/healthz", "/readyz", "/robots.txt":
		return true
	}
	return isAsset(r)
}

// handler returns h for those who know the token.
func (a *access) handler(h http.Handler) http.Handler {
	if a.open {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == loginPath: // also in a tab that was opened before another one logged in
			a.login(w, r)
		case isFree(r), a.hasCookie(r):
			h.ServeHTTP(w, r)
		case r.Header.Get("Authorization") != "":
			a.bearer(h, w, r)
		default:
			a.ask(w, r)
		}
	})
}

// matches reports whether a text is the token, in the same time for all texts.
func (a *access) matches(text string) bool {
	sum := sha256.Sum256([]byte(text))
	return subtle.ConstantTimeCompare(sum[:], a.token[:]) == 1
}

// bearer is for programs, which send the token with each request.
func (a *access) bearer(h http.Handler, w http.ResponseWriter, r *http.Request) {
	tries := a.tries.of(clientOf(r))
	if tries.Tokens() < 1 {
		a.tooFast(w, r)
		return
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") && a.matches(strings.TrimSpace(token)) {
		h.ServeHTTP(w, r)
		return
	}
	tries.Allow()
	a.refuse(w, r)
}

// refuse answers a program that has no token.
func (a *access) refuse(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="beilun"`)
	text := words[page.IsEnglish(r)]
	if strings.HasPrefix(r.URL.Path, page.API) {
		page.Problem(w, r, http.StatusUnauthorized, text.Login, text.LoginText)
		return
	}
	http.Error(w, text.LoginText, http.StatusUnauthorized)
}

func (a *access) tooFast(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", strconv.Itoa(triesEvery))
	text := words[page.IsEnglish(r)]
	a.site.Say(w, r, http.StatusTooManyRequests, text.Fast, text.FastText)
}

// ask asks a person for the token. A page that is opened by a link of another site, such as
// Slack, is opened once more from here: the browser does not send the cookie before that.
func (a *access) ask(w http.ResponseWriter, r *http.Request) {
	isRead := r.Method == http.MethodGet || r.Method == http.MethodHead
	if !isRead || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		a.refuse(w, r)
		return
	}
	text := words[page.IsEnglish(r)]
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		w.Header().Set("Refresh", "0")
		a.site.Render(w, r, http.StatusOK, againPage, loginView{wordsOf: text, To: ownPath(r.URL.RequestURI())})
		return
	}
	http.Redirect(w, r, loginPath+"?"+url.Values{"to": {r.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
}

// login shows the form and reads it.
func (a *access) login(w http.ResponseWriter, r *http.Request) {
	v := loginView{wordsOf: words[page.IsEnglish(r)], To: ownPath(r.URL.Query().Get("to"))}
	status := http.StatusOK
	if r.Method != http.MethodPost && a.hasCookie(r) {
		http.Redirect(w, r, v.To, http.StatusSeeOther)
		return
	}
	if r.Method == http.MethodPost {
		const maxForm = 64 << 10 // bytes
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if !a.tries.of(clientOf(r)).Allow() {
			a.tooFast(w, r)
			return
		}
		v.To = ownPath(r.PostFormValue("to"))
		if a.matches(strings.TrimSpace(r.PostFormValue("token"))) {
			http.SetCookie(w, a.cookie(clientOf(r).secure))
			http.Redirect(w, r, v.To, http.StatusSeeOther)
			return
		}
		v.IsWrong, status = true, http.StatusForbidden
	}
	a.site.Render(w, r, status, loginPage, v)
}

// ownPath returns to if it is an address of this site, else that of the first page.
func ownPath(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") || u.Path == loginPath {
		return "/"
	}
	return to
}

// code returns what only the token makes of the end of a cookie.
func (a *access) code(until string) string {
	mac := hmac.New(sha256.New, a.token[:])
	mac.Write([]byte("cookie until " + until)) // never fails
	return hex.EncodeToString(mac.Sum(nil))
}

func (a *access) cookie(secure bool) *http.Cookie {
	until := strconv.FormatInt(a.now().Add(cookieLife).Unix(), 10)
	return &http.Cookie{
		Name: cookieName, Value: until + "." + a.code(until), Path: "/", MaxAge: int(cookieLife.Seconds()),
		HttpOnly: true, Secure: secure, SameSite: http.SameSiteStrictMode,
	}
}

func (a *access) hasCookie(r *http.Request) bool {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return false
	}
	until, code, _ := strings.Cut(c.Value, ".")
	if !hmac.Equal([]byte(code), []byte(a.code(until))) {
		return false
	}
	end, err := strconv.ParseInt(until, 10, 64)
	return err == nil && a.now().Unix() < end
}
