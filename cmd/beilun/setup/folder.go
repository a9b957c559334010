package setup

import (
	"os"
	"strings"

	"beilun/cmd/beilun/terminal"
)

// useFolder returns the path of a folder of releases as the settings have it. It
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
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return "", terminal.Errorf("setup.path-file")
	} else if err == nil && !strings.Contains(path, ",") {
		return path, nil
	} else if err == nil { // the setting would be read as several
		return "", terminal.Errorf("setup.path-comma")
	}
	for p := range strings.SplitSeq(path, ",") {
		info, err := os.Stat(strings.TrimSpace(p))
		if err != nil {
			return "", terminal.Errorf("setup.path-missing")
		}
		if !info.IsDir() {
			return "", terminal.Errorf("setup.path-file")
		}
	}
	return path, nil
}
