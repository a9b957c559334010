package names

// Reading is a text as it was read.
type Reading struct {
	Cleaned
	Words []Word
	Found []Name // where names may be; see tables.find
}
