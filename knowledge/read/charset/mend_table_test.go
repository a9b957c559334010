package charset

import (
	"encoding/binary"
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"

	"beilun/knowledge"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	source = "来源：临溪发布 2025-05-16\n"
	body   = "临溪区智造港二期项目总投资28.6亿元，占地面积312亩，计划于明年年底竣工投产。"
	whole  = source + body + "\n"
)

// taken returns the bytes of s in one encoding as text in another.
func taken(t *testing.T, s string, in func(string) (string, error), as func(string) (string, error)) string {
	t.Helper()
	return mustEncode(t, as, mustEncode(t, in, s))
}

func TestMendWrong(t *testing.T) {
	t.Parallel()
	gbk := simplifiedchinese.GBK.NewEncoder().String
	utf8 := func(s string) (string, error) { return s, nil }
	latin := charmap.ISO8859_1.NewDecoder().String
	asGBK := simplifiedchinese.GB18030.NewDecoder().String
	hz := simplifiedchinese.HZGB2312.NewEncoder().String
	wide := func(order binary.AppendByteOrder) string {
		var out []byte
		for _, u := range utf16.Encode([]rune(strings.Repeat(whole+"这是今年的第三个项目。", 2))) {
			out = order.AppendUint16(out, u)
		}
		return string(out)
	}
	const even = "临溪区智造港二期项目新城总投资二十亿"
	for _, tt := range []struct {
		name, data, want string
		err              error
	}{
		{"GBK as Latin 1", taken(t, whole, gbk, latin), whole, nil},
		{"UTF-8 as Latin 1", taken(t, whole, utf8, latin), whole, nil},
		{"UTF-8 as Latin 1 twice", taken(t, taken(t, whole, utf8, latin), utf8, latin), whole, nil},
		{"GBK as Latin 1, one sentence", taken(t, "总投资28.6亿元。", gbk, latin), "总投资28.6亿元。", nil},
		{"GBK as Latin 1, one line of two", source + taken(t, body, gbk, latin), source + body, nil},
		{"UTF-8 as Latin 1, one line of three", source + taken(t, body, utf8, latin) + "\n" + body, source + body + "\n" + body, nil},
		{"a page", "<html><title>a</title>\n<div class=\"content\"><p>" + taken(t, body, gbk, latin) + "</p></div>", "<html><title>a</title>\n<div class=\"content\"><p>" + body + "</p></div>", nil},
		{"HZ", mustEncode(t, hz, whole), whole, nil},
		{"HZ, one line of two", mustEncode(t, hz, body) + "\n" + source, body + "\n" + source, nil},
		{"UTF-8 as GBK, nothing lost", taken(t, even, utf8, asGBK), even, nil},
		{"UTF-8 as GBK, one line of two", source + taken(t, even, utf8, asGBK), source + even, nil},
		{"UTF-8 as GBK", taken(t, strings.Repeat(body, 3), utf8, asGBK), "", release.ErrMojibake},
		{"UTF-8 as GBK, marks for what is lost", strings.ReplaceAll(taken(t, body, utf8, asGBK), "\uFFFD", "?"), "", release.ErrMojibake},
		{"UTF-8 as Windows 1252, lost", strings.Repeat("ä¸´æºªåŒ\uFFFDæ™º", 5), "", release.ErrMojibake},
		{"replacement characters", "\uFFFD\uFFFD\uFFFD28.6\uFFFD\uFFFD", "", release.ErrMojibake},
		{"replacement characters as GBK", "锟斤拷锟斤拷锟斤拷28.6锟斤拷元", "", release.ErrMojibake},
		{"question marks", "??????28.6????????\n???????1800??", "", release.ErrMojibake},
		{"address", url.QueryEscape(whole), "", release.ErrMojibake},
		{"UTF-7", "+TjRuqlM6ZnqQIG4vToxnH5h5du5gO2KVjUQ-28.6+Tr9RQ/8MU2BXMJdiee8-312+Tqn/DIuhUhJOjg-+TjRuqlM6ZnqQIG4-", "", release.ErrMojibake},
		{"UTF-16LE without a mark", wide(binary.LittleEndian), strings.Repeat(whole+"这是今年的第三个项目。", 2), nil},
		{"UTF-16BE without a mark", wide(binary.BigEndian), strings.Repeat(whole+"这是今年的第三个项目。", 2), nil},

		{"French", "L'élève a été à Orléans où il a préféré être.", "L'élève a été à Orléans où il a préféré être.", nil},
		{"pinyin", "ā á ǎ à ō ó ǒ ò ē é ě è", "ā á ǎ à ō ó ǒ ò ē é ě è", nil},
		{"a county", "浠水县与张骞故里签约，投资12亿元。", "浠水县与张骞故里签约，投资12亿元。", nil},
		{"questions", "怎么办？？？为什么??? 在哪里??? 多少???", "怎么办？？？为什么??? 在哪里??? 多少???", nil},
		{"an address in a text", "网址：http://a.example/%E4%B8%B4%E6%BA%AA", "网址：http://a.example/%E4%B8%B4%E6%BA%AA", nil},
		{"a tilde", "气温18~{高温区}22度。", "气温18~{高温区}22度。", nil},
	} {
		got, err := Decode([]byte(tt.data))
		if !errors.Is(err, tt.err) || err == nil && got.Text != tt.want {
			t.Errorf("%s: %q, %v; want %q, %v", tt.name, got.Text, err, tt.want, tt.err)
		}
		checkFile(t, tt.name, got, len(tt.data))
	}
}

// checkFile checks that the Origin of t leads into a file of size bytes.
func checkFile(t *testing.T, name string, s trace.String, size int) {
	t.Helper()
	last := 0
	for i := range s.Text {
		at, ok := s.Origin.File(knowledge.Span{Start: i, End: i + 1})
		if !ok {
			continue
		}
		if at.Start < last || at.Len() <= 0 || at.End > size {
			t.Errorf("%s: byte %d is at %v of %d after %d", name, i, at, size, last)
			return
		}
		last = at.Start
	}
}

func TestWithoutEntities(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"&#20020;&#28330;&#x533A;28.6":   "临溪区28.6",
		`\u4e34\u6eaa\u533a28.6`:         "临溪区28.6",
		"%u4e34%u6eaa%u533a28.6":         "临溪区28.6",
		`\u4e34\u6eaa\ud842\udfb7\u533a`: "临溪𠮷区",
		`\u4e34\u6eaa`:                   `\u4e34\u6eaa`,
		`C:\users\update\u12`:            `C:\users\update\u12`,
		`\u4e34\u6eaa\ud842\u533a`:       `临溪\ud842区`,
	} {
		if got := WithoutEntities(trace.String{Text: text}); got.Text != want {
			t.Errorf("%s: %s; want %s", text, got.Text, want)
		}
	}
}

func FuzzEscapes(f *testing.F) {
	f.Add(`\u4e34\u6eaa\ud842\udfb7\u533a`)
	f.Add("%u4e34%u6eaa%u533a&#20020;&#28330;&#x533A;")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Decode([]byte(s))
		if err != nil {
			return
		}
		checkFile(t, s, WithoutEntities(d), len(s))
	})
}
