package setup

import (
	"os"
	"strings"

	"beilun/cmd/beilun/terminal"
)

// useFolder returns the path of a folder or file of releases as the settings have it. It
// makes the folder if it is to be new. Paths that are separated by commas have to be
// there.
func useFolder(path string, create bool) (string, error) {
	if create {
		if err := os.Mkdir(path, 0o755); err != nil && !os.IsExist(err) {
			return "", err
		}
	}
	if strings.ContainsFunc(path, func(r rune) bool { return r < ' ' }) {
		return "", terminal.Errorf("setup.path-control")
	}
	if _, err := os.Stat(path); err == nil && !strings.Contains(path, ",") {
		return path, nil
	} else if err == nil { // the setting would be read as several
		return "", terminal.Errorf("setup.path-comma")
	}
	for p := range strings.SplitSeq(path, ",") {
		if _, err := os.Stat(strings.TrimSpace(p)); err != nil {
			return "", terminal.Errorf("setup.path-missing")
		}
	}
	return path, nil
}
