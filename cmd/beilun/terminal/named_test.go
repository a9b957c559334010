package terminal

import (
	"strings"
	"testing"
)

// TestNamed names the program as it was started, and not what is typed in Slack. It is not
// parallel because all messages name the program in that way.
func TestNamed(t *testing.T) {
	SetProgram(`.\100%$1\beilun.exe`)
	defer program.Store(nil)
	if got, want := Chinese.Text("setup.unchanged"), `再运行 .\100%$1\beilun.exe setup`; !strings.Contains(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
	if got := Chinese.Text("failed.serve", "x"); got != `.\100%$1\beilun.exe serve 停了：x` {
		t.Error(got)
	}
	if got := Chinese.Text("feedback.held"); !strings.Contains(got, "/beilun feedback") {
		t.Error(got)
	}
}
