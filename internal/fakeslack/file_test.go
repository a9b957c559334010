package fakeslack

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack/sim"
)

// fetch gets an address with a token and returns the reply, its body and what
// went wrong with it.
func fetch(t *testing.T, ctx context.Context, address, token string) (*http.Response, string, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	client := http.Client{CheckRedirect: func(next *http.Request, _ []*http.Request) error {
		if strings.HasSuffix(next.URL.Hostname(), ".example") {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	res, err := client.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	return res, string(body), err
}

func infoOf(t *testing.T, s *Server, id string) map[string]any {
	t.Helper()
	return fine(t, s, "files.info", map[string]any{"file": id})["file"].(map[string]any)
}

// TestFiles shares a file and fetches it; without a token or a scope a page to
// sign in comes in its place.
func TestFiles(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	m, ids := s.People.Attach(Message{Channel: "D1", User: "U1", Text: "看"}, File{Name: "A b.md", Data: []byte("# 题\n\n正文。")}, File{Name: "b.txt"})
	if _, err := s.People.DirectMessage(m); err != nil {
		t.Fatal(err)
	}
	e := p.read().Payload.Event
	list, _ := e["files"].([]any)
	if e["subtype"] != "file_share" || e["channel_type"] != "im" || len(list) != 2 || list[0].(map[string]any)["id"] != ids[0] {
		t.Fatalf("came as %v", e)
	}
	m.Channel = "C1"
	if _, err := s.People.Mention(m); err != nil {
		t.Fatal(err)
	}
	if e := p.read().Payload.Event; e["type"] != "app_mention" || e["subtype"] != nil || len(e["files"].([]any)) != 2 {
		t.Errorf("the mention came as %v", e)
	}
	info := infoOf(t, s, ids[0])
	if info["name"] != "A b.md" || info["size"] != float64(len("# 题\n\n正文。")) || info["mode"] != "hosted" || info["user"] != "U1" || info["permalink"] != s.Files.FileLink(ids[0]) {
		t.Errorf("files.info: %v", info)
	}
	for _, key := range []string{"url_private", "url_private_download"} {
		res, body, err := fetch(t, t.Context(), info[key].(string), BotToken)
		if err != nil || body != "# 题\n\n正文。" || res.Header.Get("Content-Type") != "text/plain" {
			t.Errorf("%s: %q, %v", key, body, err)
		}
		for _, token := range []string{"", "xoxb-wrong", AppToken} {
			res, body, err := fetch(t, t.Context(), info[key].(string), token)
			if err != nil || res.StatusCode != http.StatusOK || !strings.Contains(body, "Sign in") || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
				t.Errorf("with token %q: %q, %v", token, body, err)
			}
		}
	}
	if n := len(s.Files.Fetches(ids[0])); n != 8 || s.Files.Fetches(ids[0])[0] != "Bearer "+BotToken {
		t.Errorf("%d fetches", n)
	}
	bare := start(t, Options{Scopes: []string{"chat:write"}})
	_, ids = bare.People.Attach(Message{Channel: "D1", User: "U1"}, File{Name: "a.md", Data: []byte("x")})
	if got := declined(t, bare, "files.info", map[string]any{"file": ids[0]}); got != "missing_scope" {
		t.Errorf("without files:read: %v", got)
	}
	address := bare.url + "/files-pri/" + sim.TeamID + "-" + ids[0] + "/download/a.md"
	if _, body, err := fetch(t, t.Context(), address, BotToken); err != nil || !strings.Contains(body, "Sign in") {
		t.Errorf("without files:read: %q, %v", body, err)
	}
}

// TestFileKinds shares files that are not simply there.
func TestFileKinds(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	m, ids := s.People.Attach(Message{Channel: "D1", User: "U1"},
		File{Name: "veiled.md", Data: []byte("x"), Veiled: true}, File{Name: "away.md", Address: "https://drive.example/a"},
		File{Mode: "tombstone"}, File{Name: "note", Mode: "snippet", Data: []byte("x")}, File{Name: "gone.md", Data: []byte("x")})
	list := m.Extra["files"].([]any)
	if f := list[0].(map[string]any); f["file_access"] != "check_file_info" || f["url_private"] != nil || infoOf(t, s, ids[0])["name"] != "veiled.md" {
		t.Errorf("veiled: %v", f)
	}
	if f := infoOf(t, s, ids[1]); f["is_external"] != true || f["url_private"] != "https://drive.example/a" || f["url_private_download"] != nil || f["mode"] != "external" {
		t.Errorf("external: %v", f)
	}
	if f := list[2].(map[string]any); f["mode"] != "tombstone" || f["name"] != nil || declined(t, s, "files.info", map[string]any{"file": ids[2]}) != "file_deleted" {
		t.Errorf("tombstone: %v", f)
	}
	if f := infoOf(t, s, ids[3]); f["mode"] != "snippet" || f["editable"] != true {
		t.Errorf("snippet: %v", f)
	}
	address := infoOf(t, s, ids[4])["url_private"].(string)
	s.Files.ReplaceFile(ids[4], []byte("longer"))
	if _, body, err := fetch(t, t.Context(), address, BotToken); err != nil || body != "longer" || infoOf(t, s, ids[4])["size"] != float64(6) {
		t.Errorf("replaced: %q, %v", body, err)
	}
	s.Files.DeleteFile(ids[4])
	if res, _, err := fetch(t, t.Context(), address, BotToken); err != nil || res.StatusCode != http.StatusNotFound {
		t.Errorf("deleted: %v, %v", res, err)
	}
	if got := declined(t, s, "files.info", map[string]any{"file": ids[4]}); got != "file_deleted" {
		t.Errorf("deleted: %v", got)
	}
	if got := declined(t, s, "files.info", map[string]any{"file": "F9"}); got != "file_not_found" {
		t.Errorf("unknown: %v", got)
	}
}

// TestFileFaults fetches files in each way in which that can go wrong.
func TestFileFaults(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	data := []byte(strings.Repeat("字", 1000))
	address := func(f File) string {
		f.Name, f.Data = "a.txt", data
		_, ids := s.People.Attach(Message{Channel: "D1", User: "U1"}, f)
		return infoOf(t, s, ids[0])["url_private_download"].(string)
	}
	if _, body, err := fetch(t, t.Context(), address(File{Fault: FileFault{Cut: 10}}), BotToken); err == nil || len(body) > 10 {
		t.Errorf("cut: %d bytes, %v", len(body), err)
	}
	if _, body, err := fetch(t, t.Context(), address(File{Size: 7, Fault: FileFault{Extra: 100_000}}), BotToken); err != nil || len(body) != len(data)+100_000 {
		t.Errorf("too long: %d bytes, %v", len(body), err)
	}
	if _, body, err := fetch(t, t.Context(), address(File{Fault: FileFault{Login: true}}), BotToken); err != nil || !strings.Contains(body, "Sign in") {
		t.Errorf("sign in: %q, %v", body, err)
	}
	res, _, err := fetch(t, t.Context(), address(File{Fault: FileFault{Redirect: "https://elsewhere.example/"}}), BotToken)
	if err != nil || res.StatusCode != http.StatusFound || res.Header.Get("Location") != "https://elsewhere.example/" {
		t.Errorf("elsewhere: %v, %v", res, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, body, err := fetch(t, ctx, address(File{Fault: FileFault{Stall: true}}), BotToken); err == nil || len(body) >= len(data) {
		t.Errorf("stalled: %d bytes, %v", len(body), err)
	}
	whole := address(File{})
	s.Fail("files.download", Failure{Status: 503})
	if res, _, err := fetch(t, t.Context(), whole, BotToken); err != nil || res.StatusCode != 503 {
		t.Errorf("failed: %v, %v", res, err)
	}
	if _, body, err := fetch(t, t.Context(), whole, BotToken); err != nil || body != string(data) {
		t.Errorf("after a failure: %d bytes, %v", len(body), err)
	}
}
