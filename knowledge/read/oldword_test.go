package read

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// wordFileOf returns a file of testdata/word. LibreOffice made the .doc and .rtf of
// the .docx of the same name.
func wordFileOf(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/word/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSameInWordFormats reads the same text out of each format of Word. A .wps has
// the content of a .doc.
func TestSameInWordFormats(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"tables": {
			"# 一、总体情况",
			"2024年，松川区实现地区生产总值386.5亿元，比上年增长5.8%；森林面积为1.2×10⁸平方米。",
			"全年新开工项目12个，总投资45.6亿元，详见一览表。",
			"# 二、分镇街情况",
			"表1分镇街主要指标",
			"单位：亿元",
			"镇街：青溪镇；2023年工业产值：32.1亿元；2023年财政收入：2.4亿元；2024年工业产值：35.6亿元；2024年财政收入：2.7亿元",
			"镇街：石塘镇；2023年工业产值：18.9亿元；2023年财政收入：1.3亿元；2024年工业产值：20.2亿元；2024年财政收入：1.5亿元",
			"镇街：松川街道；2023年工业产值：54.0亿元；2023年财政收入：6.8亿元；2024年工业产值：58.3亿元；2024年财政收入：7.2亿元",
			"# 三、重点项目",
			"类别：产业；项目：松川光电园；总投资：12.6亿元",
			"类别：产业；项目：青溪冷链中心；总投资：4.3亿元",
			"类别：民生；项目：石塘中学；总投资：2.1亿元",
			"[1] 地区生产总值为初步核算数。",
			"下一步，松川区将继续抓好项目建设，力争2025年完成投资60亿元。",
		},
		"nested": nil, // tables in tables, and of names and values
		"rich":   nil, // notes, header, comment, hidden and deleted text, link, text box, list
	} {
		base, err := File("a.docx", wordFileOf(t, name+".docx"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, outline(base)); want != nil && diff != "" {
			t.Errorf("%s.docx: outline (-want +got):\n%s", name, diff)
		}
		for _, left := range []string{"99", "77亿", "66座", "九百", "55"} { // header, note, comment, deleted, hidden
			if all := strings.Join(outline(base), "\n"); strings.Contains(all, left) {
				t.Errorf("%s.docx: %s is in %s", name, left, all)
			}
		}
		for _, f := range []struct{ id, from string }{{"a.doc", ".doc"}, {"a.wps", ".doc"}, {"a.txt", ".doc"}, {"a.rtf", ".rtf"}, {"a.doc", ".rtf"}} {
			a, err := File(f.id, wordFileOf(t, name+f.from))
			if err != nil {
				t.Errorf("%s%s: %v", name, f.from, err)
				continue
			}
			a.ID, a.Digest = base.ID, base.Digest
			if !reflect.DeepEqual(base, a) {
				t.Errorf("%s%s: outline (-docx +%s), title %q:\n%s", name, f.from, f.id, a.Title, cmp.Diff(outline(base), outline(a)))
			}
		}
	}
}

// TestWordByContent reads files that are called .doc and are something else.
func TestWordByContent(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"docx": word(t, wordPara("", wordRun(wordProse))), "text": []byte(wordProse), "RTF": []byte(`{\rtf1\ansi\ansicpg936 ` + mustEncode(t, simplifiedchinese.GBK.NewEncoder().String, wordProse) + `\par}`),
		"page": []byte("<html><head><title>园区开工</title></head><body><p>" + wordProse + "</p><p>" + wordProse2 + "</p></body></html>"),
	} {
		a, err := File("a.doc", data)
		if err != nil || len(a.Paragraphs()) == 0 || a.Paragraphs()[0].Text != wordProse {
			t.Errorf("%s: %v", name, err)
		}
	}
	main := bytes.Index(wordFileOf(t, "tables.doc"), []byte("\xEC\xA5"))
	for _, tt := range []struct {
		name string
		at   int // in the head of the text
		put  []byte
		want error
	}{
		{"a password", 0x0B, []byte{0x13}, release.ErrEncrypted},
		{"Word 95", 2, []byte{0x68, 0}, release.ErrFormat},
		{"Word 6", 0, []byte{0xDC, 0xA5, 0x65, 0}, release.ErrFormat},
		{"no pieces", 0x1A6, make([]byte, 4), release.ErrDamaged},
		{"too many characters", 0x4C, []byte{0xFF, 0xFF, 0xFF, 0x7F}, release.ErrDamaged},
	} {
		data := wordFileOf(t, "tables.doc")
		copy(data[main+tt.at:], tt.put)
		if _, err := File("a.doc", data); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

// TestOldWordDamage reads damaged files: 80 of each format. Each must be refused
// with a reason or read, in short time.
func TestOldWordDamage(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(9, 1))
	for _, name := range []string{"tables.doc", "tables.rtf"} {
		whole := damaged{id: name, data: wordFileOf(t, name)}
		refused := 0
		for i := range 80 {
			f := damage(rng, whole)
			if i%2 == 0 && name == "tables.doc" {
				f = broken(rng, whole)
			}
			start := time.Now()
			text, err := readWithin(t, f, 20*time.Second)
			took := time.Since(start)
			if took > 2*time.Second { // the machine may have been busy
				start = time.Now()
				text, err = readWithin(t, f, 20*time.Second)
				took = time.Since(start)
			}
			switch {
			case err != nil && err.Error() == "":
				t.Errorf("%s: %s is refused without a reason", f.name, name)
			case err == nil && f.name == "cut":
				t.Errorf("%s: %s is read: %.100q", f.name, name, text)
			case !utf8.ValidString(text):
				t.Errorf("%s: %s: %q", f.name, name, text)
			case took > 2*time.Second && !slow:
				t.Errorf("%s: %s took %v", f.name, name, took)
			case err != nil:
				refused++
			}
		}
		t.Logf("%s: %d refused", name, refused)
	}
}

// broken returns s, a .doc, with a number of its container or its head changed to
// one that leads astray.
func broken(rng *rand.Rand, s damaged) damaged {
	data := bytes.Clone(s.data)
	put := func(at int) {
		values := []uint32{0, 1, 2, uint32(rng.IntN(40)), 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, uint32(rng.Uint32())}
		if at+4 <= len(data) {
			binary.LittleEndian.PutUint32(data[at:], values[rng.IntN(len(values))])
		}
	}
	sector := func(at int) int { return 512 * (1 + int(binary.LittleEndian.Uint32(data[at:]))) }
	switch rng.IntN(4) {
	case 0:
		s.name = "head of the container"
		put([]int{0x2C, 0x30, 0x3C, 0x40, 0x44, 0x48, 0x4C, 0x50}[rng.IntN(8)])
	case 1:
		s.name = "chains of sectors"
		fat := sector(0x4C)
		for range 1 + rng.IntN(4) {
			put(fat + 4*rng.IntN(40))
		}
	case 2:
		s.name = "list of streams"
		list := sector(0x30)
		put(list + 128*rng.IntN(4) + []int{0x40, 0x44, 0x48, 0x4C, 0x74, 0x78}[rng.IntN(6)])
	default:
		s.name = "head of the text"
		main := bytes.Index(data, []byte("\xEC\xA5"))
		put(main + []int{0x4C, 0xA2, 0xA6, 0xFA, 0xFE, 0x102, 0x106, 0x1A2, 0x1A6}[rng.IntN(9)])
	}
	s.data = data
	return s
}

// checkArticle fails the test if a has texts that a reader must not return.
func checkArticle(t *testing.T, a *knowledge.Article) {
	t.Helper()
	for _, p := range a.Paragraphs() {
		if p.Text == "" || !utf8.ValidString(p.Text) || p.Origin != nil {
			t.Fatalf("paragraph %q, origin %v", p.Text, p.Origin)
		}
	}
}

func FuzzDoc(f *testing.F) {
	f.Add(wordFileOf(f, "tables.doc"))
	f.Add(wordFileOf(f, "nested.doc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<17 {
			return
		}
		if a, err := File("a.doc", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), data[min(8, len(data)):]...)); err == nil {
			checkArticle(t, a)
		}
	})
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 a;}}\pard\f0\'d4\'b0{\super 2}\u20320\'c4\'e3{\field{\*\fldinst X}{\fldrslt Y}}\par}`))
	f.Add([]byte(`{\rtf1\trowd\clvmgf\cellx100\clmgf\cellx200\clmrg\cellx300\pard\intbl a\cell b\cell\cell\row\itap2 c\nestcell{\*\nesttableprops\trowd\cellx50\nestrow}\pard\bin3 }}}x\par}`))
	f.Add(wordFileOf(f, "nested.rtf"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		if a, err := File("a.rtf", append([]byte(`{\rtf1`), data[min(6, len(data)):]...)); err == nil {
			checkArticle(t, a)
		}
	})
}
