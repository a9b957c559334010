// Package phrase finds the noun phrases of the clauses of a paragraph: what may be a thing
// by its place, with a name or not. Verbs, function words and figures end a phrase, and so
// does a metric with its figure behind it (面积为3亩).
package phrase
