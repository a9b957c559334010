package library

import (
	"errors"
	"fmt"
	"testing"

	"beilun/index"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"

	"github.com/google/go-cmp/cmp"
)

// TestGroupRefused names each reason once, also for refusals that were kept on the disk
// as their texts.
func TestGroupRefused(t *testing.T) {
	t.Parallel()
	refused := []index.Refusal{
		{ID: "*.jpg", Err: &corpus.MoreError{Files: 950, Err: read.ErrPicture}},
		{ID: "a.jpg", Err: read.ErrPicture},
		{ID: "a.txt", Err: read.ErrEmpty},
		{ID: "b.txt", Err: fmt.Errorf("%w: 20000000 bytes", read.ErrTooLarge)},
		{ID: "c", Err: read.Unread("c")},
		{ID: "d.xyz", Err: read.Unread("d.xyz")},
		{ID: "e.txt", Err: read.ErrEmpty},
		{ID: "f.txt", Err: errors.New("odd")},
	}
	want := []Refused{
		{"文件里没有文字。", 2, []RefusedFile{{ID: "a.txt"}, {ID: "e.txt"}}},
		{"文件太大，超过了读取的上限。", 1, []RefusedFile{{"b.txt", "20000000 bytes", 0}}},
		{"不支持这种格式，请另存为.docx、.pdf或.txt；文件名要带这样的后缀。", 2, []RefusedFile{{ID: "c"}, {ID: "d.xyz"}}},
		{"文件无法读取。", 1, []RefusedFile{{"f.txt", "odd", 0}}},
		{"图片里没有文字；请用文字识别（OCR）软件转成文字，另存为.txt。", 951, []RefusedFile{{ID: "a.jpg"}, {"*.jpg", "", 950}}},
	}
	for _, kept := range []bool{false, true} {
		if d := cmp.Diff(want, GroupRefused(refused, false)); d != "" {
			t.Errorf("kept on the disk: %t (-want +got):\n%s", kept, d)
		}
		if n := CountRefused(refused); n != 957 {
			t.Errorf("CountRefused() = %d, want 957", n)
		}
		for i, r := range refused {
			refused[i].Err = errors.New(r.Err.Error())
		}
	}
}
