package main

import (
	"strings"
	"testing"
)

// TestReadmeBroken breaks a README in each way that a rule is there for.
func TestReadmeBroken(t *testing.T) {
	t.Parallel()
	const fence = "```"
	for _, tt := range []struct{ name, readme, want string }{
		{"a block that no rule is for", fence + "python\nprint(1)\n" + fence, "no rule for a block"},
		{"a block without a kind", fence + "\nls\n" + fence, "no rule for a block"},
		{"an indented block", "text\n\n    beilun ask x\n", "no rule for a block"},
		{"another output", fence + "console\n$ beilun ask 火星基地的面积是多少？\n很大\n" + fence, "the README shows"},
		{"another output behind lines left out", fence + "console\n$ beilun ask 火星基地的面积是多少？\n…\n很大\n" + fence, "the README shows"},
		{"a session without a command", fence + "console\nbeilun ask\n" + fence, "a session without a command"},
		{"a session of another program", fence + "console\n$ ls\n" + fence, "only beilun is run"},
		{"no such command", "`beilun nothing`", "no such command"},
		{"no such flag", "`beilun ask -nothing x`", "has no flag -nothing"},
		{"no command has it", "`-nothing`", "no command has this flag"},
		{"no such sub-command", "`/beilun nothing`", "no sub-command"},
		{"no such setting", "`BEILUN_" + "NOTHING`", "no such setting"},
		{"a value that it does not take", "`BEILUN_NOTICES=perhaps`", "`BEILUN_NOTICES=perhaps`: "},
		{"no such scope", "`channels:join`", "no such scope"},
		{"no such file", "`internal/nothing`", "no such file"},
		{"a link to nothing", "[a](nothing.png)", "no such file"},
		{"a link to no heading", "# A\n[a](#b)", "no such heading"},
		{"a link elsewhere", "[a](https://example.com)", "only links into the project"},
		{"a link that makes another app", "[a](" + newApp + "%7B%7D)", "the manifest is another"},
		{"a link that makes no app", "[a](" + newApp + "%7B)", "unexpected end"},
		{"no such package, in a line", "`go run ./nothing`", "is no folder"},
		{"no such package", fence + "sh dev\ngo test ./nothing\n" + fence, "is no folder"},
		{"no such test", fence + "sh dev\ngo test -run TestNothing ./bot/said\n" + fence, "no test"},
		{"another command", fence + "sh dev\nmake\n" + fence, "no rule for this command"},
		{"no package", fence + "sh dev\ngo test -v -run\n" + fence, "it names no package"},
		{"no such command on Windows", fence + "powershell\n.\\beilun.exe nothing\n" + fence, "no such command"},
		{"another command on Windows", fence + "powershell\nRemove-Item x\n" + fence, "no rule for this command"},
		{"a line of .env without a value", fence + "dotenv\nnothing\n" + fence, ".env: "},
		{"no such setting in .env", fence + "dotenv\nNOTHING=1\n" + fence, "NOTHING is no setting"},
		{"a token of the wrong kind", fence + "dotenv\nSLACK_BOT_TOKEN=xapp-1234567890\n" + fence, "SLACK_BOT_TOKEN: "},
		{"a line that puts nothing right", fence + "text 更正表.txt\n随便写\n" + fence, "更正表"},
		{"a table that no rule is for", "| a | b |\n|---|---|\n| c | d |", "no rule for a table"},
		{"a question with another outcome", "| 问 | 结果 | 回答里有 |\n|---|---|---|\n| 火星基地的面积是多少？ | 有答案 | 资料 |", "declined, the README has"},
		{"a question with an outcome that is none", "| 问 | 结果 | 回答里有 |\n|---|---|---|\n| 火星基地的面积是多少？ | 也许 | 资料 |", "declined, the README has"},
		{"a question with another answer", "| ask | outcome | the answer has |\n|---|---|---|\n| 火星基地的面积是多少？ | not found | 很大 |", "is not in"},
		{"commands that are missing", "| 命令 command | 作用 |\n|---|---|\n| `beilun ask [-json] QUESTION` | |", "beilun serve is not in the table"},
		{"flags that are missing", "| 命令 command | 作用 |\n|---|---|\n| `beilun ask [-json] QUESTION` | |", "ask: its help has the flags"},
		{"settings that are missing", "| 设置 setting | 作用 |\n|---|---|\n| `BEILUN_INDEX` | |", "BEILUN_STATE is not in the table"},
		{"no such metric", "`beilun_nothing_total`", "no such metric"},
		{"an alert without a metric", fence + "yaml beilun.rules.yml\ngroups: []\n" + fence, "it names no metric"},
		{"an alert for nothing", fence + "yaml beilun.rules.yml\n# beilun_nothing\n" + fence, "no such metric"},
		{"no output of bench", fence + "text bench\nfast\n" + fence, "no output of beilun bench"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			errs := checkPage(t, parsePage([]byte(tt.readme)))
			for _, err := range errs {
				if strings.Contains(err.Error(), tt.want) {
					return
				}
			}
			t.Errorf("%q, want one with %q", errs, tt.want)
		})
	}
}
