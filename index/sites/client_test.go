package sites

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// TestRobots obeys robots.txt, and one that cannot be read.
func TestRobots(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.html("/", list(item{"/in/a", "云溪区内部文件一份", "2025-11-04"}, item{"/b", "云溪区港口货物吞吐量增长", "2025-11-04"}))
	s.html("/b", article("云溪区港口货物吞吐量增长", "2025-11-04", harbour, ""))
	s.handle("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /in/\nCrawl-delay: 0.01\n")
	})
	p := newPlace(t, s.URL)
	r := p.round(t)
	if len(r.Came) != 1 || len(r.Refused) != 1 || !errors.Is(r.Refused[0].Err, ErrRobots) || strings.Contains(strings.Join(s.takeAsked(), " "), "/in/") {
		t.Errorf("%+v", r)
	}
	s.handle("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	p.clock.pass(25 * time.Hour)
	if r := p.round(t); !errors.Is(r.Err, ErrStatus) || len(s.takeAsked()) > 0 {
		t.Errorf("with a broken robots.txt: %+v", r)
	}
}

// TestPrivate refuses sites that are not public, whatever their name.
func TestPrivate(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "114.114.114.114": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "0.0.0.0": false,
		"100.64.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false, "::1": false, "::": false, "fe80::1": false, "fd00::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "::127.0.0.1": false, "fec0::1": false,
	} {
		if isPublic(netip.MustParseAddr(address), false) != want {
			t.Errorf("%s: public is not %t", address, want)
		}
	}
	s := newSite(t)
	s.html("/", list(item{"/a", "云溪区新建中小学4所", "2025-11-03"}))
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	p := newPlace(t, "http://127.0.0.1:"+port, "http://localhost:"+port, "http://[::ffff:127.0.0.1]:"+port, "http://2130706433:"+port, "http://0x7f.1:"+port)
	opts := p.options()
	opts.Loopback = false
	p.client = NewClient(opts)
	all := p.rounds(t)
	if len(all) != 5 || len(s.takeAsked()) > 0 {
		t.Fatalf("%+v", all)
	}
	for _, r := range all {
		if !errors.Is(r.Err, ErrPrivate) && !errors.Is(r.Err, ErrReach) {
			t.Errorf("%+v", r)
		}
	}
}

// TestPolite asks a host one thing at a time with a pause between.
func TestPolite(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var times []time.Time
	busy := make(chan bool, 1)
	note := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			select {
			case busy <- true:
			default:
				t.Error("two requests at a time")
			}
			times = append(times, time.Now())
			time.Sleep(5 * time.Millisecond)
			w.Header().Set("Content-Type", "text/html")
			<-busy
			fmt.Fprint(w, text)
		}
	}
	s.handle("/1", note(list(item{"/a", "云溪区新建中小学4所", "2025-11-03"})))
	s.handle("/2", note(list(item{"/b", "云溪区港口货物吞吐量增长", "2025-11-03"})))
	s.handle("/a", note(article("云溪区新建中小学4所", "2025-11-03", school, "")))
	s.handle("/b", note(article("云溪区港口货物吞吐量增长", "2025-11-03", harbour, "")))
	p := newPlace(t, s.URL+"/1", s.URL+"/2")
	opts := p.options()
	opts.Pause = 50 * time.Millisecond
	p.client = NewClient(opts)
	p.round(t)
	if len(times) != 4 {
		t.Fatalf("%d requests", len(times))
	}
	for i := range times[1:] {
		if d := times[i+1].Sub(times[i]); d < 50*time.Millisecond {
			t.Errorf("a pause of %v", d)
		}
	}
}

// TestSameSite counts the hosts of a site, and not those of others below one suffix.
func TestSameSite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		source, host string
		want         bool
	}{
		{"www.yunxi.gov.cn", "www.yunxi.gov.cn", true}, {"www.yunxi.gov.cn", "tj.yunxi.gov.cn", true}, {"yunxi.gov.cn", "www.yunxi.gov.cn", true},
		{"www.gov.cn", "www.gov.cn", true}, {"www.gov.cn", "www.yunxi.gov.cn", false}, {"www.yunxi.gov.cn", "yunxi.gov.cn.evil.example", false},
		{"www.yunxi.gov.cn", "evilyunxi.gov.cn", false}, {"", "x.", false}, {"", "", false},
	} {
		if isSameSite(c.source, c.host) != c.want {
			t.Errorf("%s of %s: not %t", c.host, c.source, c.want)
		}
	}
}

// TestCertificate refuses a site whose certificate nobody trusts.
func TestCertificate(t *testing.T) {
	t.Parallel()
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // the client goes away
	s.StartTLS()
	defer s.Close()
	p := newPlace(t, s.URL)
	if r := p.round(t); !errors.Is(r.Err, ErrTrust) {
		t.Errorf("%+v", r)
	}
}
