package release

// Member is a file within a file: of an archive, or attached to a mail.
type Member struct {
	Name string // slash-separated path within the outer file, which begins with no slash and has no ".."
	Data []byte // nil if Err is set
	Err  error  // why it cannot be read; nil otherwise
}
