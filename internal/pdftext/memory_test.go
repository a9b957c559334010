package pdftext

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"beilun/internal/needs"
	"beilun/internal/pdftext/pdftest"
)

// TestMemory gives a worker files that need much memory and checks its peak.
func TestMemory(t *testing.T) {
	t.Parallel()
	needs.NoRace(t)
	needs.Long(t, "some ten seconds")
	q := ready(t)
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	for range 100 {
		if _, err := z.Write([]byte(strings.Repeat("BT /F1 1 Tf 1 150 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n", 10_000))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	long := fmt.Sprintf("<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", packed.Len(), packed.Bytes())
	for name, data := range map[string][]byte{
		"a content of 60 MB": pdftest.File("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", long, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
		"a large file": append(pdftest.File("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", "<< /Length 16000000 >>\nstream\n"+strings.Repeat("a", 16_000_000)+"\nendstream"), '\n'),
	} {
		if _, err := q.read(t.Context(), data); err == nil {
			t.Errorf("%s is read", name)
		}
	}
	w, err := q.take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer q.give()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	needs.System(t, err, "report on a process in /proc")
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	needs.Found(t, m != nil, "a system that reports the peak memory of a process")
	kb, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("at most %d MB", kb>>10)
	if most := (2*sandboxSize + heapSize) >> 10; kb > most {
		t.Errorf("the worker had %d MB, at most %d are meant to be", kb>>10, most>>10)
	}
}
