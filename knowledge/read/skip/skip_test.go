package skip

import "testing"

func TestName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"Thumbs.db": true, "desktop.ini": true, ".DS_Store": true, "~$稿件.docx": true, "稿件.txt~": true, "稿件.docx.crdownload": true, "__MACOSX": true,
		"System Volume Information": true, "稿件.TMP": true, "稿件.txt": false, "System": false, "thumbs.db.txt": false, "照片.jpg": false, "": false,
	} {
		if got := Name(name); got != want {
			t.Errorf("Name(%q) = %t", name, got)
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	p := Pages{}
	for _, name := range []string{"a/公告.HTML", "b.htm", "c.txt"} {
		p.Add(name)
	}
	for name, want := range map[string]bool{
		"a/公告.HTML": false, "a/公告_files/x.png": true, "公告_files/x.png": false, "b.files/x/y.js": true, "b_files": false, "c_files/x.png": false,
		"__MACOSX/x.txt": true, "a/.hidden/x.txt": true, "d/x.txt": false, "a/.x": true,
	} {
		if got := p.Path(name); got != want {
			t.Errorf("Path(%q) = %t", name, got)
		}
	}
	if unused := names().Unused(); len(unused) > 0 {
		t.Errorf("names.txt has classes that nothing uses: %q", unused)
	}
}
