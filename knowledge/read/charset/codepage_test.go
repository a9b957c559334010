package charset

import (
	"errors"
	"testing"

	"beilun/knowledge/read/release"
)

func TestDecodeCodePage(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		data string
		page int
		want string
	}{
		{"\xCD\xB6\xD7\xCA3\xD2\xDA", 936, "投资3亿"},
		{"\xA6\xA8\xA5\x5C3", 950, "成功3"},
		{"\xCD\xB6\xD7", 936, "投\uFFFD"},
		{"\x95\x62\x44\x8D", 1200, "投资"},
		{"投资", 65001, "投资"},
		{"\x93caf\xE9\x94", 1252, "“café”"},
		{"", 936, ""},
	} {
		if got, err := DecodeCodePage([]byte(tt.data), tt.page); err != nil || got != tt.want {
			t.Errorf("% x in %d: %q, %v, want %q", tt.data, tt.page, got, err, tt.want)
		}
	}
	if _, err := DecodeCodePage([]byte("a"), 932); !errors.Is(err, release.ErrEncoding) {
		t.Errorf("a code page that is not known: %v", err)
	}
	if CodePageOf(134) != 936 || CodePageOf(136) != 950 || CodePageOf(0) != 0 {
		t.Error("code pages of fonts")
	}
}
