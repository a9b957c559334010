package corpus

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/internal/needs"
	"beilun/knowledge/read"
)

// TestNeverSilent checks that each file that a person puts into a folder is listed, and
// what systems and browsers put there is not.
func TestNeverSilent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	want := map[string]error{
		"a.txt": nil, "公告.html": nil, "没有网页_files/x.png": read.ErrPicture, "sub/photo.JPG": read.ErrPicture, "会议.mp4": read.ErrMedia, "旧稿.rar": read.ErrArchive,
		"网址.url": read.ErrLink, "feed.rss": read.ErrFeed, "data.json": read.ErrData, "setup.exe": read.ErrProgram, "说明": read.ErrFormat, "稿件.2024": read.ErrFormat,
	}
	for name := range want {
		write(t, dir, name, "园区总投资3亿元，今年开工。")
	}
	for _, name := range []string{
		"Thumbs.db", "desktop.ini", "sub/ehthumbs.db", ".DS_Store", "~$稿件.docx", "公告_files/logo.png", "公告_files/frame.html", "旧公告.files/a.gif", "__MACOSX/a.txt",
		"稿件.docx.crdownload", "System Volume Information/x.dat", "稿件.txt~",
	} {
		write(t, dir, name, "不读。")
	}
	write(t, dir, "旧公告.HTM", "<html><body><p>"+strings.Repeat("园区总投资3亿元，今年开工，明年投产。", 5)+"</p></body></html>")
	want["旧公告.HTM"] = nil
	checkEach(t, open(t, dir), want)
}

// TestManyUnread checks that a folder of photographs is listed as some and a number,
// and leaves room for the releases.
func TestManyUnread(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{"zz.txt": {Data: []byte("园区总投资3亿元。")}, "照片/*.jpg": {}}
	photos := needs.Some(t, 20_000, 3000)
	for i := range photos {
		fsys[fmt.Sprintf("照片/IMG_%05d.jpg", i)] = &fstest.MapFile{}
	}
	listed, stand, read := 0, 0, 0
	seen := map[string]bool{}
	err := FromFS(fsys).Each(t.Context(), func(f File) error {
		if seen[f.ID] {
			t.Errorf("%s comes twice", f.ID)
		}
		seen[f.ID] = true
		switch n := 0; {
		case f.Err == nil:
			read++
		default:
			if n = More(errors.New(f.Err.Error())); n != More(f.Err) {
				t.Errorf("More(%v) = %d from its text, want %d", f.Err, n, More(f.Err))
			}
			stand += n
			listed++
		}
		return nil
	})
	if err != nil || read != 1 || listed != maxKind+1 || stand+listed-1 != photos+1 {
		t.Errorf("%d read, %d listed, %d more, error %v", read, listed, stand, err)
	}
	if !seen["照片/*.jpg"] || !seen["照片/*.jpg�"] {
		t.Errorf("what stands for the others has the ID of a file")
	}
}

// TestManyKinds checks that many folders of unread files stay within the bounds.
func TestManyKinds(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{}
	files := 0
	for d := range 300 {
		for _, name := range []string{"a.jpg", "b.jpg", "c.mp4", "d.x", "d.y"} {
			fsys[fmt.Sprintf("d%03d/%s", d, name)] = &fstest.MapFile{}
			files++
		}
	}
	listed, stand := 0, 0
	err := FromFS(fsys).Each(t.Context(), func(f File) error {
		if n := More(f.Err); n > 0 {
			stand += n
			if !strings.HasPrefix(f.ID, "*/*") {
				t.Errorf("%s stands for %d files", f.ID, n)
			}
			return nil
		}
		listed++
		return nil
	})
	if err != nil || listed != maxUnread || listed+stand != files {
		t.Errorf("%d listed and %d more, want %d in all; error %v", listed, stand, files, err)
	}
}

// TestShowPicture checks that a single file that is named is refused for its kind.
func TestShowPicture(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00")
	write(t, dir, "名单", "园区总投资3亿元，今年开工。")
	checkEach(t, open(t, dir+"/a.png"), map[string]error{"a.png": read.ErrPicture})
	write(t, dir, "b.jpg", "\xff\xd8\xff")
	checkEach(t, open(t, dir+"/b.jpg"), map[string]error{"b.jpg": read.ErrPicture})
	checkEach(t, open(t, dir+"/名单"), map[string]error{"名单": nil})
}
