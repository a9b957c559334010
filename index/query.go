package index

// Query is a question as understood.
type Query struct {
	Text string // the question as asked
}

// String returns the query in the form used by logs and tests.
func (q Query) String() string { return q.Text }
