package article

// Limits of tables, whatever the format of the file.
const (
	MaxColumns  = 200
	MaxCells    = 100_000 // with the columns that wide cells take
	MaxHeadRows = 3       // rows that may be marked as headings
)
