package read

// Limits of tables, whatever the format of the file.
const (
	maxColumns   = 200
	maxCells     = 100_000 // with the columns that wide cells take
	mostHeadRows = 3       // rows that may be marked as headings
)
