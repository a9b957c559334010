package index

// Known returns the longest end of a name of the releases that stands in a
// folded question and ends as names do, or "" (see Names.EndIn).
func (x *Index) Known(question string) string { return x.names().EndIn(x.lex, question) }
