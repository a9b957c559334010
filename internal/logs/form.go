package logs

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// FormOf returns the form of a text log that suits what reads w: the journal if stream,
// the value of JOURNAL_STREAM, names it, a person at a terminal, or else a file.
func FormOf(w io.Writer, stream string) Form {
	f, ok := w.(*os.File)
	switch {
	case !ok:
		return Text
	case isJournal(f, stream):
		return Journal
	case term.IsTerminal(int(f.Fd())):
		return Terminal
	}
	return Text
}

// isJournal reports whether a file is the connection to systemd's journal that stream
// names as device:inode. The variable alone does not say so: a child whose output goes
// to a file has it, too.
func isJournal(f *os.File, stream string) bool {
	_, inode, ok := strings.Cut(stream, ":")
	if !ok || inode == "" {
		return false
	}
	at, err := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", f.Fd()))
	return err == nil && at == "socket:["+inode+"]"
}
