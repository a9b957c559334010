package knowledge

// Binding tells what a figure measures. Its texts are words of the release
// with white space taken out, folded to simplified and half width.
type Binding struct {
	Subject string   `json:"s,omitempty"` // the named thing; empty when no name tells it
	Loose   bool     `json:"l,omitempty"` // no name in the figure's sentence tells Subject for sure: it is that of one before it or of the heading, or no name
	Sure    float32  `json:"u,omitempty"` // how likely Subject is the one of all that it could be, 0 to 1; 0 where nobody chose it
	Scope   string   `json:"c,omitempty"` // 全区, 一期, 地上: of which whole or part; empty when none is told
	Metric  string   `json:"m,omitempty"` // the words that tell what is measured: 总投资, 入驻企业
	Words   []string `json:"w,omitempty"` // Metric as the ledger compares it: its words without idle ones, other words for the same as one, sorted
	Change  bool     `json:"d,omitempty"` // a change of the metric (增长8.5%), not its level
	State   State    `json:"t,omitempty"`
	Period  string   `json:"p,omitempty"` // ISO 8601: the day or period it holds for; empty when only the release's date tells
	Thing   *Thing   `json:"-"`           // what people have said of Subject; nil: nothing. It is not of the release and is stored nowhere
}

// minSure is how sure the subject of a figure has to be that is shown by itself. Of the
// figures that are less so one in four is right, in the development districts, each
// read with the weights learned of the others.
const minSure = 0.4

// Doubtful reports whether it was hard to choose what the figure is of: then it is
// there to be searched for, and not to be listed, charted or told as news.
func (b Binding) Doubtful() bool { return b.Sure > 0 && b.Sure < minSure }

// State tells how firm a figure is.
type State string

// The states. Reached figures carry none.
const (
	Reached   State = ""
	Planned   State = "planned"   // 计划, 预计: replaced by what is reached
	Target    State = "target"    // 力争, 目标: stays beside what is reached
	Former    State = "former"    // 由86家增至182家: the 86
	Withdrawn State = "withdrawn" // quoted by a correction as wrong
	Corrected State = "corrected" // what a correction puts in its place
)
