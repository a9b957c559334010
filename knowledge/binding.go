package knowledge

// Binding is what a figure measures. Its texts are words of the release without white
// space, folded to simplified characters and half width.
type Binding struct {
	Subject string   `json:"s,omitempty"` // the named thing; empty if no name is known
	Loose   bool     `json:"l,omitempty"` // no name in the figure's sentence is certainly Subject: it comes from a sentence before it or from the heading, or is no name
	Sure    float32  `json:"u,omitempty"` // probability that Subject is right among all candidates, 0 to 1; 0 if there was no choice
	Scope   string   `json:"c,omitempty"` // 全区, 一期, 地上: the whole or part; empty if none is named
	Metric  string   `json:"m,omitempty"` // the words for what is measured: 总投资, 入驻企业
	Words   []string `json:"w,omitempty"` // Metric as the ledger compares it: its words without idle ones, synonyms replaced by one word, sorted
	Change  bool     `json:"d,omitempty"` // a change of the metric (增长8.5%), not its level
	State   State    `json:"t,omitempty"`
	Period  string   `json:"p,omitempty"` // ISO 8601: the day or period it holds for; empty if only the release's date is known
	Thing   *Thing   `json:"-"`           // what people have written about Subject, or nil. It is not from the release and is never stored
}

// minSure is the least Sure of a figure that is shown without being asked for. In the
// development districts, each read with weights learned from the others, one in four
// of the figures below it is right.
const minSure = 0.4

// Doubtful reports whether the subject is uncertain. Such a figure can be found by a
// search but is not listed, charted or reported as news.
func (b Binding) Doubtful() bool { return b.Sure > 0 && b.Sure < minSure }

// State is how firm a figure is.
type State string

// The states. That of reached figures is empty.
const (
	Reached   State = ""
	Planned   State = "planned"   // 计划, 预计: replaced by the figure that is reached
	Target    State = "target"    // 力争, 目标: kept beside the figure that is reached
	Former    State = "former"    // 由86家增至182家: the 86
	Withdrawn State = "withdrawn" // quoted by a correction as wrong
	Corrected State = "corrected" // the figure of a correction that replaces it
)
