package logs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"beilun/internal/needs"
)

// tokens are secrets in the forms in which Slack gives them and libraries print them,
// each with the part that must not be logged.
var tokens = []struct{ text, secret string }{
	{"xoxb-123-456-AbCdEf", "AbCdEf"},
	{"xoxp-123-456-789-abcdef", "abcdef"},
	{"xapp-1-A0123-456-deadbeef", "deadbeef"},
	{"xoxe.xoxb-1-MS0yLXNlY3JldA", "MS0yLXNlY3JldA"},
	{"xoxe-1-My0xLXNlY3JldA", "My0xLXNlY3JldA"},
	{"xoxa-2-abcdef", "abcdef"}, {"xoxc-1-abcdef", "abcdef"}, {"xoxd-abc%2Fdef", "def"}, {"xoxs-1-abcdef", "abcdef"}, {"xoxr-abcdef", "abcdef"},
	{"XOXB-123-ABCDEF", "ABCDEF"},
	{"Authorization: Bearer abcdefghijk", "abcdefghijk"},
	{"Proxy-Authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"},
	{"wss://wss-primary.slack.com/link/?ticket=0aa1-22bb&app_id=A1", "22bb"},
	{"ticket%3D0aa1-22bb", "22bb"},
	{`{"token":"abcdef","x":1}`, "abcdef"},
	{`"{\"token\":\"abcdef\"}"`, "abcdef"},
	{"client_secret=abcdef&x=1", "abcdef"},
	{"https://hooks.slack.com/commands/T1/2/abcdef", "abcdef"},
	{"https://hooks.slack.com/services/T1/B2/abcdef", "abcdef"},
	{"http://127.0.0.1:80/response/abcdef", "abcdef"},
	{"http://user:abcdef@proxy.example:3128", "abcdef"},
}

type stringer string

func (s stringer) String() string { return string(s) }

// TestNoToken logs each token in every kind of value, in the message and in groups, in
// every form.
func TestNoToken(t *testing.T) {
	t.Parallel()
	for _, f := range []Form{Text, JSON, Terminal, Journal} {
		for _, tt := range tokens {
			var out bytes.Buffer
			log := New(&out, Options{Form: f, Level: slog.LevelDebug})
			err := fmt.Errorf("step: %w", &url.Error{Op: "Post", URL: "https://slack.com/api?" + tt.text, Err: errors.New("said " + tt.text)})
			log.With("with", tt.text).WithGroup("group").Debug("about "+tt.text,
				"text", tt.text, "err", err, "joined", errors.Join(err, err), "list", []string{tt.text}, "named", stringer(tt.text),
				"struct", struct{ Token string }{tt.text}, "bytes", json.RawMessage(tt.text), slog.Group("inner", "text", tt.text), "pointer", &tt.text)
			Refuse(log, slog.LevelWarn, Event, Unreadable, "err", err)
			if strings.Contains(out.String(), tt.secret) {
				t.Errorf("%s: %s", f, &out)
			}
			if n := strings.Count(out.String(), "\n"); n != 2 {
				t.Errorf("%s: %d lines: %s", f, n, &out)
			}
		}
	}
}

// TestRedactKeeps checks that what is no secret stays, and that text around one does.
func TestRedactKeeps(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "吉利总投资多少？", "the token is wrong", "basic", "bearer of news", "under Basic Information of your app", "https://example.com/a?b=c", "xoxb", "a box-office", "no ticket"} {
		if got := Redact(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
	const want = `Post "https://slack.com/xoxb-…": dial (xapp-…) failed`
	if got := Redact(`Post "https://slack.com/xoxb-1-2": dial (xapp-1-2-3) failed`); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestForms writes one record in each form.
func TestForms(t *testing.T) {
	t.Parallel()
	for f, want := range map[Form]string{
		Text:     `^time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\S+ level=WARN msg="it is slow" took=1\.23s n=3 err="one; two" a=b\n$`,
		Terminal: `^time=\d\d:\d\d:\d\d level=WARN msg="it is slow" took=1\.23s n=3 err="one; two" a=b\n$`,
		Journal:  `^<4>msg="it is slow" took=1\.23s n=3 err="one; two" a=b\n$`,
		JSON:     `^\{"time":"[^"]+","level":"WARN","msg":"it is slow","took_ms":1234\.568,"n":3,"err":"one; two","a":"b"\}\n$`,
	} {
		var out bytes.Buffer
		log := New(&out, Options{Form: f})
		log.Debug("is not written")
		log.Warn("it is slow", "took", 1234567890*time.Nanosecond, "n", 3, "err", errors.Join(errors.New("one"), errors.New("two")), "a", "b")
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("%s: %q, want %s", f, &out, want)
		}
	}
}

// TestJournalLevels writes each level as the journal reads it.
func TestJournalLevels(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := New(&out, Options{Form: Journal, Level: slog.LevelDebug}).With("a", 1)
	log.Debug("d")
	log.Info("i")
	log.WithGroup("g").Warn("w", "b", 2)
	log.Error("e")
	if want := "<7>msg=d a=1\n<6>msg=i a=1\n<4>msg=w a=1 g.b=2\n<3>msg=e a=1\n"; out.String() != want {
		t.Errorf("%q, want %q", &out, want)
	}
}

// TestBounds logs values without an end.
func TestBounds(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := New(&out, Options{Form: JSON})
	long := strings.Repeat("临湖", 100_000)
	log.Info(long, "text", long, "err", errors.New(long), "list", strings.Split(strings.Repeat("x\n", 500), "\n"), "nil", error(nil))
	if out.Len() > 4*maxText {
		t.Errorf("%d bytes", out.Len())
	}
	var record map[string]any
	if err := json.Unmarshal(out.Bytes(), &record); err != nil {
		t.Fatal(err)
	}
	if s := record["text"].(string); !strings.HasSuffix(s, "临… (600000 bytes)") && !strings.HasSuffix(s, "湖… (600000 bytes)") {
		t.Errorf("cut to …%s", s[len(s)-40:])
	}
	if n := len(record["list"].([]any)); n != maxList+1 {
		t.Errorf("a list of %d", n)
	}
}

// TestRefuse logs refusals at their levels.
func TestRefuse(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := New(&out, Options{Form: Journal})
	Refuse(log, slog.LevelDebug, Event, OwnMessage, "event", "Ev1")
	Refuse(log, slog.LevelInfo, File, TooLarge, "file", "F1")
	if want := "<6>msg=\"not acted on\" what=file why=too_large file=F1\n"; out.String() != want {
		t.Errorf("%q, want %q", &out, want)
	}
}

// TestFormOf chooses a form for a file, for a socket that the journal reads, and for one
// that it does not.
func TestFormOf(t *testing.T) {
	t.Parallel()
	file, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got := FormOf(file, "8:1234"); got != Text {
		t.Errorf("a file: %s", got)
	}
	if got := FormOf(&bytes.Buffer{}, "8:1234"); got != Text {
		t.Errorf("no file: %s", got)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	socket, err := l.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	at, err := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", socket.Fd()))
	needs.System(t, err, "name an open socket in /proc")
	inode := strings.TrimSuffix(strings.TrimPrefix(at, "socket:["), "]")
	for stream, want := range map[string]Form{"8:" + inode: Journal, "8:" + inode + "1": Text, "": Text, "8:": Text, inode: Text} {
		if got := FormOf(socket, stream); got != want {
			t.Errorf("%q: %s, want %s", stream, got, want)
		}
	}
}
