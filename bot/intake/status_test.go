package intake

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// TestRefusedLines bounds what is listed, however many files cannot be read.
func TestRefusedLines(t *testing.T) {
	t.Parallel()
	var all []index.Refusal
	for i := range 300 {
		reasons := []error{read.ErrPicture, read.ErrEmpty, read.ErrSheet, read.ErrArchive, read.ErrScanned, read.ErrDamaged, read.ErrMedia, read.ErrLink, read.ErrData, read.ErrFeed, read.ErrMail}
		all = append(all, index.Refusal{ID: fmt.Sprintf("%s%03d.x", strings.Repeat("很长的名字", 30), i), Err: reasons[i%len(reasons)]})
	}
	all = append(all, index.Refusal{ID: "照片/*.jpg", Err: &corpus.MoreError{Files: 19_950, Err: read.ErrPicture}})
	for _, english := range []bool{false, true} {
		lines := RefusedLines(all, english)
		if n := utf8.RuneCountInString(strings.Join(lines, "\n")); len(lines) != maxReasons+1 || n > 3000 {
			t.Errorf("english %t: %d lines with %d characters", english, len(lines), n)
		}
	}
	lines := RefusedLines(all[len(all)-1:], false)
	if want := "• 图片里没有文字；请用文字识别（OCR）软件转成文字，另存为.txt（19950个）：照片/*.jpg（19950个）"; len(lines) != 1 || lines[0] != want {
		t.Errorf("%q, want %q", lines, want)
	}
}
