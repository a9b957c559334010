package facts

// Hits reports whether r has the value and unit of f, or its time.
func (f Fact) Hits(r Row) bool { return f.hits(r) }

// Fit judges r, which has the value of f.
func (f Fact) Fit(r Row) Fit { return f.fit(r) }
