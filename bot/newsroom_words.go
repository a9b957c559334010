package bot

import "fmt"

// newsWords are what is said of subscriptions and news, in one language.
type newsWords struct {
	open, end, colon           string
	before                     string // behind a clause: what was said before
	differ, against, corrected string // before a line; between two figures that contradict each other
	more                       string // format
	digest, digestOf           string // headings; format
	notice                     string
	by, byOf, endWith          string // who subscribed, to what; how to end it: formats
	everything                 string
	seeAll, seeOf              string // buttons; format
	quietThread, quietChannel  string // buttons

	subscribed, known, none, howEnd        string // formats
	already, full, allFull                 string // formats
	notHere, badSubject, noNews, readAs    string
	ended, endedAll, notSubscribed, which  string // formats
	list, listNone, listLine               string // formats
	threadQuiet, channelQuiet              string
	noticesOn, noticesOff, noticesUse      string
	noticesAreOn, noticesAreOff, noticesNo string
}

var newsChinese = &newsWords{
	open: "（", end: "）", colon: "：", before: "；此前：", differ: "【说法不一】", against: "；另有：", corrected: "【更正】", more: "…另有%d条",
	digest: "新闻稿带来了新数字", digestOf: "关于“%s”有新数字",
	notice: "此前在这里回答的数字有了新说法",
	by:     " 订阅了%s。", byOf: "“%s”", endWith: "退订：%s", everything: "全部数字",
	seeAll: "看全部数字", seeOf: "看“%s”的数字", quietThread: "不再提醒", quietChannel: "本频道都不再提醒",
	subscribed: "已订阅%s：有新闻稿带来新数字时，我会在这里发一条摘要。", known: "资料里现在有%d项这样的数字。", none: "资料里现在还没有这样的数字，请看看名称是否写对。", howEnd: "退订请输入 %s",
	already: "这里已经订阅了%s。", full: "这里已经有%d个订阅，请先退订一些：/beilun subscriptions", allFull: "订阅太多了，暂时不能再加。请联系管理员。",
	notHere:    "我不在这个频道里，没法在这里发摘要。请先输入 /invite @beilun 邀请我，再订阅；也可以在和我的私信里订阅。",
	badSubject: "请写一个两字以上、不太长的名称或指标，例如：/beilun subscribe 总投资；不写就是订阅全部数字。",
	noNews:     "这里的新闻稿是固定的，不会有新的，所以没有可订阅的内容。", readAs: "按“%s”订阅（写的是“%s”）。",
	ended: "已退订%s。", endedAll: "已退订这里的全部%d个订阅。", notSubscribed: "这里没有订阅%s。", which: "这里有%d个订阅，请写明退订哪一个，或者：/beilun unsubscribe 全部",
	list: "这里有%d个订阅：", listNone: "这里还没有订阅。试试：/beilun subscribe 总投资", listLine: "• %s（%s起）",
	threadQuiet: "好的，这里不再提醒答案的变化。", channelQuiet: "好的，这个频道里不再提醒答案的变化。要恢复，请输入 /beilun notices on",
	noticesOn: "好的，回答过的数字有变化时，会在原来的话题里提醒。", noticesOff: "好的，这里不再提醒答案的变化。要恢复，请输入 /beilun notices on",
	noticesUse: "请输入 /beilun notices on 或 /beilun notices off", noticesAreOn: "这里会提醒答案的变化。关闭：/beilun notices off", noticesAreOff: "这里不提醒答案的变化。开启：/beilun notices on",
	noticesNo: "管理员已关闭所有提醒。",
}

var newsEnglish = &newsWords{
	open: " (", end: ")", colon: ": ", before: "; before: ", differ: "[Sources differ] ", against: "; against: ", corrected: "[Corrected] ", more: "…and %d more",
	digest: "Releases bring new figures", digestOf: "New figures on “%s”",
	notice: "Figures that were answered here have changed",
	by:     " subscribed to %s.", byOf: "“%s”", endWith: "To end it: %s", everything: "all figures",
	seeAll: "Show all figures", seeOf: "Figures of “%s”", quietThread: "No more notices", quietChannel: "None in this channel",
	subscribed: "Subscribed to %s: when a release brings new figures, I post a digest here.", known: "The releases have %d such figures now.", none: "The releases have no such figures yet; please check the name.", howEnd: "To end it, type %s",
	already: "There is a subscription to %s here already.", full: "There are %d subscriptions here; please end some first: /beilun subscriptions", allFull: "There are too many subscriptions just now. Please turn to an admin.",
	notHere:    "I am not in this channel, so I cannot post a digest here. Please type /invite @beilun and subscribe again, or subscribe in our direct message.",
	badSubject: "Please give a name or metric of two characters or more that is not too long, for example: /beilun subscribe 总投资; without one it is all figures.",
	noNews:     "The releases here are fixed and there will be no new ones, so there is nothing to subscribe to.", readAs: "Subscribed as “%s” (you wrote “%s”).",
	ended: "The subscription to %s is ended.", endedAll: "All %d subscriptions here are ended.", notSubscribed: "There is no subscription to %s here.", which: "There are %d subscriptions here; please say which one to end, or: /beilun unsubscribe all",
	list: "There are %d subscriptions here:", listNone: "There are no subscriptions here. Try: /beilun subscribe 总投资", listLine: "• %s (since %s)",
	threadQuiet: "All right, no more notices of changed answers here.", channelQuiet: "All right, no more notices of changed answers in this channel. To have them again, type /beilun notices on",
	noticesOn: "All right, when a figure that was answered changes, its thread is told.", noticesOff: "All right, no more notices of changed answers here. To have them again, type /beilun notices on",
	noticesUse: "Please type /beilun notices on or /beilun notices off", noticesAreOn: "Changed answers are told here. To end that: /beilun notices off", noticesAreOff: "Changed answers are not told here. To have it: /beilun notices on",
	noticesNo: "An admin has switched all notices off.",
}

func newsWordsOf(english bool) *newsWords {
	if english {
		return newsEnglish
	}
	return newsChinese
}

func (w *newsWords) andMore(n int) string { return fmt.Sprintf(w.more, n) }

// subject names what is subscribed to.
func (w *newsWords) subject(s string) string {
	if s == "" {
		return w.everything
	}
	return fmt.Sprintf(w.byOf, s)
}
