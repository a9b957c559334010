package main

import (
	"fmt"
	"strings"

	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/zhnum"
)

// shownPassages is the number of further passages printed beside an answer or
// a decline.
const shownPassages = 2

// render writes an answer for the terminal: the claim first, the sentence that
// makes it, its source, what other releases say, further passages.
func render(a *answer.Answer) string {
	var b strings.Builder
	if a.Asked != "" {
		fmt.Fprintf(&b, "接着上一问：%s\n\n", printable(a.Asked))
	}
	for _, c := range a.Corrected {
		fmt.Fprintf(&b, "按“%s”查找（问的是“%s”）\n\n", printable(c.To), printable(c.From))
	}
	if c := a.Claim; c != nil {
		fmt.Fprintf(&b, "%s%s\n\n", printable(lead(c)), verdictWords(a))
		if c.Quote() != c.Text {
			fmt.Fprintf(&b, "  “%s”\n", printable(c.Quote()))
		}
		fmt.Fprintf(&b, "  —— %s\n", citation(c.Hit.Passage.Release))
		fmt.Fprintf(&b, "     %s\n", address(c.Hit.Passage.Release))
		if v := a.Conversion; v != nil {
			fmt.Fprintf(&b, "     换算：约%s%s（本程序换算，资料里没有这个数）\n", zhnum.Rounded(v.Value), v.Unit)
		}
		for _, o := range a.Others {
			rel := o.Hit.Passage.Release
			fmt.Fprintf(&b, "\n%s：%s —— %s\n     %s\n", otherWord(o), printable(o.Text), citation(rel), address(rel))
		}
	} else {
		fmt.Fprintf(&b, "%s\n", declineWords(a.Reason))
		for i, c := range a.Known {
			if i == 0 {
				fmt.Fprintf(&b, "\n关于%s，资料里有：\n", printable(c.Figure.Binding.Subject))
			}
			fmt.Fprintf(&b, "  · %s：%s —— %s\n", printable(c.Figure.Binding.Metric), oneLine(c.Text), citation(c.Hit.Passage.Release))
		}
		for i, q := range a.Suggestions {
			if i == 0 {
				b.WriteString("\n可以这样问：\n")
			}
			fmt.Fprintf(&b, "  · %s\n", printable(q))
		}
	}
	for i, h := range a.Passages {
		if i == shownPassages {
			break
		}
		if i == 0 {
			b.WriteString(map[bool]string{true: "\n相关段落：\n", false: "\n最接近的段落：\n"}[a.Claim != nil])
		}
		fmt.Fprintf(&b, "  · %s\n    —— %s\n", printable(h.Passage.Text), citation(h.Passage.Release))
	}
	return b.String()
}

// lead is the first line of an answer: what answers and, where that is the
// thing and not its figure, the figure.
func lead(c *answer.Claim) string {
	if c.Figure != nil && c.Text != c.Figure.Text {
		return c.Text + "：" + c.Figure.Text
	}
	return c.Text
}

func verdictWords(a *answer.Answer) string {
	switch a.Verdict {
	case answer.Agrees:
		return "（与所问一致）"
	case answer.Differs:
		return printable("（与所问的" + a.Query.Given.Text + "不同）")
	}
	return ""
}

// citation names a release: publisher, date, title.
func citation(r index.Release) string {
	source, date := r.Source, r.Date.String()
	if source == "" {
		source = "来源不详"
	}
	if date == "" {
		date = "日期不详"
	}
	title := r.Title
	if title == "" {
		title = r.ID
	}
	return printable(fmt.Sprintf("%s，%s，《%s》", source, date, title))
}

// address returns where a release was published, or that it does not say.
func address(r index.Release) string {
	if r.URL == "" {
		return "（资料未注明网址）"
	}
	return printable(r.URL)
}

// otherWord introduces what stands beside a claim: a thing that is compared by
// its name.
func otherWord(c answer.Claim) string {
	if c.Relation == answer.Compared {
		return printable(c.Figure.Binding.Subject)
	}
	return relationWord(c.Relation)
}

func relationWord(r answer.Relation) string {
	switch r {
	case answer.Earlier:
		return "此前"
	case answer.Conflicting:
		return "另有说法"
	case answer.Corrected:
		return "已更正，原为"
	case answer.Plan:
		return "原计划或目标"
	case answer.Result:
		return "实际"
	}
	return "另见"
}

func declineWords(r answer.Reason) string {
	switch r {
	case answer.SubjectUnknown:
		return "不知道：公布的资料里没有提到所问的对象。"
	case answer.OtherPlace:
		return "不知道：公布的资料里没有这个地方的数据。"
	case answer.OtherTime:
		return "不知道：公布的资料里只有其他时间的数据。"
	case answer.NoQuestion:
		return "没看懂问题：请写出想了解的对象，例如“滨江装备创业园入驻企业多少家？”。"
	case answer.TooLong:
		return fmt.Sprintf("问题太长：请不要超过%d个字。", answer.MaxQuestion)
	case answer.NothingFound:
		return "不知道：公布的资料里没有相关内容。"
	}
	return "不知道：公布的资料里没有说。"
}

// printable takes out what could steer a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}
