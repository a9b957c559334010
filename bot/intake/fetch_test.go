package intake

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"beilun/bot/intake/intaketest"
	"beilun/bot/message"
	"beilun/bot/message/messagetest"
	"beilun/bot/webapi"
	"beilun/internal/fakeslack"
	"beilun/knowledge/read"
)

// elsewhere is a host that is not Slack's; it counts who comes.
func elsewhere(t *testing.T) (address string, visits *atomic.Int32) {
	t.Helper()
	visits = &atomic.Int32{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		visits.Add(1)
		_, _ = w.Write([]byte(intaketest.Yunhe))
	}))
	t.Cleanup(srv.Close)
	return srv.URL + "/a.md", visits
}

// TestFetch fetches files in every state that they can be in, and goes to no
// other host for any.
func TestFetch(t *testing.T) {
	t.Parallel()
	away, visits := elsewhere(t)
	page := []byte("<!DOCTYPE html><html><head><title>云河</title></head><body><p>云河全长12.6公里。</p></body></html>")
	big := make([]byte, read.MaxFile+1)
	for _, tt := range []struct {
		name   string
		file   fakeslack.File
		before func(s *fakeslack.Server, id string)
		want   error
		as     string // the name, where the file is had
	}{
		{"whole", intaketest.YunheFile(), nil, nil, "云河水上巴士.md"},
		{"of Slack Connect", fakeslack.File{Name: "a.md", Data: []byte(intaketest.Yunhe), Veiled: true}, nil, nil, "a.md"},
		{"snippet", fakeslack.File{Name: "无标题", Data: []byte(intaketest.Yunhe), Mode: "snippet"}, nil, nil, "无标题.txt"},
		{"a page", fakeslack.File{Name: "a.html", Data: page}, nil, nil, "a.html"},
		{"a page without a name", fakeslack.File{Name: "download", Data: page, Mimetype: "text/html"}, nil, nil, "download.html"},
		{"a PDF without a name", fakeslack.File{Name: "download", Data: []byte("%PDF-1.7 ")}, nil, nil, "download.pdf"},
		{"picture", fakeslack.File{Name: "a.png", Data: []byte("\x89PNG\r\n\x1a\n")}, nil, read.ErrPicture, ""},
		{"program", fakeslack.File{Name: "a.exe", Data: []byte("MZ\x90\x00")}, nil, read.ErrProgram, ""},
		{"archive", fakeslack.File{Name: "a.rar", Data: []byte("Rar!\x1a\x07\x00")}, nil, read.ErrArchive, ""},
		{"large archive", fakeslack.File{Name: "a.rar", Data: []byte("Rar!\x1a\x07\x00"), Size: read.MaxFile + 1}, nil, read.ErrArchive, ""},
		{"large zip archive", fakeslack.File{Name: "a.zip", Data: []byte("PK\x03\x04"), Size: read.MaxFile + 1}, nil, read.ErrPacked, ""},
		{"video", fakeslack.File{Name: "会议", Data: []byte("\x00\x00\x00\x18ftypmp42"), Mimetype: "video/mp4", Size: read.MaxFile + 1}, nil, read.ErrMedia, ""},
		{"unknown", fakeslack.File{Name: "a.xyz", Data: []byte("\x00\x01\x02\x03")}, nil, read.ErrFormat, ""},
		{"email", fakeslack.File{Name: "a.txt", Data: []byte("x"), Mode: "email"}, nil, read.ErrMail, ""},
		{"external", fakeslack.File{Name: "a.md", Address: away}, nil, errExternal, ""},
		{"tombstone", fakeslack.File{Mode: "tombstone"}, nil, errGone, ""},
		{"hidden by the plan", fakeslack.File{Name: "a.md", Data: []byte("x"), Mode: "hidden_by_limit"}, nil, errNotShown, ""},
		{"deleted", intaketest.YunheFile(), func(s *fakeslack.Server, id string) { s.Files.DeleteFile(id) }, errGone, ""},
		{"not known", intaketest.YunheFile(), func(s *fakeslack.Server, _ string) { s.Fail("files.info", fakeslack.Failure{Code: "file_not_found"}) }, errNotShown, ""},
		{"odd refusal", intaketest.YunheFile(), func(s *fakeslack.Server, _ string) { s.Fail("files.info", fakeslack.Failure{Code: "odd"}) }, errSlack, ""},
		{"too large", fakeslack.File{Name: "a.txt", Data: []byte("x"), Size: read.MaxFile + 1}, nil, read.ErrTooLarge, ""},
		{"too large and not said", fakeslack.File{Name: "a.txt", Data: big, Size: 100}, nil, read.ErrTooLarge, ""},
		{"without end", fakeslack.File{Name: "a.txt", Data: []byte("x"), Size: 1, Fault: fakeslack.FileFault{Extra: 64 << 20}}, nil, read.ErrTooLarge, ""},
		{"longer than said", fakeslack.File{Name: "a.txt", Data: []byte("x"), Fault: fakeslack.FileFault{Extra: 100}}, nil, errUnfinished, ""},
		{"shorter than said", fakeslack.File{Name: "a.txt", Data: []byte("x"), Size: 100}, nil, errUnfinished, ""},
		{"cut", fakeslack.File{Name: "a.md", Data: []byte(intaketest.Yunhe), Fault: fakeslack.FileFault{Cut: 100}}, nil, errUnfinished, ""},
		{"too large of a page", fakeslack.File{Name: "a.html", Data: page, Size: 7, Fault: fakeslack.FileFault{Extra: 64 << 20}}, nil, read.ErrTooLarge, ""},
		{"on another address of Slack's", fakeslack.File{Name: "a.md", Data: []byte(intaketest.Yunhe), Fault: fakeslack.FileFault{Redirect: "/signin"}}, nil, errNoScope, ""},
		{"stalled", fakeslack.File{Name: "a.md", Data: []byte(intaketest.Yunhe), Fault: fakeslack.FileFault{Stall: true}}, nil, errUnfinished, ""},
		{"sign in", fakeslack.File{Name: "a.md", Data: []byte(intaketest.Yunhe), Fault: fakeslack.FileFault{Login: true}}, nil, errNoScope, ""},
		{"sign in for a page", fakeslack.File{Name: "a.html", Data: page, Fault: fakeslack.FileFault{Login: true}}, nil, errNoScope, ""},
		{"redirected away", fakeslack.File{Name: "a.md", Data: []byte(intaketest.Yunhe), Fault: fakeslack.FileFault{Redirect: away}}, nil, webapi.ErrAway, ""},
		{"redirected without end", fakeslack.File{Name: "a.md", Data: []byte(intaketest.Yunhe), Fault: fakeslack.FileFault{Redirect: "?again"}}, nil, webapi.ErrAway, ""},
		{"once in trouble", intaketest.YunheFile(), func(s *fakeslack.Server, _ string) { s.Fail("files.download", fakeslack.Failure{Status: 503}) }, nil, "云河水上巴士.md"},
		{"once too fast", intaketest.YunheFile(), func(s *fakeslack.Server, _ string) { s.Fail("files.download", fakeslack.Failure{RetryAfter: 1}) }, nil, "云河水上巴士.md"},
		{"always in trouble", intaketest.YunheFile(), func(s *fakeslack.Server, _ string) {
			s.Fail("files.download", fakeslack.Failure{Status: 500, Times: -1})
		}, errSlack, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv, err := fakeslack.Start(fakeslack.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer srv.Close()
			_, ids := srv.People.Attach(fakeslack.Message{Channel: "D1", User: "UADMIN"}, tt.file)
			if tt.before != nil {
				tt.before(srv, ids[0])
			}
			speed := 10.0
			if tt.file.Fault.Stall {
				speed = 300
			}
			log := slog.New(slog.DiscardHandler)
			api := webapi.New(fakeslack.BotToken, fakeslack.AppToken, webapi.Options{URL: srv.URL(), Speed: speed, Logger: log})
			defer api.Close()
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			f, err := (&fetcher{api: api, speed: speed, log: log}).fetch(ctx, ids[0])
			if !errors.Is(err, tt.want) || err == nil && (f.name != tt.as || string(f.data) != string(tt.file.Data)) {
				t.Errorf("fetched %q, %d bytes, %v, want %v", f.name, len(f.data), err, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "http") {
				t.Errorf("the error holds an address: %v", err)
			}
		})
	}
	t.Cleanup(func() {
		if n := visits.Load(); n != 0 {
			t.Errorf("%d visits to another host", n)
		}
	})
}

// TestSafeName makes names that stay in the folder and are seen there.
func TestSafeName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"云河 通报.md":                 "云河 通报.md",
		"../../x.md":               "x.md",
		`..\..\x.md`:               "x.md",
		"/etc/passwd":              "passwd",
		".hidden.md":               "hidden.md",
		"~$临时.docx":                "临时.docx",
		"a.md~":                    "a.md",
		"a\x00b\n\tc\x07.md":       "ab c.md",
		"\u202egpj.md":             "gpj.md",
		"<!channel> & <@U1>.md":    "_!channel_ & _@U1_.md",
		`a:b*c?"d"|e.txt`:          "a_b_c__d__e.txt",
		"..":                       "F1",
		"":                         "F1",
		".md":                      "F1.md",
		"  . .md":                  "F1.md",
		"\xff\xfe.md":              "F1.md",
		"a.averyverylongextension": "a.averyverylongextension",
	} {
		if got := safeName(name, "F1"); got != want {
			t.Errorf("safeName(%q) = %q, want %q", name, got, want)
		}
	}
	long := safeName(strings.Repeat("字", 300)+".md", "F1")
	if len(long) > maxFileName+maxFileExt || !strings.HasSuffix(long, "字.md") || !utf8.ValidString(long) {
		t.Errorf("a long name becomes %q", long)
	}
}

// FuzzSafeName looks for a name that leaves the folder or is not seen in it.
func FuzzSafeName(f *testing.F) {
	for _, s := range messagetest.Hostile {
		f.Add(s + ".md")
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := safeName(name, "F1")
		switch {
		case got == "" || got == "." || got == "..", len(got) > maxFileName+maxFileExt, strings.ContainsAny(got, "/\\\x00\n<>"), !utf8.ValidString(got),
			strings.HasPrefix(got, "."), strings.HasPrefix(got, "~"), strings.HasSuffix(got, "~"), message.Plain(got) != got:
			t.Errorf("safeName(%q) = %q", name, got)
		}
	})
}
