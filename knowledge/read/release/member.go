package release

// Member is a file within a file: of an archive, or attached to a mail.
type Member struct {
	Name string // slash-separated path within the outer file, which begins with no slash and has no ".."
	Data []byte // nil if Err is set
	Err  error  // why it cannot be read; nil otherwise
}

// Limits of the files within a file.
const (
	MaxMembers    = 2000      // files within a file and within those
	MaxMembersAll = 128 << 20 // bytes of them
)

// Allowance is what may still be read of the files within a file.
type Allowance struct {
	Members int
	Bytes   int64
}

// NewAllowance returns that of one file.
func NewAllowance() *Allowance { return &Allowance{MaxMembers, MaxMembersAll} }
