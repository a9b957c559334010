package knowledge

import "math/big"

// Kind is the sort of quantity that a figure states.
type Kind string

// The kinds of figures.
const (
	Count        Kind = "count"            // 21个, 94家
	Money        Kind = "money"            // 4.4亿元
	Percent      Kind = "percent"          // 90%, 九成
	PercentPoint Kind = "percentage point" // 1.5个百分点
	Multiple     Kind = "multiple"         // 5.7倍, 翻一番
	Ratio        Kind = "ratio"            // 1.2:1
	Dimension    Kind = "dimension"        // 13平方公里, 12.8公里, 6亿吨
	Ordinal      Kind = "ordinal"          // 第三, 第15年
	Age          Kind = "age"              // 40岁
	Temperature  Kind = "temperature"      // 25℃
	Duration     Kind = "duration"         // 半小时, 40周年
	Time         Kind = "time"             // 9时30分
	DateKind     Kind = "date"             // 2024年9月29日: one day
	PeriodKind   Kind = "period"           // 2025年二季度, 2029年, 年底前
	Number       Kind = "number"           // a bare number
)

// Figure is a number that a release states, with what makes it quotable.
type Figure struct {
	Span      Span   // in the paragraph: number, scale and unit, without qualifiers around them
	Quote     Span   // in the paragraph: Span with its qualifiers (超100亿元, 90%以上)
	Text      string // the paragraph's text at Quote, verbatim
	Kind      Kind
	Value     *big.Rat // exact value in Unit; nil for a range, a vague count or a date
	Lo, Hi    *big.Rat // inclusive bounds of a range or vague count (五六个, 10万—50万元); nil when open
	Unit      string   // normalised: 元, 个, 平方米; the scale (万, 亿) is in the value
	Qualifier string   // as written: 超, 近, 约, 以上, 不到; empty if exact
	Per       string   // what a rate is per, as written: 每平方米, 人均; empty for a plain figure. A rate in the unit (元/亩) is not repeated here
	Status    string   // as written: 累计, 计划, 预计; empty if none is beside it
	Binding   Binding  // what it measures; zero until the article is bound (package bind)
	Time      string   // for dates, periods and times: ISO 8601, 2024-09-29 or 2025-04-01/2025-06-30 (last day included); empty if it depends on an unknown reference
}
