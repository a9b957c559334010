package terminal

import (
	"fmt"
	"io"

	"beilun/index/answer/plain"
)

// PrintAnswerJSON prints an answer in the form for other programs.
func PrintAnswerJSON(w io.Writer, a plain.Answer) error {
	if err := PrintJSON(w, a, Indented); err != nil {
		return fmt.Errorf("print answer: %w", err)
	}
	return nil
}
