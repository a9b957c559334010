package text

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/release"
)

func TestRead(t *testing.T) {
	t.Parallel()
	a, err := Read(release.File{ID: "a.txt", Data: []byte("---\ntitle: 园区二期开工\ndate: 2026-05-06\n---\n园区二期昨日开工，总投资3亿元。\n\n项目建成后可容纳企业60家，预计明年投用。\n")})
	if err != nil {
		t.Fatal(err)
	}
	ps := a.Paragraphs()
	if a.Title != "园区二期开工" || a.Date.String() != "2026-05-06" || len(ps) != 2 || !strings.HasPrefix(ps[1].Text, "项目建成后") {
		t.Errorf("%q, %v, %d paragraphs", a.Title, a.Date, len(ps))
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		data string
		want error
	}{
		{"---\ntitle: 园区二期开工\n园区二期昨日开工。\n", imprint.ErrFrontMatter},
		{"PK\x03\x04\x00\x00\x00\x00\x01\x02\x00\x00", release.ErrBinary},
	} {
		if _, err := Read(release.File{ID: "a.txt", Data: []byte(tt.data)}); !errors.Is(err, tt.want) {
			t.Errorf("%q: %v", tt.data, err)
		}
	}
}
