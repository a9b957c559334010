package zhtext

import (
	"strings"
	"unicode/utf8"
)

// maxAttribution is how far after a quotation, in bytes, the words that say
// whose it is may reach.
const maxAttribution = 180

// speech are the words that an attribution's clause ends with.
var speech = []string{
	"说", "表示", "介绍", "指出", "强调", "认为", "坦言", "透露", "直言", "感慨", "感叹", "回忆", "补充",
	"解释", "回答", "反问", "追问", "总结", "呼吁", "点赞", "说道", "笑道", "答道", "问道", "叹道", "慨道",
	"写道", "喊道", "释道", "忆道", "充道", "称赞", "告诉记者", "告诉我们", "对记者说", "如是说",
}

// notSpeech are words that only look like one of speech.
var notSpeech = []string{"小说", "学说", "传说"}

// attributed reports whether rest, the text right after a quotation, first
// says whose words they were (…”某某说。), so that the sentence is not over.
func attributed(rest string) bool {
	if len(rest) > maxAttribution {
		rest = rest[:maxAttribution]
	}
	for rest != "" {
		i := strings.IndexAny(rest, "，。！？；：,!?;:“")
		if i < 0 {
			i = len(rest)
		}
		if saying(strings.TrimSpace(rest[:i])) {
			return true
		}
		if i == len(rest) {
			return false
		}
		mark, w := utf8.DecodeRuneInString(rest[i:])
		if mark != '，' && mark != ',' {
			return false
		}
		rest = rest[i+w:]
	}
	return false
}

func saying(clause string) bool {
	for _, w := range notSpeech {
		if strings.HasSuffix(clause, w) {
			return false
		}
	}
	for _, w := range speech {
		if strings.HasSuffix(clause, w) {
			return true
		}
	}
	return strings.Contains(clause, "告诉记者")
}
