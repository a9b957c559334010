package errata

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Line{
		"宁泰 = 宁波宁泰科技有限公司":            {Kind: Same, Names: []string{"宁泰", "宁波宁泰科技有限公司"}},
		"寧泰＝宁泰科技 = “NT 科技”":          {Kind: Same, Names: []string{"宁泰", "宁泰科技", "nt科技"}},
		"别名：金融岛、临湖国际金融中心":            {Kind: Same, Names: []string{"金融岛", "临湖国际金融中心"}},
		"Alias: 金融岛, Finance Island": {Kind: Same, Names: []string{"金融岛", "financeisland"}},
		"金融岛 就是 临湖国际金融中心":            {Kind: Same, Names: []string{"金融岛", "临湖国际金融中心"}},
		"东海大桥 ≠ 东海二桥":                {Kind: Apart, Names: []string{"东海大桥", "东海二桥"}},
		"东海大桥！＝东海二桥":                 {Kind: Apart, Names: []string{"东海大桥", "东海二桥"}},
		"东海大桥 <> 东海二桥":               {Kind: Apart, Names: []string{"东海大桥", "东海二桥"}},
		"东海大桥 不是 东海二桥":               {Kind: Apart, Names: []string{"东海大桥", "东海二桥"}},
		"两回事：1#泊位、3#泊位":              {Kind: Apart, Names: []string{"1#泊位", "3#泊位"}},
		"不同: 东海大桥 = 东海二桥":            {Kind: Apart, Names: []string{"东海大桥", "东海二桥"}},
		"不是数字：2024-03-01-年报.md 第15年": {Kind: NotFigure, Release: "2024-03-01-年报.md", Phrase: "第15年"},
		"不是数据: 年报 终稿.docx：“第15年”":    {Kind: NotFigure, Release: "年报 终稿.docx", Phrase: "第15年"},
		"not a figure: 《年报》 第15年":    {Kind: NotFigure, Release: "《年报》", Phrase: "第15年"},
		"撤回：a.md":                    {Kind: Retracted, Release: "a.md"},
		"撤回：子/a.b.html，数字有误":         {Kind: Retracted, Release: "子/a.b.html", Reason: "数字有误"},
		"撤回：《某某 开工》以3月5日的为准":         {Kind: Retracted, Release: "《某某 开工》", Reason: "以3月5日的为准"},
		"撤回：“a.md” 重复":               {Kind: Retracted, Release: "a.md", Reason: "重复"},
		"retract: a.md wrong":        {Kind: Retracted, Release: "a.md", Reason: "wrong"},
	} {
		want.Text = text
		got, err := ParseLine(text)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", text, err, diff)
		}
	}
	for text, want := range map[string]error{
		"宁泰科技今天很忙": ErrForm, "甲园 = 乙园 ≠ 丙园": ErrForm, "别名：甲园 ≠ 乙园": ErrForm, "宁泰 =": ErrName, "甲 = 乙园": ErrName,
		"项目 = 宁泰科技": ErrName, "宁泰科技 = 2024": ErrName, "宁泰科技 = 宁泰科技": ErrNames, "撤回：": ErrRelease, "不是数字：a.md": ErrPhrase,
		"不是数字：a.md “”": ErrPhrase, "甲园 = " + strings.Repeat("乙", 400): ErrLong, "甲园 = 乙园\x00": ErrLong,
		"时间：2024年": ErrForm, strings.Repeat("甲园 = ", 3) + "a": ErrName,
	} {
		if l, err := ParseLine(text); !errors.Is(err, want) {
			t.Errorf("%q: %+v, %v, want %v", text, l, err, want)
		}
	}
}

