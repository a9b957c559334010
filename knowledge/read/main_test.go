package read

import (
	"os"
	"testing"

	"beilun/internal/pdftext"
)

func TestMain(m *testing.M) {
	pdftext.Child()
	os.Exit(m.Run())
}
