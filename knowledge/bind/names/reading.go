package names

// Reading is a text as it is read.
type Reading struct {
	Cleaned
	Words []Word
	Found []Name // where names may be; see Tables.Find
}
