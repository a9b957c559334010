package bind

import "beilun/knowledge/bind/names"

// Word is a word of a text, as Binder.Cut gives it.
type Word = names.Word

// MetricTag is the tag of a word that says what is measured or what happens.
const MetricTag = names.MetricTag

// UserTag is the tag of a word of the user's own list: a name as it is.
const UserTag = names.UserTag

// IsEvent reports whether a metric is something that happens: 开工, 拿地.
func IsEvent(metric string) bool { return names.IsEvent(metric) }

// IsComplete reports whether a folded name ends as the names of places, sites and
// organisations do; see [names.IsComplete].
func IsComplete(name string) bool { return names.IsComplete(name) }

// IsKind reports whether a folded word is what things of a kind are called, and no
// name: 产业园.
func IsKind(word string) bool { return names.IsKind(word) }

// IsSorted reports whether a text ends with the word for a sort of things:
// 规模以上工业企业.
func IsSorted(text string) bool { return names.IsSorted(text) }
