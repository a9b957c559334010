package terminal

import (
	"fmt"
	"io"
	"strings"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer/plain"
	"beilun/index/changes"
	"beilun/knowledge"
)

// Changes returns what the releases up to the newest one changed, by kind, each figure
// with its sentence and its source and with what was said before.
func (l Lang) Changes(f *changes.Found, newest knowledge.Date) string {
	var b strings.Builder
	c := f.Counts
	b.WriteString(l.Text("changes.head", f.Since, newest, c.Corrected, c.Conflicting, c.Changed, c.New) + "\n")
	for _, k := range changes.Kinds {
		first := true
		for _, c := range f.Changes {
			if c.Kind != k {
				continue
			}
			if first {
				b.WriteString("\n" + l.Text("changes."+string(k)) + "\n")
				first = false
			}
			b.WriteString(l.change(c))
		}
	}
	if f.Left > 0 {
		b.WriteString("\n" + l.Text("changes.left", f.Left) + "\n")
	}
	return b.String()
}

func (l Lang) change(c changes.Change) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  %s\n", l.measured(c.Row))
	b.WriteString(l.quoted(c.Row, "    "))
	if c.Before != nil {
		key := "changes.before"
		if c.Kind == changes.Conflicting {
			key = "changes.other"
		}
		fmt.Fprintf(&b, "    %s\n", l.Text(key, l.value(*c.Before)))
		b.WriteString(l.quoted(*c.Before, "      "))
	}
	return b.String()
}

// Conflicts returns figures that do not agree, those of one thing, measure and time below
// each other.
func (l Lang) Conflicts(cs []changes.Conflict) string {
	var b strings.Builder
	for i, c := range cs {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s\n", l.Text("conflicts.of", Printable(c.Subject), metricOf(c.Rows[0].Figure)))
		for _, r := range c.Rows {
			fmt.Fprintf(&b, "  %s\n", l.value(r))
			b.WriteString(l.quoted(r, "    "))
		}
	}
	return b.String()
}

// measured returns a figure with what it measures.
func (l Lang) measured(r index.Row) string {
	return l.Text("changes.of", Printable(r.Figure.Binding.Subject), metricOf(r.Figure), l.value(r))
}

// value returns a figure as its release writes it, with its time and whether it is
// reached.
func (l Lang) value(r index.Row) string {
	var notes []string
	for _, n := range []string{knowledge.PeriodIn(l.or() == English, *r.Figure, r.Passage.Figures), stateOf(r.Figure)} {
		if n != "" {
			notes = append(notes, Printable(n))
		}
	}
	if notes == nil {
		return oneLine(r.Figure.Text)
	}
	return l.Text("changes.noted", oneLine(r.Figure.Text), strings.Join(notes, l.Text("changes.joint")))
}

// quoted returns the sentence of a figure and the release that it is from, each line behind
// indent.
func (l Lang) quoted(r index.Row, indent string) string {
	w := message.WordsOf(l.or() == English).Answer
	rel := r.Passage.Release
	return fmt.Sprintf("%[1]s“%[2]s”\n%[1]s—— %[3]s\n%[1]s   %[4]s\n", indent, oneLine(r.Sentence().Of(r.Passage.Text)), Printable(w.Citation(rel)), address(w, rel))
}

// PrintChangesJSON writes changes as JSON, one object a line.
func PrintChangesJSON(w io.Writer, f *changes.Found, form plain.Form) error {
	for i := range f.Changes {
		if err := PrintJSON(w, form.ChangeOf(f.Changes[i]), OneALine); err != nil {
			return fmt.Errorf("print changes: %w", err)
		}
	}
	return nil
}

// PrintConflictsJSON writes conflicts as JSON, one object a line.
func PrintConflictsJSON(w io.Writer, cs []changes.Conflict, form plain.Form) error {
	for i := range cs {
		if err := PrintJSON(w, form.ConflictOf(cs[i]), OneALine); err != nil {
			return fmt.Errorf("print conflicts: %w", err)
		}
	}
	return nil
}

// Form returns how plain forms are written in l.
func (l Lang) Form() plain.Form { return plain.Form{English: l.or() == English} }
