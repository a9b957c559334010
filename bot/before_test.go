package bot

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack"
	"beilun/knowledge/releases"

	"go.etcd.io/bbolt"
	"golang.org/x/tools/txtar"
)

// beforeZip holds an index and a state that a version before this one made, which
// TestBefore here and in index opens. To have another version make it, copy this file
// to a work tree of that version and run there
//
//	go test ./bot -run '^TestBefore$' -before FILE
//
// It has:
//
//	told/*.md     the releases whose news were told
//	waiting/*.md  those that arrived when the bot did not run: their news wait
//	index/...     the index of both
//	state.db      one subscription, and a thread in which a question was answered
//	thread        the timestamp of that thread
//	made          when all this was made
//
// That of commit 872178e is index/testdata/before.zip.
var beforeZip = filepath.Join("..", "index", "testdata", "before.zip")

var makeBefore = flag.String("before", "", "write the index and the state that this version makes to a zip `file`")

// What the person did before the upgrade.
const (
	beforeChannel = "C1"
	beforeAsked   = "宁波舟山港货物吞吐量多少？"
	beforeFollows = "subscribe 宁波舟山港"
)

// TestBefore starts the whole bot over the index and the state of the version before:
// the news that waited are posted once, to the subscription and to the thread, and
// nothing else is.
func TestBefore(t *testing.T) {
	t.Parallel()
	if *makeBefore != "" {
		writeBefore(t, *makeBefore)
		return
	}
	for name, own := range map[string]string{"opened": "", "built anew": "新版用词"} { // with other words an index is built anew
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			told, waiting := openBefore(t, dir)
			p := startPrinting(t, Options{})
			p.file = filepath.Join(dir, "state.db")
			thread := sayBefore(t, p, dir)
			reopen(t, p.press, filepath.Join(dir, "index"), own)
			for range 2 { // a restart posts nothing again
				p.start(t) // it asks for news before there may be an index
				p.press.Publish(t, slices.Concat(told, waiting)...)
				p.idle(t)
			}
			digests, notices := p.byEvent(beforeChannel)
			posts := p.Channels.Posts()
			if len(digests) != 1 || len(notices) != 1 || len(posts) != 2 {
				t.Fatalf("%d digests, %d notices, %d posts", len(digests), len(notices), len(posts))
			}
			for _, post := range posts {
				if !strings.Contains(post.Text, "13.24亿吨") || post.ThreadTS != "" && post.ThreadTS != thread {
					t.Errorf("posted %+v", post)
				}
			}
		})
	}
}

// writeBefore writes what beforeZip describes.
func writeBefore(t *testing.T, name string) {
	t.Helper()
	p := startPrinting(t, Options{})
	dir := t.TempDir()
	reopen(t, p.press, filepath.Join(dir, "index"), "")
	told := ownReleases(t, "2021-port-throughput.md", "2022-port-throughput.md", "2021-06-28-zeekr-headquarters.md", "2024-09-29-geely-headquarters-start.md", "2024-01-11-beilun-government-report.md")
	waiting := ownReleases(t, "2023-port-throughput.md")
	p.press.Publish(t, told...)
	p.start(t)
	p.idle(t)
	p.command(t, beforeChannel, "U1", beforeFollows)
	thread := p.ask(t, fakeslack.Message{Channel: beforeChannel, User: "U1", Text: beforeAsked})
	p.stop()
	if n := p.press.Publish(t, waiting...); n == 0 {
		t.Fatal("no news wait")
	}
	if err := p.press.Index.Close(); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(p.file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name string, data []byte) {
		f := must[io.Writer](t)(w.Create(name))
		if _, err := f.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	put("state.db", kept)
	put("thread", []byte(thread))
	put("made", []byte(time.Now().UTC().Format(time.RFC3339)))
	for _, f := range told {
		put("told/"+f.Name, f.Data)
	}
	for _, f := range waiting {
		put("waiting/"+f.Name, f.Data)
	}
	made := os.DirFS(dir)
	err = fs.WalkDir(made, "index", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name) == "lock" {
			return err
		}
		data, err := fs.ReadFile(made, name)
		put(name, data)
		return err
	})
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = os.WriteFile(name, out.Bytes(), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// ownReleases returns built-in releases.
func ownReleases(t *testing.T, names ...string) []txtar.File {
	t.Helper()
	var out []txtar.File
	for _, name := range names {
		data, err := fs.ReadFile(releases.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, txtar.File{Name: name, Data: data})
	}
	return out
}

// openBefore unpacks beforeZip to dir and returns its releases.
func openBefore(t *testing.T, dir string) (told, waiting []txtar.File) {
	t.Helper()
	packed, err := zip.OpenReader(beforeZip)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	if err := os.CopyFS(dir, packed); err != nil {
		t.Fatal(err)
	}
	read := func(folder string) (out []txtar.File) {
		names, err := fs.Glob(packed, folder+"/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(packed, name)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, txtar.File{Name: path.Base(name), Data: data})
		}
		return out
	}
	return read("told"), read("waiting")
}

// sayBefore has the person begin the thread of beforeZip in the Slack of p, and writes
// its timestamp there to the state instead of the one that it had. Times in the state
// become those of an hour ago, dates those of yesterday: it is as if the version before
// had just ended, whenever the test runs.
func sayBefore(t *testing.T, p *printing, dir string) (thread string) {
	t.Helper()
	thread = p.People.Say(fakeslack.Message{Channel: beforeChannel, User: "U1", Text: beforeAsked})
	old, err := os.ReadFile(filepath.Join(dir, "thread"))
	if err != nil || len(old) != len(thread) {
		t.Fatal(err, string(old), thread)
	}
	text, err := os.ReadFile(filepath.Join(dir, "made"))
	if err != nil {
		t.Fatal(err)
	}
	made, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().UTC()
	moved := mover{
		words: strings.NewReplacer(string(old), thread, made.Format("2006-01-02T"), now.AddDate(0, 0, -1).Format("2006-01-02T")),
		by:    now.Add(-time.Hour).Sub(made),
	}
	db, err := bbolt.Open(p.file, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error { return moved.table(b) })
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return thread
}

// mover moves a state file of the version before to another time.
type mover struct {
	words *strings.Replacer
	by    time.Duration
}

// table moves what is in a table: a bucket with values after their times, and one with
// keys after their times.
func (m mover) table(b *bbolt.Bucket) error {
	for name, stamped := range map[string]func(k, v []byte) ([]byte, []byte){
		"values": func(k, v []byte) ([]byte, []byte) { return m.text(k), m.stamped(v) },
		"ages":   func(k, v []byte) ([]byte, []byte) { return m.stamped(k), v },
	} {
		in := b.Bucket([]byte(name))
		if in == nil {
			continue
		}
		entries := [][2][]byte{}
		err := in.ForEach(func(k, v []byte) error {
			entries = append(entries, [2][]byte{bytes.Clone(k), bytes.Clone(v)})
			return nil
		})
		for _, e := range entries {
			if err == nil {
				err = in.Delete(e[0])
			}
			if err == nil {
				k, v := stamped(e[0], e[1])
				err = in.Put(k, v)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (m mover) text(b []byte) []byte { return []byte(m.words.Replace(string(b))) }

// stamped moves bytes that begin with a time.
func (m mover) stamped(b []byte) []byte {
	at := binary.BigEndian.Uint64(b) + uint64(m.by)
	return append(binary.BigEndian.AppendUint64(nil, at), m.text(b[8:])...)
}
