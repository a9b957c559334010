package article

// Limits of tables in any format.
const (
	MaxColumns  = 200
	MaxCells    = 100_000 // each counted in all columns it spans
	MaxHeadRows = 3       // rows that may be marked as headings
)