// TestParse names bad lines with their numbers, and holds to the others.
func TestParse(t *testing.T) {
	t.Parallel()
	l := Parse(Sheet{"更正表.txt", "\ufeff# 说明\r\n\r\n宁泰 = 宁波宁泰科技有限公司  # 公司来函\r\n乱写的一行\r\n　- 3#楼 ≠ 13#楼　＃ 核实\r\n撤回：a.md"}, Sheet{"乙/更正表.txt", "宁泰 = 宁泰集团\n宁泰集团 ≠ 宁波宁泰科技有限公司"})
	var got []string
	for _, line := range l.Lines {
		got = append(got, line.String())
	}
	for _, p := range l.Problems {
		got = append(got, fmt.Sprint(p.Sheet, " ", p.Number, " ", p.Text, ": ", p.Err))
	}
	want := []string{
		"更正表.txt 第3行（宁泰 = 宁波宁泰科技有限公司）", "更正表.txt 第5行（3#楼 ≠ 13#楼）", "更正表.txt 第6行（撤回：a.md）", "乙/更正表.txt 第2行（宁泰集团 ≠ 宁波宁泰科技有限公司）",
		"更正表.txt 4 乱写的一行: " + ErrForm.Error(), "乙/更正表.txt 1 宁泰 = 宁泰集团: " + ErrTwo.Error(),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	many := Parse(Sheet{"a", strings.Repeat("甲园 = 乙园\n", maxLines+5)})
	if len(many.Lines) != maxLines || len(many.Problems) != 1 || many.Problems[0].Err != ErrTooMuch {
		t.Errorf("%d lines, problems %v", len(many.Lines), many.Problems)
	}
	if (*List)(nil).Thing("甲园") != nil {
		t.Error("no list knows a thing")
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	l := Parse(Sheet{"e", "宁泰 = 宁波宁泰科技有限公司\n宁泰科技 = 宁泰\n东海大桥 ≠ 东海二桥\n东海二桥 = 海湾桥\n甲园 ≠ 丙园 ≠ 丁园\n第二中学 ≠ 临湖第二中学"})
	for names, want := range map[[2]string]string{
		{"宁泰科技", "宁波宁泰科技有限公司"}: "one", {"宁泰", "宁泰"}: "one", {"华宁泰", "宁泰"}: "", {"某区宁泰科技", "宁泰科技"}: "",
		{"东海大桥", "东海二桥"}: "two", {"海湾桥", "东海大桥"}: "two", {"某区东海大桥", "海湾桥"}: "two", {"某区东海大桥", "东海大桥"}: "",
		{"甲园", "丁园"}: "two", {"丙园", "甲园"}: "two", {"甲园", "乙园"}: "", {"东海大桥", "甲园"}: "", {"", "甲园"}: "", {"", ""}: "",
		{"第二中学", "临湖第二中学"}: "two", {"某市临湖第二中学", "第二中学"}: "two",
	} {
		for _, n := range [][2]string{names, {names[1], names[0]}} {
			got := ""
			if same, decided := l.Same(n[0], n[1]); decided {
				got = map[bool]string{true: "one", false: "two"}[same]
			}
			if got != want {
				t.Errorf("%s, %s: %q, want %q", n[0], n[1], got, want)
			}
		}
	}
	if got := l.Thing("宁泰").Names[0]; got != "宁波宁泰科技有限公司" {
		t.Errorf("the fullest name is %s", got)
	}
	for names, want := range map[[2]string]string{{"海湾桥", "某区东海大桥"}: "[e 第3行（东海大桥 ≠ 东海二桥）]", {"宁泰科技", "宁泰"}: "[e 第1行（宁泰 = 宁波宁泰科技有限公司） e 第2行（宁泰科技 = 宁泰）]", {"甲园", "乙园"}: "[]"} {
		if got := fmt.Sprint(l.Between(names[0], names[1])); got != want {
			t.Errorf("%v: %s, want %s", names, got, want)
		}
	}
}

// TestMany reads as many lines as a file may have in little time, whatever hangs
// together in them.
func TestMany(t *testing.T) {
	t.Parallel()
	var chain, star, apart strings.Builder
	for i := range maxLines {
		fmt.Fprintf(&chain, "第%d园 = 第%d园\n", i, i+1)
		fmt.Fprintf(&star, "中心园 ≠ 第%d园\n", i)
		fmt.Fprintf(&apart, "第%d园 = 第%d园\n第%d园 ≠ 第%d园\n", 2*i, 2*i+2, 2*i, 2*i+1)
	}
	start := time.Now()
	for _, s := range []string{chain.String(), star.String(), apart.String()} {
		l := Parse(Sheet{"e", s})
		if len(l.Lines) != maxLines {
			t.Errorf("%d lines", len(l.Lines))
		}
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("宁泰 = 宁波宁泰科技有限公司\n东海大桥 ≠ 东海二桥\n不是数字：a.md 第15年\n撤回：《某某开工》 有误 # 说明", "宁泰", "东海大桥")
	f.Add("别名：、\n撤回:\xff\n不是数字：《》\x00", "", "》")
	f.Fuzz(func(t *testing.T, text, a, b string) {
		l := Parse(Sheet{"e", text})
		for _, line := range l.Lines {
			again, err := ParseLine(line.Text)
			again.Sheet, again.Number = line.Sheet, line.Number
			if diff := cmp.Diff(line, again); err != nil || diff != "" || line.Number < 1 {
				t.Errorf("%q read again: %v\n%s", line.Text, err, diff)
			}
			if line.Kind == Apart {
				if same, decided := l.Same(line.Names[0], line.Names[1]); same || !decided {
					t.Errorf("%q does not hold", line.Text)
				}
			}
			if line.Kind == Same {
				if same, decided := l.Same(line.Names[0], line.Names[1]); !same || !decided {
					t.Errorf("%q does not hold", line.Text)
				}
			}
		}
		same, decided := l.Same(a, b)
		if s, d := l.Same(b, a); s != same || d != decided {
			t.Errorf("%q and %q: %t %t and %t %t", a, b, same, decided, s, d)
		}
		l.Between(a, b)
	})
}
