package read

// signLines is how many lines a signature may have.
const signLines = 3

// signs reports whether a line is the name or the date of a signature.
func signs(s string) bool {
	return leadingDate(s).Day != 0 && measure(s).normal < 12
}
