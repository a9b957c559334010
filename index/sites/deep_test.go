package sites

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestDeepFeed reads feeds whose elements are in one another without end.
func TestDeepFeed(t *testing.T) {
	t.Parallel()
	at, _ := url.Parse("http://news.example/rss")
	for name, open := range map[string]string{"rss": `<rss version="2.0" xmlns:x="u:x"><channel><item>`, "rss in GBK": `<?xml version="1.0" encoding="GBK"?><rss version="2.0" xmlns:x="u:x"><channel><title>` + "\xd4\xc6\xcf\xaa" + `</title><item>`, "atom": `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="u:x"><entry>`} {
		for _, tag := range []string{"<x:a>", "<b>", "<author>", "<content>", "<content type=\"xhtml\">"} {
			begin := time.Now()
			_, err := readFeed(&response{url: at, body: []byte(open + strings.Repeat(tag, (maxPage-1000)/len(tag)))}, time.Now())
			if took := time.Since(begin); err == nil || took > 2*time.Second {
				t.Errorf("%s %s: %v, %v", name, tag, err, took)
			}
		}
	}
}
