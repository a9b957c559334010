package read

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"beilun/knowledge"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// fileCharset encodes text as a file and decodes parts of a file.
type fileCharset struct {
	name   string
	encode func(string) []byte
	decode func([]byte) string
}

func asUTF8(b []byte) string { return string(b) }

func utf16Charset(name string, order binary.AppendByteOrder, read binary.ByteOrder) fileCharset {
	return fileCharset{name,
		func(s string) []byte {
			b := order.AppendUint16(nil, 0xFEFF)
			for _, u := range utf16.Encode([]rune(s)) {
				b = order.AppendUint16(b, u)
			}
			return b
		},
		func(b []byte) string {
			var units []uint16
			for ; len(b) >= 2; b = b[2:] {
				units = append(units, read.Uint16(b))
			}
			return string(utf16.Decode(units))
		},
	}
}

var charsets = []fileCharset{
	{"UTF-8", func(s string) []byte { return []byte(s) }, asUTF8},
	{"UTF-8 with a mark", func(s string) []byte { return []byte("\uFEFF" + s) }, asUTF8},
	utf16Charset("UTF-16LE", binary.LittleEndian, binary.LittleEndian),
	utf16Charset("UTF-16BE", binary.BigEndian, binary.BigEndian),
	{"GB18030",
		func(s string) []byte {
			b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
			if err != nil {
				panic(err)
			}
			return b
		},
		func(b []byte) string {
			s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
			if err != nil {
				panic(err)
			}
			return string(s)
		},
	},
}

// checkOrigins compares each character of each paragraph and heading with the
// bytes of the file that are its Origin. Inserted characters have none. A space
// may replace other white space, and a character its HTML entity or escape.
func checkOrigins(t *testing.T, a *knowledge.Article, file []byte, decode func([]byte) string) {
	t.Helper()
	check := func(text string, o knowledge.Origin) {
		lost := 0
		for i, r := range text {
			f, ok := o.File(knowledge.Span{Start: i, End: i + utf8.RuneLen(r)})
			if !ok {
				lost++
				continue
			}
			if f.Start < 0 || f.End > len(file) || f.Len() <= 0 {
				t.Errorf("%q at %d of %q stands at %v of a file of %d bytes", r, i, text, f, len(file))
				return
			}
			got := decode(file[f.Start:f.End])
			if got == string(r) || r == ' ' && strings.TrimSpace(got) == "" || strings.HasPrefix(got, "&") && strings.HasSuffix(got, ";") {
				continue
			}
			t.Errorf("%q at %d of %q stands for %q of the file", r, i, text, got)
		}
		if n := utf8.RuneCountInString(text); lost*3 > 2*n {
			t.Errorf("%d of %d characters of %q have no place in the file", lost, n, text)
		}
	}
	for _, s := range a.Sections {
		check(s.Heading, s.Origin)
		for _, p := range s.Paragraphs {
			check(p.Text, p.Origin)
		}
	}
}

// TestOrigins reads files of every format in every encoding.
func TestOrigins(t *testing.T) {
	t.Parallel()
	for _, c := range charsets {
		for id, text := range map[string]string{
			"page.txt":   wrappedPage,
			"plain.txt":  "新馆开放\r\n\r\n来源：某日报\r\n\u3000\u3000新馆投资 4.4 亿元，\u200b面积\t3万平方米 “好”！\r第二段有个𠮷字与 café。\u2028第三段是通\u00ad知。\n通 知 全 体 职 工\n",
			"marked.md":  "---\n标题：通报\n---\n# 通报\n\n第一段**很**重要，\n续行 &amp; \\*星号\\* [链接](https://example.com/a_(b))。\n\n> 引文 <b>内</b>\n> 续\n\n- 一\n- 二 `a&amp;b`\n\n| 项目 | 投资 |\n|---|---|\n| 学校 | 5\\|6亿元 |\n\n    缩进的一段。\n\n见 <https://example.com>。",
			"english.md": "# Title\n\nFirst line of the story\nand a second one.\n\nOne more with a hard\\\nbreak and 中文。\n",
		} {
			if c.name == "GB18030" && id == "english.md" {
				continue // too little Chinese to detect the encoding
			}
			t.Run(c.name+" "+id, func(t *testing.T) {
				t.Parallel()
				file := c.encode(text)
				a, err := File(id, file)
				if err != nil {
					t.Fatal(err)
				}
				checkOrigins(t, a, file, c.decode)
				plainFile, err := File(id, []byte(text))
				if err != nil {
					t.Fatal(err)
				}
				for i, p := range plainFile.Paragraphs() {
					if got := a.Paragraphs()[i].Text; got != p.Text {
						t.Errorf("paragraph %d: %q in %s, %q in UTF-8", i, got, c.name, p.Text)
					}
				}
			})
		}
	}
}

// TestFigureOrigin follows a figure back into a GB18030 file.
func TestFigureOrigin(t *testing.T) {
	t.Parallel()
	c := charsets[len(charsets)-1]
	file := c.encode("园区通报\n园区总投资4.4亿元，已入驻企业94家，出租率达到九成以上。\n")
	a, err := File("gb.txt", file)
	if err != nil {
		t.Fatal(err)
	}
	p := a.Paragraphs()[0]
	if len(p.Figures) == 0 {
		t.Fatalf("no figures in %q", p.Text)
	}
	span, ok := p.Origin.File(p.Figures[0].Quote)
	if got := c.decode(file[span.Start:span.End]); !ok || got != "4.4亿元" {
		t.Errorf("figure %q leads back to %q, %v", p.Figures[0].Text, got, ok)
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

// big5Text has no quotation marks, which Big5 lacks.
var big5Text = strings.NewReplacer("“", "", "”", "").Replace(traditional)

const traditional = "湖東新城的會展中心昨天封頂，總投資12.5億元。管委會表示，“明年”可以投入使用。"
