package said

import "testing"

// TestWordFile checks that every kind of words.txt is there.
func TestWordFile(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"asks", "on", "off", "all", "undo", "confirm", "points", "self"} {
		words().List(kind) // panics if there is none
	}
	for kind, is := range map[string]bool{
		"on": IsOn("开启") && IsOn("ON"), "off": IsOff("关"), "all": IsAll("*") && IsAll("Everything"), "undo": IsUndo("Undo"), "confirm": IsConfirm("确认"),
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
		"<@U2|amy> 在 <#C1|general> 问":       "amy 在   问",
		"<!channel> <https://x.example|说明>": "说明",
		"<https://x.example>":               "https://x.example",
	} {
		if got := Strip(in, "UBOT"); got != want {
			t.Errorf("Strip(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestQuestion(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"<@UBOT> 总投资多少？ <https://x.example/art/2025/1/3/a_58962291.html>": "总投资多少？",
		"https://x.example/2024/09/29/a这篇里 总投资多少？":                        "这篇里 总投资多少？",
		"<https://x.example/2024|这篇>里总投资多少？":                              "这篇里总投资多少？",
		"<http://x.example/2024/|x.example/2024> 总投资多少？":                  "总投资多少？",
		"总投资多少？ <mailto:a1@x.example|a1@x.example>":                       "总投资多少？",
		"<#C1|2024年项目> 总投资多少？":                                            "总投资多少？",
		"总\u200b投资\ufeff多少\u202c？":                                        "总投资多少？",
		"\u200b":                                                          "",
		"@beilun 总投资多少？":                                                  "总投资多少？",
		"@Beilun， 总投资多少？":                                                 "总投资多少？",
		" /beilun 总投资多少？":                                                 "总投资多少？",
		"@beilun":                                                         "",
		"beilun GDP 2024":                                                 "beilun GDP 2024", // the district
		"@beilunBot 总投资多少？":                                               "@beilunBot 总投资多少？",
		"<@UBOT> <@U2> 帮我问":                                               "帮我问",
	} {
		if got := Question(in, "UBOT"); got != want {
			t.Errorf("Question(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPoints(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": true, "帮忙看看": true, "转给你": true, "帮我查一下": true, "这几个数对吗？": true, "请核对": true,
		"甲园总投资多少？": false, "你看看我们昨天下午在会上讨论过的那些材料和数据": false,
	} {
		if Points(text) != want {
			t.Errorf("Points(%q) = %v", text, !want)
		}
	}
}
