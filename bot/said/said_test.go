package said

import "testing"

// TestWordFile checks that every kind of words.txt is there.
func TestWordFile(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"asks", "on", "off", "all", "undo"} {
		words().List(kind) // panics if there is none
	}
	for kind, is := range map[string]bool{
		"on": IsOn("开启") && IsOn("ON"), "off": IsOff("关"), "all": IsAll("*") && IsAll("Everything"), "undo": IsUndo("Undo"),
		"reindex": IsCommand("reindex", "Reindex") && IsCommand("reindex", "重新读取") && !IsCommand("reindex", "status"),
		"none":    !IsOn("off") && !IsAll("") && !IsUndo("undone"),
	} {
		if !is {
			t.Errorf("%s is not read", kind)
		}
	}
}

func TestStrip(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"<@UBOT> 总投资 &lt;多少&gt;":            "总投资 <多少>",
		"<@U2|amy> 在 <#C1|general> 问":       "amy 在 general 问",
		"<!channel> <https://x.example|说明>": "说明",
		"<https://x.example>":               "https://x.example",
	} {
		if got := Strip(in, "UBOT"); got != want {
			t.Errorf("Strip(%q) = %q, want %q", in, got, want)
		}
	}
}
