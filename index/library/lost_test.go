package library

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beilun/index"
)

// TestLossOverRestarts takes the share away between two processes: the releases and the
// time of the loss stay, people are told, and an admin confirms it.
func TestLossOverRestarts(t *testing.T) {
	t.Parallel()
	dir, store := filepath.Join(t.TempDir(), "新闻稿"), t.TempDir()
	for i := range 8 {
		put(t, dir, fmt.Sprintf("%d.txt", i), fmt.Sprintf("临湖软件园%d期总投资%d亿元。", i+1, i+2))
	}
	lex, err := lexicon()
	if err != nil {
		t.Fatal(err)
	}
	run := func(work func(l *Library)) {
		t.Helper()
		x, err := index.Open(store, index.Options{Lexicon: lex})
		if err != nil {
			t.Fatal(err)
		}
		l := Open(x, newCorpus(t, dir), Options{Follow: quick})
		work(l)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
	sync := func(l *Library) []index.Refusal {
		t.Helper()
		time.Sleep(quick.Confirm)
		c, err := l.Sync(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return c.Refused
	}
	run(func(l *Library) { sync(l) })
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "9.txt", "临湖软件园九期总投资9亿元。")
	var since time.Time
	run(func(l *Library) {
		refused := sync(l)
		if len(l.Releases()) != 9 || len(refused) != 1 || refused[0].ID != "新闻稿/" {
			t.Fatalf("%d releases, refused %v", len(l.Releases()), refused)
		}
		if said := Reason(refused[0].Err, false); !strings.Contains(said, "少了9份中的8份") && !strings.Contains(said, "少了8份中的8份") {
			t.Error(said)
		}
		since = Lost(l.index)["新闻稿/"]
	})
	time.Sleep(time.Second) // the time is kept in seconds
	run(func(l *Library) {
		if p := l.Problems(); len(p) != 1 || !strings.Contains(Reason(p[0].Err, true), "beilun index -confirm") {
			t.Errorf("before the first sync: %v", p)
		}
		sync(l)
		if again := Lost(l.index)["新闻稿/"]; since.IsZero() || !again.Equal(since.Truncate(time.Second)) || len(l.Releases()) != 9 {
			t.Errorf("seen at %v, then %v, %d releases", since, again, len(l.Releases()))
		}
		if _, err := l.Accept(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(l.Releases()) != 1 || len(l.Problems()) != 0 {
			t.Errorf("accepted: %d releases, %v", len(l.Releases()), l.Problems())
		}
	})
}
