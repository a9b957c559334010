package bot

import (
	"fmt"
	"strings"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/query"
	"beilun/internal/zhnum"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Wording is what is said around an answer, in one language. What answers is
// always the text of a release.
type Wording struct {
	asked, readAs, converted          string // formats
	agrees, differs, part             string
	known, Suggested                  string
	More, Nearest                     string
	noSource, noDate, NoURL           string
	relations                         map[answer.Relation]string
	reasons                           map[answer.Reason]string
	states                            map[knowledge.State]string
	notSaid                           string
	citation                          string // publisher, date, title
	colon, comma, openQuote, endQuote string
	also, listed                      string // before and between the copies of a release
	openBracket, endBracket           string
}

var chinese = &Wording{
	asked: "接着上一问：%s", readAs: "按“%s”查找（问的是“%s”）", converted: "换算：约%s%s（由机器人换算，资料里没有这个数）",
	agrees: "（与所问一致）", differs: "（与所问的%s不同）", part: "（%s）",
	known: "关于%s，资料里有：", Suggested: "可以这样问：", More: "相关段落：", Nearest: "最接近的段落：",
	noSource: "来源不详", noDate: "日期不详", NoURL: "（资料未注明网址）",
	relations: map[answer.Relation]string{
		answer.Earlier: "此前", answer.Conflicting: "另有说法", answer.Corrected: "已更正，原为",
		answer.Plan: "原计划或目标", answer.Result: "实际", answer.Same: "另见", answer.Member: "另一项",
	},
	reasons: map[answer.Reason]string{
		answer.SubjectUnknown: "不知道：公布的资料里没有提到所问的对象。",
		answer.OtherPlace:     "不知道：公布的资料里没有这个地方的数据。",
		answer.OtherTime:      "不知道：公布的资料里只有其他时间的数据。",
		answer.NotSure:        "资料里是这样说的，不确定是否就是所问的：",
		answer.NoQuestion:     "没看懂问题：请写出想了解的对象，例如“某某产业园入驻企业多少家？”。",
		answer.TooLong:        fmt.Sprintf("问题太长：请不要超过%d个字。", answer.MaxQuestion),
		answer.NothingFound:   "不知道：公布的资料里没有相关内容。",
		answer.Reading:        "正在读取新闻稿，请稍后再问。",
	},
	states:  map[knowledge.State]string{knowledge.Planned: "计划或预计", knowledge.Target: "目标"},
	notSaid: "不知道：公布的资料里没有说。", citation: "%s，%s，《%s》", colon: "：", comma: "，", openQuote: "“", endQuote: "”",
	also: "另见：", listed: "、", openBracket: "（", endBracket: "）",
}

var english = &Wording{
	asked: "Following on: %s", readAs: "Looked up as “%s” (asked: “%s”)", converted: "Converted: about %s %s (our conversion; no release says so)",
	agrees: " (as you say)", differs: " (you said %s)", part: " (%s)",
	known: "What the releases say of %s:", Suggested: "You can ask:", More: "Related passages:", Nearest: "Nearest passages:",
	noSource: "publisher unknown", noDate: "undated", NoURL: "(no address given)",
	relations: map[answer.Relation]string{
		answer.Earlier: "Earlier", answer.Conflicting: "Other sources say", answer.Corrected: "Corrected, was",
		answer.Plan: "Planned or targeted", answer.Result: "Actual", answer.Same: "Also", answer.Member: "Another",
	},
	reasons: map[answer.Reason]string{
		answer.SubjectUnknown: "Not known: the releases do not mention what you ask about.",
		answer.OtherPlace:     "Not known: the releases have no figures for that place.",
		answer.OtherTime:      "Not known: the releases only say so for another time.",
		answer.NotSure:        "The releases say this, and it may not be what you ask for:",
		answer.NoQuestion:     "Please name what you want to know about, for example “total investment of the science park”.",
		answer.TooLong:        fmt.Sprintf("Too long: please keep to %d characters.", answer.MaxQuestion),
		answer.NothingFound:   "Not known: the releases have nothing on this.",
		answer.Reading:        "The releases are still being read; please ask again in a moment.",
	},
	states:  map[knowledge.State]string{knowledge.Planned: "planned or expected", knowledge.Target: "target"},
	notSaid: "Not known: the releases do not say.", citation: "%s, %s, 《%s》", colon: ": ", comma: ", ", openQuote: "“", endQuote: "”",
	also: "also at ", listed: ", ", openBracket: " (", endBracket: ")",
}

// WordingOf returns the words in the language that a was asked in.
func WordingOf(a *answer.Answer) *Wording {
	if a.English {
		return english
	}
	return chinese
}

// Colon stands behind what a line is about.
func (w *Wording) Colon() string { return w.colon }

// Lead is the first line of a reply: what answers and, where that is a thing
// and not its figure, the figure; or that the releases do not say.
func (w *Wording) Lead(a *answer.Answer) string {
	c := a.Claim
	if c == nil {
		if s := w.reasons[a.Reason]; s != "" {
			return s
		}
		return w.notSaid
	}
	lead := c.Text
	if f := c.Figure; f != nil && !strings.Contains(strings.Join(strings.Fields(f.Text), ""), f.Qualifier) {
		lead = f.Qualifier + lead // 上限 of the figure before: 上限由50万元提高到80万元
	}
	if c.Figure != nil && c.Text != c.Figure.Text {
		lead += w.colon + c.Figure.Text
	}
	if c.Figure != nil && a.Query.Phase == "" && query.PhaseIn(c.Figure.Binding.Scope) != "" {
		lead += fmt.Sprintf(w.part, c.Figure.Binding.Scope) // of a part, where the whole may be meant
	}
	if q := a.Query; c.Figure != nil && len(q.Years) > 0 && q.Part == "" && ledger.PartOf(c.Figure.Binding.Period) != "" {
		lead += fmt.Sprintf(w.part, knowledge.PeriodWords(c.Figure.Binding.Period)) // of a part of the year that is asked for
	}
	switch a.Verdict {
	case answer.Agrees:
		lead += w.agrees
	case answer.Differs:
		lead += fmt.Sprintf(w.differs, a.Query.Given.Text)
	}
	return lead
}

// State tells that a figure is not reached yet: （目标）; "" for any other claim.
func (w *Wording) State(c *answer.Claim) string {
	if c == nil || c.Figure == nil || w.states[c.Figure.Binding.State] == "" {
		return ""
	}
	return fmt.Sprintf(w.part, w.states[c.Figure.Binding.State])
}

// holds tells what a figure holds for and that it is not reached yet: the first
// line is read alone.
func (w *Wording) holds(c *answer.Claim) string {
	var parts []string
	period := c.Figure.Binding.Period
	label := knowledge.PeriodOf(*c.Figure, c.Hit.Passage.Figures)
	isDay := label == knowledge.PeriodWords(period) && !strings.Contains(period, "/") // told beside the news, and seldom of the figure
	// A period that the sentence itself does not name may be another's.
	if year, _, _ := strings.Cut(strings.TrimLeft(period, "./"), "-"); year != "" && !isDay && strings.Contains(c.Quote(), year) {
		parts = append(parts, label)
	}
	if word := w.states[c.Figure.Binding.State]; word != "" {
		parts = append(parts, word)
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(w.part, strings.Join(parts, w.comma))
}

// Notes are remarks of ours: how the question was read, and a conversion.
func (w *Wording) Notes(a *answer.Answer) []string {
	var out []string
	if a.Asked != "" {
		out = append(out, fmt.Sprintf(w.asked, a.Asked))
	}
	for _, c := range a.Corrected {
		out = append(out, fmt.Sprintf(w.readAs, c.To, c.From))
	}
	if v := a.Conversion; v != nil {
		out = append(out, fmt.Sprintf(w.converted, zhnum.Rounded(v.Value), v.Unit))
	}
	return out
}

// Other introduces what stands beside a claim and says it.
func (w *Wording) Other(c answer.Claim) string { return w.relation(c) + w.colon + c.Text }

// relation introduces what stands beside a claim.
func (w *Wording) relation(c answer.Claim) string {
	if c.Relation == answer.Compared {
		return c.Figure.Binding.Subject
	}
	return w.relations[c.Relation]
}

// Known heads what is known of the thing that a question was declined for.
func (w *Wording) Known(a *answer.Answer) string {
	if len(a.Known) == 0 {
		return ""
	}
	return fmt.Sprintf(w.known, a.Known[0].Figure.Binding.Subject)
}

// Citation names a release: publisher, date, title.
func (w *Wording) Citation(r index.Release) string {
	source, date, title := firstOf(r.Source, w.noSource), firstOf(r.Date.String(), w.noDate), firstOf(r.Title, r.ID)
	return fmt.Sprintf(w.citation, source, date, title)
}
