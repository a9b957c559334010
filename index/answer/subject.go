package answer

import (
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/ledger"
)

// isOf reports whether a figure is of the thing that a question calls name: people's
// word goes before what the names are like.
func isOf(name string, b *knowledge.Binding) bool {
	if same, decided := b.Thing.Is(name); decided {
		return same
	}
	return means(name, b.Subject)
}

// means reports whether name, as a question puts it, can be subject.
func means(name, subject string) bool { return ledger.Means(name, subject, names.IsComplete(name)) }
