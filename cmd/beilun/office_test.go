package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestOffice runs sessions with files that a script cannot contain. The compiled PDF
// reader is cached in the user's own cache directory.
func TestOffice(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/office",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode": exitcode,
		},
		Setup: func(e *testscript.Env) error {
			if dir, err := os.UserCacheDir(); err == nil {
				e.Setenv("XDG_CACHE_HOME", dir)
			}
			if err := os.WriteFile(filepath.Join(e.WorkDir, "release.ofd"), ofdFile(t), 0o600); err != nil {
				return err
			}
			for name, from := range map[string]string{"release.pdf": "03-projects.office.pdf", "release.docx": "03-projects.docx", "half.pdf": "03-projects.office.pdf",
				"projects.doc": "03-projects.office.doc", "livelihood.wps": "06-livelihood.office.doc", "tables.rtf": "../../word/tables.rtf"} {
				data, err := os.ReadFile(filepath.Join("../../knowledge/read/testdata/formats/files", from))
				if err != nil {
					return err
				}
				if name == "half.pdf" {
					data = data[:len(data)/2]
				}
				if err := os.WriteFile(filepath.Join(e.WorkDir, name), data, 0o600); err != nil {
					return err
				}
			}
			return nil
		},
	})
}
