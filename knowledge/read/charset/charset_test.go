package charset

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read/release"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

const (
	simplified  = "湖东新城的会展中心昨天封顶，总投资12.5亿元。管委会表示，“明年”可以投入使用。"
	traditional = "湖東新城的會展中心昨天封頂，總投資12.5億元。管委會表示，“明年”可以投入使用。"
)

// big5Text has no quotation marks, which Big5 lacks.
var big5Text = strings.NewReplacer("“", "", "”", "").Replace(traditional)

func TestDecode(t *testing.T) {
	t.Parallel()
	gb := func(s string) string { return mustEncode(t, simplifiedchinese.GB18030.NewEncoder().String, s) }
	for _, tt := range []struct {
		name, data, want string
		err              error
	}{
		{name: "UTF-8", data: simplified, want: simplified},
		{name: "UTF-8 with a mark", data: "\uFEFF" + simplified, want: simplified},
		{name: "UTF-16LE", data: "\xFF\xFE\x2D\x4E\x87\x65", want: "中文"},
		{name: "UTF-16BE", data: "\xFE\xFF\x4E\x2D\x65\x87", want: "中文"},
		{name: "UTF-16 cut off", data: "\xFE\xFF\x4E\x2D\x65", err: release.ErrEncoding},
		{name: "UTF-16 of a lone surrogate", data: "\xFE\xFF\xD8\x00\x4E\x2D", err: release.ErrEncoding},
		{name: "GB18030", data: gb(simplified), want: simplified},
		{name: "GB18030, short", data: gb("会议通知"), want: "会议通知"},
		{name: "GB18030, four bytes", data: gb(simplified + "𠮷㐂"), want: simplified + "𠮷㐂"},
		{name: "GB18030, traditional", data: gb(traditional), want: traditional},
		{name: "GB18030, one bad byte in many", data: gb(strings.Repeat(simplified, 40)) + "\xFF", want: strings.Repeat(simplified, 40) + "\uFFFD"},
		{name: "GB18030, bad bytes", data: gb(simplified) + "\xFF\xFF", err: release.ErrEncoding},
		{name: "Big5", data: mustEncode(t, traditionalchinese.Big5.NewEncoder().String, big5Text), want: big5Text},
		{name: "Shift JIS", data: mustEncode(t, japanese.ShiftJIS.NewEncoder().String, "東京の会議は明日から始まります。"), err: release.ErrEncoding},
		{name: "EUC-KR", data: mustEncode(t, korean.EUCKR.NewEncoder().String, strings.Repeat("오늘 회의는 오후에 시작합니다. ", 8)), err: release.ErrEncoding},
		{name: "Latin 1", data: mustEncode(t, charmap.ISO8859_1.NewEncoder().String, "Le café où était l'élève à Zürich"), err: release.ErrEncoding},
		{name: "UTF-8 cut off", data: simplified[:len(simplified)-1], err: release.ErrEncoding},
		{name: "UTF-8 with a bad byte", data: strings.Repeat(simplified, 30) + "\xFF" + simplified, err: release.ErrEncoding},
		{name: "marked as UTF-8", data: "\uFEFF" + gb(simplified), err: release.ErrEncoding},
		{name: "zero bytes", data: "a\x00b", err: release.ErrBinary},
		{name: "zero bytes in no encoding", data: "\xFF\x00\xD8", err: release.ErrBinary},
		{name: "control characters", data: "a\x01b\x02c\x03", err: release.ErrBinary},
		{name: "a stray control character", data: strings.Repeat(simplified, 5) + "\x07", want: strings.Repeat(simplified, 5)},
		{name: "line ends", data: "a\r\nb\rc\u2028d\u0085e\ff\n\rg", want: "a\nb\nc\nd\ne\nf\n\ng"},
		{name: "invisible characters", data: "a\u200bb\u00adc\ufeffd\u202ee\u2060f", want: "abcdef"},
		{name: "nothing", data: "", want: ""},
		{name: "a mark alone", data: "\uFEFF", want: ""},
	} {
		got, err := Decode([]byte(tt.data))
		if !errors.Is(err, tt.err) || got.Text != tt.want {
			t.Errorf("%s: %.80q, %v; want %.80q, %v", tt.name, got.Text, err, tt.want, tt.err)
		}
	}
}

func mustEncode(t *testing.T, encode func(string) (string, error), s string) string {
	t.Helper()
	out, err := encode(s)
	if err != nil {
		t.Fatalf("encode %q: %v", s, err)
	}
	return out
}
