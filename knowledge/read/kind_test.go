package read

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read/release"
)

func TestUnread(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]error{
		"a.txt": nil, "A.HTML": nil, "表.xlsx": nil, "照片.JPG": release.ErrPicture, "a.rar": release.ErrArchive,
		"网址.url": release.ErrLink, "feed.rss": release.ErrFeed, "a.json": release.ErrData, "noname": release.ErrFormat, "a.b.数据": release.ErrFormat,
	} {
		if err := Unread(name); !errors.Is(err, want) {
			t.Errorf("Unread(%q) = %v, want %v", name, err, want)
		}
	}
	for ext := range unread {
		if Handles("a" + ext) {
			t.Errorf("%s is among the kinds that are not read, and is read", ext)
		}
	}
}

func TestOLEKinds(t *testing.T) {
	t.Parallel()
	for stream, want := range map[string]error{
		"WordDocument": release.ErrDamaged, "Workbook": release.ErrSheet, "PowerPoint Document": release.ErrSlides,
		"EncryptedPackage": release.ErrEncrypted, "": release.ErrDamaged,
	} {
		data := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Join(strings.Split(stream, ""), "\x00") + "\x00"
		if _, err := File("a.bin", []byte(data)); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", stream, err, want)
		}
	}
}
