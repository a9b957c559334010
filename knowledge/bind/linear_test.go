package bind

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/figure"
)

// pairsOf is a binder whose words are runs of two Han characters or of other
// letters, and that counts what it is asked for.
func pairsOf(asked *int) Binder {
	cut := func(text string) []names.Word {
		var out []names.Word
		start, n := 0, 0
		flush := func(end int) {
			if n > 0 {
				out = append(out, names.Word{Start: start, End: end, Tag: []string{"n", "v", "ns", "d", names.MetricTag}[len(out)%5]})
			}
			start, n = end, 0
		}
		for i, r := range text {
			switch {
			case !unicode.IsLetter(r) && !unicode.IsDigit(r):
				flush(i)
				start = i + utf8.RuneLen(r)
				continue
			case n == 2 || n > 0 && (r < utf8.RuneSelf) != (text[start] < utf8.RuneSelf):
				flush(i)
			}
			n++
		}
		flush(len(text))
		*asked += len(out)
		return out
	}
	return Binder{Cut: cut, Canon: func(w string) string { *asked++; return w }}
}

func articleOf(title, text string) *knowledge.Article {
	p := knowledge.Paragraph{Text: text, Figures: figure.Scan(text, knowledge.Date{Year: 2025, Month: 3, Day: 1})}
	for _, s := range zhtext.Sentences(text) {
		p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
	}
	return &knowledge.Article{Title: title, Sections: []knowledge.Section{{Paragraphs: []knowledge.Paragraph{p}}}}
}

// shapes are texts of one kind each of what a figure looks around for.
var shapes = []string{
	"3亿元4万平方米5家6%7个8.5公里", "三分之一", "3—5亿元", "2021年", "2024年3月5日", "总投资3亿元，", "甲区总投资3亿元。", "计划投资3亿元，", "东山产业园3亿元、", "东山产业园投资，3亿元，",
	"“3亿元", "”3亿元", "“我3亿元", "“我公司投资3亿元”某某研究院说。", "3亿元；", "该项目投资3亿元。", "一期、二期投资3亿元，", "应为3亿元", "等3个、", "（3亿元", "东山产业园（3亿元", "目前3亿元", "目标是：3亿元", "由东山产业园3亿元",
	"东山产业园", "2024年东山产业园", "增长3%", "aaaaaaaa3亿元增长3%",
	"分别为3亿元、4亿元，", "甲园、乙园分别为3亿元和4亿元，", "甲、", "分别", "分别增长3%和4%，", "前者3亿元，", "3亿元和", "、3亿元",
}

// TestStepsAreLinear counts the steps that binding a text takes, and a text
// twice as long: what it looks at around its figures, and what it is asked for.
func TestStepsAreLinear(t *testing.T) {
	t.Parallel()
	const n = 2000 // characters
	for _, shape := range shapes {
		steps := func(n int) int {
			asked := 0
			text := strings.Repeat(shape, n/utf8.RuneCountInString(shape))
			a := articleOf("标题", text)
			p := &a.Sections[0].Paragraphs[0]
			steps := pairsOf(&asked).Once().paragraph(names.Load(), p, "西山产业园", &times.Calendar{}, cast.New())
			for _, f := range p.Figures {
				steps += len(f.Binding.Subject) + len(f.Binding.Metric) // what is stored grows, too
			}
			return steps + asked
		}
		once, twice := steps(n), steps(2*n)
		if twice > 5*once/2+100 {
			t.Errorf("%q: %d steps for %d characters, %d for twice as many", shape, once, n, twice)
		}
	}
}

// TestNamesAreBounded binds a name that is written again and again without
// anything between.
func TestNamesAreBounded(t *testing.T) {
	t.Parallel()
	asked := 0
	a := articleOf("", strings.Repeat("东山产业园", 400)+"总投资3亿元。")
	pairsOf(&asked).Article(a)
	for _, f := range a.Sections[0].Paragraphs[0].Figures {
		if len(f.Binding.Subject) > names.MaxName {
			t.Errorf("a subject of %d bytes, want at most %d", len(f.Binding.Subject), names.MaxName)
		}
	}
}

// TestOnceForgets reads more text than a binder remembers.
func TestOnceForgets(t *testing.T) {
	t.Parallel()
	asked := 0
	b := pairsOf(&asked).Once()
	for i := range 40 {
		b.Names(strings.Repeat(fmt.Sprint("东山产业园", i, "，"), 1000))
		if b.read.size > maxRead {
			t.Fatalf("%d bytes of text are remembered, want at most %d", b.read.size, maxRead)
		}
	}
	before := asked
	if b.Names("西山产业园一期"); asked == before {
		t.Error("a new text was not read")
	}
	before = asked
	if b.Names("西山产业园一期"); asked != before {
		t.Error("the same text was read again")
	}
}

// FuzzBind binds any text: nothing panics, and what is found lies in the text.
func FuzzBind(f *testing.F) {
	for _, s := range shapes {
		f.Add("东山产业园", strings.Repeat(s, 3)+"\n"+s+"。某某研究院负责人说。")
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		if len(title)+len(text) > 4000 {
			return
		}
		asked := 0
		b := pairsOf(&asked)
		a := articleOf(title, text)
		b.Once().Article(a)
		folded := names.Clean(title + "\n" + text).S
		for _, f := range a.Sections[0].Paragraphs[0].Figures {
			if s := f.Binding.Subject; !strings.Contains(folded, s) {
				t.Errorf("%q: its subject %q is not in the text", f.Text, s)
			}
			if s := f.Binding.Scope; !strings.Contains(folded, s) {
				t.Errorf("%q: its scope %q is not in the text", f.Text, s)
			}
		}
		for _, n := range b.Names(text) {
			if !strings.Contains(folded, n) {
				t.Errorf("the name %q is not in the text", n)
			}
		}
		again := articleOf(title, text)
		b.Article(again)
		for i, f := range a.Sections[0].Paragraphs[0].Figures {
			if g := again.Sections[0].Paragraphs[0].Figures[i]; fmt.Sprint(f.Binding) != fmt.Sprint(g.Binding) {
				t.Errorf("%q is bound to %+v and then to %+v", f.Text, f.Binding, g.Binding)
			}
		}
	})
}
